using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Weft.Providers.Rules.En;

/// <summary>How often each word of a book stands with and without a capital: which of them are names at all.</summary>
internal sealed class WordCounts(Vocabulary words)
{
    private const int OftenTogether = 3;

    /// <summary>Of the words outside of what people say.</summary>
    private const double OwnShare = .012;

    /// <summary>A book that has fewer words between double marks uses single ones.</summary>
    private const double DoubleShare = .05;

    private readonly int own = words.Add("i");
    private long total;
    private (long Double, long Single) said;
    private (long Double, long Single) ownOutside;

    private readonly List<(int Lower, int Inside, int AtStart)> counts = [];

    /// <summary>Words side by side inside a sentence: with two capitals, and in small from the first time with capitals on.</summary>
    private readonly Dictionary<(int One, int Other), (int Capitals, int Small)> pairs = [];

    public void Add(List<Token> tokens)
    {
        while (counts.Count < words.Count)
            counts.Add(default);
        var all = CollectionsMarshal.AsSpan(counts);
        total += tokens.Count;
        foreach (var token in tokens)
        {
            AddSpeech(token);
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
        for (var i = 1; i < tokens.Count; i++)
            if (tokens[i].Before == Gap.None && !tokens[i - 1].Possessive)
                AddPair(tokens[i - 1], tokens[i]);
    }

    private void AddSpeech(Token token)
    {
        said.Double += token.Inside.HasFlag(Speech.Double) ? 1 : 0;
        said.Single += token.Inside.HasFlag(Speech.Single) ? 1 : 0;
        if (token.Word != own)
            return;
        ownOutside.Double += token.Inside.HasFlag(Speech.Double) ? 0 : 1;
        ownOutside.Single += token.Inside.HasFlag(Speech.Single) ? 0 : 1;
    }

    /// <summary>How the book marks what people say.</summary>
    public Speech Marks => said.Double < DoubleShare * total ? Speech.Single : Speech.Double;

    /// <summary>Somebody in the book tells it.</summary>
    public bool IsFirstPerson =>
        Marks == Speech.Double
            ? ownOutside.Double > OwnShare * (total - said.Double)
            : ownOutside.Single > OwnShare * (total - said.Single);

    private void AddPair(Token one, Token other)
    {
        if (one.Capital != other.Capital || one.Shouted || other.Shouted || (one.Capital && one.Before == Gap.Sentence))
            return;
        ref var pair = ref CollectionsMarshal.GetValueRefOrNullRef(pairs, (one.Word, other.Word));
        var isNew = Unsafe.IsNullRef(ref pair);
        if (one.Capital && isNew)
            pairs.Add((one.Word, other.Word), (1, 0));
        else if (one.Capital)
            pair.Capitals++;
        else if (!isNew)
            pair.Small++;
    }

    /// <summary>The two stand side by side with capitals at least three times, and more than twice as often as in small.</summary>
    public bool IsPair(int one, int other) =>
        pairs.TryGetValue((one, other), out var pair) && pair.Capitals >= OftenTogether && pair.Capitals > 2 * pair.Small;

    /// <summary>Three of four uses of the other with a capital stand behind the one: Old Bailey.</summary>
    public bool IsMostly(int one, int other) =>
        pairs.TryGetValue((one, other), out var pair) && pair.Capitals * 4 >= 3 * (counts[other].Inside + counts[other].AtStart);

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
