namespace Weft.Providers.Rules.Zh;

/// <summary>Counts, for every candidate, how often it starts a clause and how often a speech follows it.</summary>
internal static class Frames
{
    private const int LongestFrame = 30;
    private static readonly HashSet<char> Speech = WordLists.Chars("zh-speech");

    /// <summary>Also counts speeches of single characters (操曰), the sign of classical style; by character.</summary>
    public static int[] Count(char[] text, bool[] starts, Candidates candidates)
    {
        var singles = new int[char.MaxValue + 1];
        for (var i = 0; i < text.Length; i++)
        {
            if (!starts[i])
                continue;
            var frameEnd = SpeechEnd(text, i);
            for (var length = 1; length <= 4 && i + length <= text.Length && ZhText.IsName(text[i + length - 1]); length++)
            {
                var speaks = i + length < frameEnd && Speech.Contains(text[i + length]);
                if (length == 1)
                {
                    if (speaks)
                        singles[text[i]]++;
                }
                else if (candidates.Find(text.AsSpan(i, length)) is { } candidate)
                {
                    candidate.ClauseStarts++;
                    if (speaks)
                        candidate.Speeches++;
                }
            }
        }
        return singles;
    }

    /// <summary>Where the clause ends if it announces a speech (道: or a colon before a quotation mark), else -1.</summary>
    private static int SpeechEnd(char[] text, int start)
    {
        var at = start;
        while (at < text.Length && at - start < LongestFrame && ZhText.IsName(text[at]))
            at++;
        if (at >= text.Length || at == start)
            return -1;
        var announces = text[at] is ':' || (text[at] is ',' && at + 1 < text.Length && text[at + 1] == '“');
        if (!announces)
            return -1;
        var quoted = at + 1 < text.Length && text[at + 1] == '“';
        return quoted || text[at - 1] is '曰' or '道' or '说' or '问' or '答' ? at : -1;
    }
}
