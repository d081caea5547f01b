namespace Weft.Providers.Rules.En;

/// <summary>The first reading of an English book: its words are counted, then its capital runs, then its names.</summary>
internal sealed class EnProfiler : ILanguageReading
{
    private readonly Vocabulary words = new(grows: true);
    private readonly WordCounts counts;
    private Runs? runs;
    private Census? census;
    private EnFinder? finder;

    public EnProfiler()
    {
        // The scores' tables are as long as the vocabulary, so the words that they know from lists must have numbers before.
        foreach (var entry in WordLists.Read("en-contexts"))
            words.Add(entry[..entry.IndexOf(' ', StringComparison.Ordinal)]);
        counts = new(words);
    }

    public void Add(string chapterText)
    {
        if (finder is not null)
        {
            var (tokens, found) = finder.Find(chapterText);
            census!.Add(found, hit => Spell(chapterText, tokens, hit));
        }
        else if (runs is not null)
            runs.Collect(EnText.Read(chapterText, words, RulesVersions.Newest));
        else
            counts.Add(EnText.Read(chapterText, words, RulesVersions.Newest));
    }

    public RulesTables? End()
    {
        if (census is not null)
            return census.Final();
        if (runs is null)
        {
            runs = new(counts, words);
            return null;
        }
        new EnScores(runs, words).Run();
        var draft = EnCast.Draft(runs) with { Evidence = EnEvidence.Of(runs) };
        (census, finder, runs) = (new(draft), new(draft, RulesVersions.Newest), null);
        return null;
    }

    /// <summary>The name as the text has it, on one line; shouted names in title case.</summary>
    private static string Spell(string text, List<Token> tokens, Found one)
    {
        var words = new List<string>();
        for (var i = one.Start; i < one.Start + one.Length; i++)
        {
            var word = text[tokens[i].Start..tokens[i].End];
            if (tokens[i].Shouted)
                word = word[..1] + word[1..].ToLowerInvariant();
            var dot = i + 1 < one.Start + one.Length && tokens[i].End < text.Length && text[tokens[i].End] == '.';
            words.Add(dot ? word + "." : word);
        }
        return string.Join(' ', words);
    }
}
