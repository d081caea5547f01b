namespace Weft.Providers.Rules.En;

/// <summary>Numbers for lower-case words. Grows while a book is profiled; a chapter's reader only looks up.</summary>
internal sealed class Vocabulary(bool grows)
{
    private static readonly HashSet<string> Abbreviations = new(
        [
            "mr",
            "mrs",
            "ms",
            "dr",
            "st",
            "capt",
            "col",
            "gen",
            "lieut",
            "lt",
            "rev",
            "hon",
            "prof",
            "mme",
            "mlle",
            "messrs",
            "sr",
            "jr",
        ],
        StringComparer.Ordinal
    );

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> words = [];

    public int Count => words.Count;

    public string this[int number] => words[number];

    public int Add(string word)
    {
        if (!numbers.TryGetValue(word, out var number))
        {
            numbers[word] = number = words.Count;
            words.Add(word);
        }
        return number;
    }

    /// <summary>The number of a word in any case; typographic apostrophes count as straight ones. -1 for an unknown word, unless it grows.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        Span<char> lower = word.Length <= 64 ? stackalloc char[word.Length] : new char[word.Length];
        Lower(word, lower);
        if (numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(lower, out var number))
            return number;
        return grows ? Add(lower.ToString()) : -1;
    }

    public bool IsAbbreviation(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[word.Length];
        Lower(word, lower);
        return Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower);
    }

    private static void Lower(ReadOnlySpan<char> word, Span<char> lower)
    {
        for (var i = 0; i < word.Length; i++)
            lower[i] = word[i] == '’' ? '\'' : char.ToLowerInvariant(word[i]);
    }
}
