using System.Runtime.InteropServices;

namespace Weft.Providers.Rules.Zh;

/// <summary>
/// All strings of two to four characters in a book that hold together: often enough, with pointwise mutual information of at least
/// <see cref="MinCohesion"/> (natural logarithm) at every split, and free on both sides. Time and memory are linear in the text.
/// </summary>
internal sealed class Candidates
{
    // Higher loses names that are made of common characters.
    private const double MinCohesion = 1.5;

    private const int MostPlaces = 1 << 22;

    private readonly char[] text;
    private readonly Dictionary<ulong, Candidate> byKey = [];

    public List<Candidate> All { get; } = [];

    /// <summary>Where the candidates stand, one slice per candidate.</summary>
    public int[] Positions { get; }

    public Candidates(char[] text, NameShapes shapes)
    {
        this.text = text;
        var counts = NgramCounts.Count(text);
        var strings = Choose(counts, shapes);
        var positions = new List<int>();
        for (var from = 0; from < strings.Count; )
        {
            var to = GroupEnd(strings, from);
            Add(strings, from, to, Place(counts, strings, from, to), positions, shapes);
            from = to;
        }
        Positions = [.. positions];
    }

    /// <summary>Most strings that hold together are dropped once it is known where they stand: so many places are looked at together.</summary>
    private static int GroupEnd(List<Coherent> strings, int from)
    {
        long places = strings[from].Count;
        var to = from + 1;
        while (to < strings.Count && places + strings[to].Count <= MostPlaces)
            places += strings[to++].Count;
        return to;
    }

    /// <summary>Those of a group that are free become candidates, in their order.</summary>
    private void Add(List<Coherent> strings, int from, int to, int[] places, List<int> positions, NameShapes shapes)
    {
        var seen = new int[char.MaxValue + 1];
        var at = 0;
        foreach (var one in CollectionsMarshal.AsSpan(strings)[from..to])
        {
            var where = places.AsSpan(at, one.Count);
            at += one.Count;
            if (!IsFree(where, -1, seen) || !IsFree(where, one.Length, seen))
                continue;
            var candidate = shapes.Describe(new string(text, one.First, one.Length), one.First);
            (candidate.From, candidate.Count) = (positions.Count, one.Count);
            positions.AddRange(where);
            All.Add(candidate);
            byKey.Add(NgramTable.Pack(candidate.Text), candidate);
        }
    }

    public Candidate? Find(ReadOnlySpan<char> gram) =>
        gram.Length is > 1 and < 5 ? byKey.GetValueOrDefault(NgramTable.Pack(gram)) : null;

    /// <summary>A string that holds together. Most of them are parts of others, so they are no objects yet.</summary>
    private readonly record struct Coherent(int First, int Length, int Count);

    /// <summary>Marks each frequent string: its number among the chosen from 1, or -1.</summary>
    private List<Coherent> Choose(NgramTable counts, NameShapes shapes)
    {
        var chosen = new List<Coherent>();
        double total = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            ulong key = text[i];
            for (
                var length = 2;
                length <= 4 && i + length <= text.Length && ZhText.IsName(text[i + length - 1]) && ZhText.IsName(text[i]);
                length++
            )
            {
                key = (key << 16) | text[i + length - 1];
                var count = counts.Get(key);
                if (count < NgramCounts.MinCount)
                    break;
                ref var mark = ref counts.Mark(key);
                if (mark != 0)
                    continue;
                var gram = text.AsSpan(i, length);
                if (shapes.Refuses(gram) || Cohesion(counts, gram, count, total) < MinCohesion)
                {
                    mark = -1;
                    continue;
                }
                chosen.Add(new(i, length, count));
                mark = chosen.Count;
            }
        }
        return chosen;
    }

    private static double Cohesion(NgramTable counts, ReadOnlySpan<char> gram, int count, double total)
    {
        var least = double.MaxValue;
        for (var split = 1; split < gram.Length; split++)
            least = Math.Min(
                least,
                Math.Log(count * total / ((double)Count(counts, gram[..split]) * Count(counts, gram[split..])))
            );
        return least;
    }

    private static int Count(NgramTable counts, ReadOnlySpan<char> gram) => counts.Get(NgramTable.Pack(gram));

    /// <summary>Where the strings of a group stand, one after the other, each in the order of the text.</summary>
    private int[] Place(NgramTable counts, List<Coherent> strings, int from, int to)
    {
        var next = new int[to - from];
        var sum = 0;
        for (var i = from; i < to; i++)
        {
            next[i - from] = sum;
            sum += strings[i].Count;
        }
        var places = new int[sum];
        for (var i = 0; i < text.Length; i++)
        {
            ulong key = text[i];
            for (
                var length = 2;
                length <= 4 && i + length <= text.Length && ZhText.IsName(text[i + length - 1]) && ZhText.IsName(text[i]);
                length++
            )
            {
                key = (key << 16) | text[i + length - 1];
                if (counts.Get(key) < NgramCounts.MinCount)
                    break;
                var number = counts.Mark(key);
                if (number > from && number <= to)
                    places[next[number - 1 - from]++] = i;
            }
        }
        return places;
    }

    /// <summary>
    /// Not nearly always followed or preceded by the same, as a part of a longer word is. Branching entropy of at least .8 × min(1, ln f ÷ 2.5);
    /// every pause counts as a neighbour of its own.
    /// </summary>
    private bool IsFree(ReadOnlySpan<int> places, int offset, int[] seen)
    {
        var touched = new List<char>();
        var entropy = 0.0;
        double count = places.Length;
        foreach (var place in places)
        {
            var at = place + offset;
            var neighbour = at < 0 || at >= text.Length ? '\n' : text[at];
            if (!ZhText.IsName(neighbour))
                entropy += Math.Log(count) / count;
            else if (seen[neighbour]++ == 0)
                touched.Add(neighbour);
        }
        foreach (var neighbour in touched)
        {
            var share = seen[neighbour] / count;
            entropy -= share * Math.Log(share);
            seen[neighbour] = 0;
        }
        return entropy >= .8 * Math.Min(1, Math.Log(count) / 2.5);
    }
}
