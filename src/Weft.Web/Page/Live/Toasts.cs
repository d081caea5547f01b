namespace Weft.Web.Page.Live;

/// <summary>What a person is told about the order that they just gave.</summary>
/// <param name="Link">Where it can be seen; null where there is no such place.</param>
internal sealed record Toast(string Text, string? Link, string LinkText, bool IsRefusal);

/// <summary>The last word to the person at one circuit.</summary>
internal sealed class Toasts
{
    public Toast? Last { get; private set; }

    public event Action? Changed;

    public void Say(string text, string? link = null, string linkText = "") => Show(new(text, link, linkText, IsRefusal: false));

    public void Refuse(string text) => Show(new(text, null, "", IsRefusal: true));

    public void Close() => Show(null);

    private void Show(Toast? toast)
    {
        Last = toast;
        Changed?.Invoke();
    }
}
