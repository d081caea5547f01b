namespace Weft.Providers.Rules.Zh;

/// <summary>How a book is written, by its Han characters.</summary>
internal sealed class ScriptCounts
{
    private long han;
    private long traditional;

    /// <summary>Characters of all chapters and a line end behind each.</summary>
    public int Length { get; private set; }

    /// <summary>More than a twentieth of its Han characters are written so in traditional texts alone.</summary>
    public bool IsTraditional => traditional * 20 > han;

    public void Add(string text)
    {
        Length = checked(Length + text.Length + 1);
        foreach (var mark in text)
        {
            if (!ZhText.IsHan(mark))
                continue;
            han++;
            if (ZhText.IsTraditional(mark))
                traditional++;
        }
    }
}
