namespace Weft.Providers.Rules.En;

/// <summary>Collects the capital runs of a book: the words that are names at all, where they stand together.</summary>
internal sealed class Runs(WordCounts counts, Vocabulary words)
{
    private readonly Lexicon lexicon = Lexicon.Default;
    private readonly Dictionary<string, Run> byKey = new(StringComparer.Ordinal);

    public List<Run> All { get; } = [];

    public WordCounts Counts => counts;

    private bool IsTitle(Token token) => token.Capital && lexicon.IsTitle(words[token.Word]);

    private bool Fits(Token token) =>
        token.Capital
        && !(token.End - token.Start == 1 && words[token.Word] == "i")
        && !lexicon.IsNotName(words[token.Word])
        && counts.IsNameLike(token.Word);

    /// <summary>A head noun that is no name alone may stand inside one: Rosings Park.</summary>
    private bool FitsInside(Token token) =>
        Fits(token)
        || (
            token.Capital
            && !token.Shouted
            && token.Before == Gap.None
            && (lexicon.IsPlaceHead(words[token.Word]) || lexicon.IsOrganisation(words[token.Word]))
        );

    public void Collect(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; )
        {
            var end = RunEnd(tokens, i);
            if (end > i)
                Record(tokens, i, end);
            i = Math.Max(end, i + 1);
        }
    }

    private int RunEnd(List<Token> tokens, int start)
    {
        var at = start;
        while (at < tokens.Count && IsTitle(tokens[at]) && (at == start || tokens[at].Before == Gap.None))
            at++;
        var titled = at > start;
        if (!titled && (BeginsPlace(tokens, start) || IsPair(tokens, start) || BeginsParticle(tokens, start)))
            return Extend(tokens, start + 2);
        if (titled && (at >= tokens.Count || tokens[at].Before != Gap.None || tokens[at - 1].Possessive))
            return RoleEnd(tokens, start, at);
        if (at >= tokens.Count)
            return start;
        if (
            titled
            && words[tokens[at].Word] == "of"
            && at + 1 < tokens.Count
            && tokens[at + 1].Capital
            && tokens[at + 1].Before == Gap.None
        )
            return Extend(tokens, at + 2);
        if (titled && ParticlesEnd(tokens, at) is var name && name > at)
            return Extend(tokens, name + 1);
        var anyName =
            titled
            && tokens[at].Capital
            && (
                !lexicon.IsNotName(words[tokens[at].Word])
                || lexicon.TitleGender(words[tokens[at - 1].Word]) != ""
                    && words[tokens[at - 1].Word].StartsWith('m')
                    && counts.Lower(tokens[at].Word) > 0
            );
        if (!Fits(tokens[at]) && !anyName)
            return titled ? RoleEnd(tokens, start, at) : start;
        return Extend(tokens, at + 1);
    }

    /// <summary>New York, Cape Horn: a word that is no name alone, and a capital behind it.</summary>
    private bool BeginsPlace(List<Token> tokens, int start) =>
        start + 1 < tokens.Count
        && tokens[start] is { Capital: true, Shouted: false, Possessive: false }
        && tokens[start + 1] is { Capital: true, Shouted: false, Before: Gap.None }
        && Lexicon.IsPlacePrefix(words[tokens[start].Word])
        && !lexicon.IsNotName(words[tokens[start + 1].Word])
        && !IsTitle(tokens[start + 1]);

    /// <summary>M. de Villefort, Herr von der Tann: the capital word behind particles; where none is, <paramref name="at"/>.</summary>
    private int ParticlesEnd(List<Token> tokens, int at)
    {
        var end = at;
        while (end < tokens.Count && tokens[end] is { Before: Gap.None } && IsParticle(tokens[end]))
            end++;
        return end > at && end < tokens.Count && tokens[end] is { Capital: true, Before: Gap.None } ? end : at;
    }

    private bool IsParticle(Token token) => Lexicon.IsParticle(words[token.Word]);

    /// <summary>De Bourgh, La Carconte.</summary>
    private bool BeginsParticle(List<Token> tokens, int start) =>
        start + 1 < tokens.Count
        && tokens[start] is { Capital: true, Shouted: false, Possessive: false }
        && tokens[start + 1].Before == Gap.None
        && IsParticle(tokens[start])
        && Fits(tokens[start + 1]);

    /// <summary>Two words that the book writes together with capitals, though one of them is mostly written small: March Hare.</summary>
    private bool IsPair(List<Token> tokens, int start) =>
        start + 1 < tokens.Count
        && tokens[start] is { Capital: true, Shouted: false, Possessive: false }
        && tokens[start + 1] is { Capital: true, Shouted: false, Before: Gap.None }
        && !IsTitle(tokens[start + 1])
        && !Lexicon.IsAddress(words[tokens[start].Word])
        && (!Lexicon.IsCalling(words[tokens[start].Word]) || counts.IsMostly(tokens[start].Word, tokens[start + 1].Word))
        && !(lexicon.IsNotName(words[tokens[start].Word]) && lexicon.IsNotName(words[tokens[start + 1].Word]))
        && counts.IsPair(tokens[start].Word, tokens[start + 1].Word);

    /// <summary>A title alone counts only as a role: the Queen.</summary>
    private int RoleEnd(List<Token> tokens, int start, int end) =>
        end == start + 1 && start > 0 && words[tokens[start - 1].Word] == "the" && lexicon.IsRole(words[tokens[start].Word])
            ? end
            : start;

    private int Extend(List<Token> tokens, int at)
    {
        while (at < tokens.Count && tokens[at].Before == Gap.None && !tokens[at - 1].Possessive)
        {
            if (FitsInside(tokens[at]) && !IsTitle(tokens[at]))
                at++;
            else if (
                !tokens[at].Capital
                && Lexicon.IsConnector(words[tokens[at].Word])
                && words[tokens[at].Word] != "of"
                && at + 1 < tokens.Count
                && tokens[at + 1].Before == Gap.None
                && Fits(tokens[at + 1])
            )
                at += 2;
            else
                break;
        }
        return at;
    }

    private void Record(List<Token> tokens, int start, int end)
    {
        var parts = new string[end - start];
        for (var i = start; i < end; i++)
            parts[i - start] = words[tokens[i].Word];
        var key = string.Join(' ', parts);
        if (!byKey.TryGetValue(key, out var run))
        {
            var titles = parts.TakeWhile(lexicon.IsTitle).Count();
            byKey[key] = run = new(parts, All.Count) { Titles = titles == parts.Length ? 0 : titles };
            All.Add(run);
        }
        run.Count++;
        var before = start - 1;
        if (tokens[start].Before == Gap.None && before >= 0 && words[tokens[before].Word] == "the")
        {
            run.Articles++;
            before--;
        }
        if (tokens[start].Before != Gap.Sentence)
            run.Inside++;
        run.Neighbours.Add((BeforeSymbol(tokens, before), AfterSymbol(tokens, end)));
        if (Speaks(tokens, start, end))
            run.Speeches++;
        var (inDouble, inSingle) = In(tokens[start].Inside);
        run.Quoted = (run.Quoted.Double + inDouble, run.Quoted.Single + inSingle);
        if (!IsCalled(tokens, start, end))
            return;
        run.Vocatives++;
        run.Called = (run.Called.Double + inDouble, run.Called.Single + inSingle);
    }

    private static (int Double, int Single) In(Speech inside) =>
        (inside.HasFlag(Speech.Double) ? 1 : 0, inside.HasFlag(Speech.Single) ? 1 : 0);

    private int BeforeSymbol(List<Token> tokens, int at) =>
        at < 0 || tokens[at + 1].Before == Gap.Sentence ? EnContexts.Sentence(words)
        : tokens[at + 1].Before == Gap.Pause ? EnContexts.Pause(words)
        : tokens[at].Word;

    private int AfterSymbol(List<Token> tokens, int at) =>
        tokens[at - 1].Possessive ? EnContexts.Possessive(words)
        : at >= tokens.Count || tokens[at].Before == Gap.Sentence ? EnContexts.Sentence(words)
        : tokens[at].Before == Gap.Pause ? EnContexts.Pause(words)
        : tokens[at].Word;

    /// <summary>Between two pauses, or behind a word of calling and before a pause.</summary>
    private bool IsCalled(List<Token> tokens, int start, int end) =>
        !tokens[end - 1].Possessive
        && (end >= tokens.Count || tokens[end].Before != Gap.None)
        && (
            tokens[start].Before == Gap.Pause
            || (start > 0 && tokens[start].Before == Gap.None && Lexicon.IsCalling(words[tokens[start - 1].Word]))
        );

    private bool Speaks(List<Token> tokens, int start, int end)
    {
        if (
            end < tokens.Count
            && tokens[end].Before == Gap.None
            && (
                lexicon.IsSureSpeech(words[tokens[end].Word])
                || (lexicon.IsSpeech(words[tokens[end].Word]) && tokens[start].QuoteBefore)
            )
        )
            return true;
        var verb = start - 1;
        if (verb > 0 && tokens[start].Before == Gap.None && words[tokens[verb].Word] == "the")
            verb--;
        return verb >= 0
            && tokens[verb + 1].Before == Gap.None
            && (
                lexicon.IsSureSpeech(words[tokens[verb].Word])
                || (lexicon.IsSpeech(words[tokens[verb].Word]) && tokens[verb].QuoteBefore)
            );
    }
}
