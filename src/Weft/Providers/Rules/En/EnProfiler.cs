namespace Weft.Providers.Rules.En;

/// <summary>The first reading of an English book.</summary>
internal static class EnProfiler
{
    public static RulesTables Build(IReadOnlyList<string> chapterTexts)
    {
        var words = new Vocabulary(grows: true);
        // The scores' tables are as long as the vocabulary, so the words that they know from lists must have numbers before.
        foreach (var entry in WordLists.Read("en-contexts"))
            words.Add(entry[..entry.IndexOf(' ', StringComparison.Ordinal)]);
        var chapters = chapterTexts.Select(text => EnText.Read(text, words)).ToList();
        var runs = new Runs(chapters, words);
        new EnScores(runs, words).Run();
        var draft = EnCast.Draft(runs);
        var census = new Census(draft);
        var finder = new EnFinder(draft);
        foreach (var text in chapterTexts)
        {
            var (tokens, found) = finder.Find(text);
            census.Add(found, hit => Spell(text, tokens, hit));
        }
        return census.Final();
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
