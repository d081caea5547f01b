namespace Weft.Providers.Rules.En;

internal enum Gap
{
    None,
    Pause,
    Sentence,
}

/// <summary>One word. Offsets are of the original text, without a possessive 's.</summary>
/// <param name="Word">Number of the lower-case word in the vocabulary, -1 where it has none.</param>
/// <param name="Before">What stands between the word before and this one.</param>
internal readonly record struct Token(
    int Start,
    int End,
    int Word,
    Gap Before,
    bool Capital,
    bool Shouted,
    bool Possessive,
    bool QuoteBefore,
    Speech Inside
);

/// <summary>Where a word stands, for either way of marking what people say.</summary>
[Flags]
internal enum Speech
{
    None = 0,

    /// <summary>Between double marks.</summary>
    Double = 1,

    /// <summary>Between single ones, as British books print it.</summary>
    Single = 2,
}

/// <summary>A chapter as the English rules see it: its words, without heading, marks and italics.</summary>
internal static class EnText
{
    /// <param name="version">Of the profile: before <see cref="RulesVersions.Elisions"/> d’Artagnan was a word without a capital.</param>
    public static List<Token> Read(string text, Vocabulary words, int version)
    {
        var tokens = new List<Token>(text.Length / 5);
        var gap = Gap.Sentence;
        var quote = false;
        var inside = Speech.None;
        for (var i = Quotes.HeadingEnd(text); i < text.Length; )
        {
            if (char.IsLetter(text[i]))
            {
                var end = WordEnd(text, i);
                tokens.Add(Make(text, i, end, words, tokens.Count == 0 ? Gap.Sentence : gap, quote, inside, version));
                (i, gap, quote) = (end, Gap.None, false);
                continue;
            }
            var mark = text[i];
            inside = mark == '\n' && IsBlankLine(text, i) ? Speech.None : Passed(text, i, inside);
            quote |=
                mark is '"' or '“' or '”' or '‘'
                || (
                    mark is '\'' or '’'
                    && (i + 1 >= text.Length || !char.IsLetter(text[i + 1]) || i == 0 || char.IsWhiteSpace(text[i - 1]))
                );
            var found = mark switch
            {
                '.' => AbbreviationDot(text, i, tokens, words) ? Gap.None : Gap.Sentence,
                '!' or '?' or '"' or '“' or '”' or '‘' => Gap.Sentence,
                '\n' => IsBlankLine(text, i) ? Gap.Sentence : Gap.None,
                '_' or '\'' or '’' or ' ' or '\t' or '\r' => Gap.None,
                _ => char.IsWhiteSpace(mark) ? Gap.None : Gap.Pause,
            };
            gap = found > gap ? found : gap;
            i++;
        }
        return tokens;
    }

    /// <summary>Whose words follow a mark. A single one opens behind a blank and closes behind another mark, so that none is an apostrophe.</summary>
    private static Speech Passed(string text, int at, Speech inside) =>
        text[at] switch
        {
            '“' => inside | Speech.Double,
            '”' => inside & ~Speech.Double,
            '"' => inside ^ Speech.Double,
            '‘' => inside | Speech.Single,
            '\'' or '’' when at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '—' or '-' => inside | Speech.Single,
            '\'' or '’' when char.IsPunctuation(text[at - 1]) => inside & ~Speech.Single,
            _ => inside,
        };

    private static bool IsBlankLine(string text, int at)
    {
        for (var i = at + 1; i < text.Length && char.IsWhiteSpace(text[i]); i++)
        {
            if (text[i] == '\n')
                return true;
        }
        return false;
    }

    private static int WordEnd(string text, int start)
    {
        var end = start + 1;
        while (
            end < text.Length
            && (char.IsLetter(text[end]) || (Joins(text, end) && end + 1 < text.Length && char.IsLetter(text[end + 1])))
        )
            end++;
        return end;
    }

    private static bool Joins(string text, int at) => text[at] is '\'' or '’' || (text[at] == '-' && text[at - 1] != '-');

    private static Token Make(
        string text,
        int start,
        int end,
        Vocabulary words,
        Gap before,
        bool quote,
        Speech inside,
        int version
    )
    {
        var capital = char.IsUpper(text[start]) || (version >= RulesVersions.Elisions && IsElided(text, start, end));
        var possessive = end - start > 2 && text[end - 1] is 's' or 'S' && end - 2 > start && text[end - 2] is '\'' or '’';
        if (possessive && end - start > 2 && text[end - 2] is '\'' or '’')
            end -= 2;
        else
            possessive = false;
        if (capital)
            end = CutContraction(text, start, end);
        var shouted = end - start > 1;
        for (var i = start; i < end && shouted; i++)
            shouted = !char.IsLower(text[i]);
        return new(start, end, words.Find(text.AsSpan(start, end - start)), before, capital, shouted, possessive, quote, inside);
    }

    /// <summary>d’Artagnan, l’Estrange: the capital stands behind an article without its vowel.</summary>
    private static bool IsElided(string text, int start, int end) =>
        end - start > 3 && text[start] is 'd' or 'l' && text[start + 1] is '\'' or '’' && char.IsUpper(text[start + 2]);

    /// <summary>Darcy'll, Alice'd: the name alone. I'll and he'd are words of their own in the list of words that are no names.</summary>
    private static int CutContraction(string text, int start, int end)
    {
        foreach (var tail in (ReadOnlySpan<string>)["ll", "d", "ve", "re", "m"])
        {
            var at = end - tail.Length - 1;
            if (
                at > start + 3
                && text[at] is '\'' or '’'
                && at > start + 3
                && text.AsSpan(at + 1, tail.Length).SequenceEqual(tail)
            )
                return at;
        }
        return end;
    }

    /// <summary>The dot of Mr. or of an initial, which ends no sentence.</summary>
    private static bool AbbreviationDot(string text, int at, List<Token> tokens, Vocabulary words)
    {
        if (tokens.Count == 0 || tokens[^1].End != at || !tokens[^1].Capital)
            return false;
        var last = tokens[^1];
        return last.End - last.Start == 1
            || (last.End - last.Start <= 5 && words.IsAbbreviation(text.AsSpan(last.Start, last.End - last.Start)));
    }
}
