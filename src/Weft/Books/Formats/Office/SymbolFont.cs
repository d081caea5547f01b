namespace Weft.Books.Formats.Office;

/// <summary>The signs of the two picture fonts that are on every Windows machine.</summary>
internal static class SymbolFont
{
    /// <summary>A sign of a font that is not known: that there is one is all that can be said.</summary>
    private const string Unknown = "□";

    /// <summary>From 0x61 on.</summary>
    private const string Greek = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

    /// <summary>From 0x41 on.</summary>
    private const string GreekCapitals = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";

    /// <param name="font">As the file names it, or null.</param>
    /// <param name="place">In the font: 0x20 to 0xFF.</param>
    public static string Sign(string? font, int place) =>
        font switch
        {
            "Symbol" => Symbol(place),
            "Wingdings" => Wingding(place),
            _ => Unknown,
        };

    private static string Symbol(int place) =>
        place switch
        {
            >= 'a' and <= 'z' => Greek[place - 'a'].ToString(),
            >= 'A' and <= 'Z' => GreekCapitals[place - 'A'].ToString(),
            >= '0' and <= '9' or ' ' or '(' or ')' or ',' or '.' or '+' or '/' or '=' or ':' or ';' => ((char)place).ToString(),
            0xA3 => "≤",
            0xA5 => "∞",
            0xAB => "↔",
            0xAC => "←",
            0xAE => "→",
            0xB0 => "°",
            0xB1 => "±",
            0xB3 => "≥",
            0xB4 => "×",
            0xB7 => "•",
            0xB9 => "≠",
            0xBB => "≈",
            0xBC => "…",
            _ => Unknown,
        };

    private static string Wingding(int place) =>
        place switch
        {
            0x28 => "☎",
            0x2A => "✉",
            0x4A => "☺",
            0x4C => "☹",
            0x6C => "●",
            0x6E => "■",
            0xA7 => "▪",
            0xA8 => "◻",
            0xAB => "★",
            0xE0 => "→",
            0xE8 => "➔",
            0xFB => "✗",
            0xFC => "✓",
            0xFE => "☑",
            _ => Unknown,
        };
}
