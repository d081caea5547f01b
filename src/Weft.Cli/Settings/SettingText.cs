using System.Globalization;
using System.Text.RegularExpressions;
using Weft.Application.Texts;

namespace Weft.Cli.Settings;

/// <summary>Options as text: reading them with their bounds, and showing them without secrets.</summary>
internal static partial class SettingText
{
    /// <summary>The value, or null with the reason.</summary>
    public static object? TryRead(SettingSlot slot, string text, Phrases phrases, out string reason)
    {
        reason = "";
        var type = slot.Property.PropertyType;
        if (type == typeof(string))
        {
            if (slot.Setting.Allowed is not { } allowed || allowed.Contains(text))
                return text;
            reason = phrases.Say("setting.notAllowed", text, string.Join(", ", allowed));
            return null;
        }
        if (type == typeof(IReadOnlyList<string>))
            return text.Split([',', '，'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (
            !double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            ) || (type == typeof(int) && !double.IsInteger(number))
        )
        {
            reason = phrases.Say(type == typeof(int) ? "setting.notWhole" : "setting.notNumber", text);
            return null;
        }
        if (number < slot.Setting.Least || number > slot.Setting.Most)
        {
            reason = phrases.Say("setting.outOfRange", text, slot.Setting.Least, slot.Setting.Most);
            return null;
        }
        return type == typeof(int) ? (object)(int)number : number;
    }

    /// <summary>For people, secrets masked.</summary>
    public static string Show(SettingSlot slot, object value)
    {
        var text = value is IReadOnlyList<string> list
            ? string.Join(",", list)
            : Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return slot.Setting.Secret
            ? Mask(text, slot.Setting.Variable is "WEFT_KEY" or "WEFT_WEB_PASSWORD" or "NEO4J_PASSWORD")
            : text;
    }

    /// <summary>A key is hidden as a whole; of a connection string or address only what is secret in it.</summary>
    private static string Mask(string text, bool whole)
    {
        if (whole)
            return text.Length == 0 ? "" : "***";
        return Password().Replace(UserInAddress().Replace(text, "$1***@"), "$1***");
    }

    [GeneratedRegex(@"(//[^/:@\s]*:)\S*@")]
    private static partial Regex UserInAddress();

    [GeneratedRegex(@"((?:password|pwd)\s*=\s*)(?:""[^""]*""|'[^']*'|[^;,]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}
