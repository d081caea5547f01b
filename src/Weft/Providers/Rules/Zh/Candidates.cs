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
        Positions = Place(counts, strings);
        var kept = DropBound(strings);
        foreach (var one in strings)
        {
            if (one.Count == 0)
                continue;
            var candidate = shapes.Describe(new string(text, one.First, one.Length), one.First);
            (candidate.From, candidate.Count) = (one.From, one.Count);
            All.Add(candidate);
            byKey.Add(NgramTable.Pack(candidate.Text), candidate);
        }
        var positions = Positions;
        Array.Resize(ref positions, kept);
        Positions = positions;
    }

    public Candidate? Find(ReadOnlySpan<char> gram) =>
        gram.Length is > 1 and < 5 ? byKey.GetValueOrDefault(NgramTable.Pack(gram)) : null;

    /// <summary>A string that holds together. Most of them are parts of others, so they are no objects yet.</summary>
    private record struct Coherent(int First, int Length, int Count)
    {
        /// <summary>Its slice of the positions.</summary>
        public int From { get; set; }
    }

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

    /// <summary>Fills the slices of positions, in the order of the text.</summary>
    private int[] Place(NgramTable counts, List<Coherent> strings)
    {
        var sum = 0;
        var all = CollectionsMarshal.AsSpan(strings);
        foreach (ref var one in all)
        {
            one.From = sum;
            sum += one.Count;
        }
        var positions = new int[sum];
        var filled = new int[strings.Count];
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
                if (number > 0)
                    positions[all[number - 1].From + filled[number - 1]++] = i;
            }
        }
        return positions;
    }

    /// <summary>
    /// Drops what is nearly always followed or preceded by the same, a part of a longer word: its count is 0 afterwards. The positions of
    /// the others are moved together; returns how many there are.
    /// </summary>
    private int DropBound(List<Coherent> strings)
    {
        var seen = new int[char.MaxValue + 1];
        var kept = 0;
        foreach (ref var one in CollectionsMarshal.AsSpan(strings))
        {
            if (!IsFree(one, -1, seen) || !IsFree(one, one.Length, seen))
            {
                one.Count = 0;
                continue;
            }
            Array.Copy(Positions, one.From, Positions, kept, one.Count);
            one.From = kept;
            kept += one.Count;
        }
        return kept;
    }

    /// <summary>Branching entropy of at least .8 × min(1, ln f ÷ 2.5); every pause counts as a neighbour of its own.</summary>
    private bool IsFree(Coherent one, int offset, int[] seen)
    {
        var touched = new List<char>();
        var entropy = 0.0;
        double count = one.Count;
        for (var i = 0; i < one.Count; i++)
        {
            var at = Positions[one.From + i] + offset;
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
