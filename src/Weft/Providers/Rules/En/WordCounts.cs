using System.Runtime.InteropServices;

namespace Weft.Providers.Rules.En;

/// <summary>How often each word of a book stands with and without a capital: which of them are names at all.</summary>
internal sealed class WordCounts(Vocabulary words)
{
    private readonly List<(int Lower, int Inside, int AtStart)> counts = [];

    public void Add(List<Token> tokens)
    {
        while (counts.Count < words.Count)
            counts.Add(default);
        var all = CollectionsMarshal.AsSpan(counts);
        foreach (var token in tokens)
        {
            ref var count = ref all[token.Word];
            if (!token.Capital)
                count.Lower++;
            else if (token.Shouted)
                continue;
            else if (token.Before == Gap.Sentence)
                count.AtStart++;
            else
                count.Inside++;
        }
    }

    /// <summary>How often the word stands without a capital.</summary>
    public int Lower(int word) => word < counts.Count ? counts[word].Lower : 0;

    public int Lower(string word) => Lower(words.Find(word));

    /// <summary>How often it stands with one inside a sentence.</summary>
    public int Capitals(string word) => words.Find(word) is var number && number < counts.Count ? counts[number].Inside : 0;

    /// <summary>Half of its uses inside a sentence have a capital; or it is never written small and begins three sentences.</summary>
    public bool IsNameLike(int word)
    {
        var (lower, inside, atStart) = word < counts.Count ? counts[word] : default;
        return inside > 0 ? inside >= lower : lower == 0 && atStart >= 3;
    }
}
