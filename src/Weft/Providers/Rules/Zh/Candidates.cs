namespace Weft.Providers.Rules.Zh;

/// <summary>
/// All strings of two to four characters in a book that hold together: at least <see cref="MinCount"/> times, with pointwise mutual
/// information of at least <see cref="MinCohesion"/> (natural logarithm) at every split, and free on both sides. Time and memory are
/// linear in the text: n-grams are counted only where their parts were frequent, and occurrences are kept as positions.
/// </summary>
internal sealed class Candidates
{
    public const int MinCount = 3;

    // Higher loses names that are made of common characters.
    private const double MinCohesion = 1.5;

    private readonly char[] text;
    private readonly NgramTable counts = new();
    private readonly NgramTable ids = new();

    public List<Candidate> All { get; } = [];

    /// <summary>Where the candidates stand, one slice per candidate.</summary>
    public int[] Positions { get; private set; } = [];

    public Candidates(char[] text, NameShapes shapes)
    {
        this.text = text;
        for (var length = 1; length <= 4; length++)
            CountGrams(length);
        Choose(shapes);
        Place();
        DropBound();
    }

    public int Count(ReadOnlySpan<char> gram) => counts.Get(NgramTable.Pack(gram));

    public Candidate? Find(ReadOnlySpan<char> gram) =>
        gram.Length is > 1 and < 5 && ids.Get(NgramTable.Pack(gram)) is > 0 and var id ? All[id - 1] : null;

    private void CountGrams(int length)
    {
        var run = 0;
        ulong key = 0;
        var mask = length == 4 ? ulong.MaxValue : (1UL << (16 * length)) - 1;
        var partMask = (1UL << (16 * (length - 1))) - 1;
        for (var i = 0; i < text.Length; i++)
        {
            if (!ZhText.IsName(text[i]))
            {
                run = 0;
                continue;
            }
            run++;
            key = ((key << 16) | text[i]) & mask;
            if (run < length)
                continue;
            if (length < 3 || (counts.Get(key >> 16) >= MinCount && counts.Get(key & partMask) >= MinCount))
                counts[key]++;
        }
    }

    private void Choose(NameShapes shapes)
    {
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
                if (count < MinCount)
                    break;
                if (ids.Get(key) != 0)
                    continue;
                var gram = text.AsSpan(i, length);
                if (shapes.Refuses(gram) || Cohesion(gram, count, total) < MinCohesion)
                {
                    ids[key] = -1;
                    continue;
                }
                All.Add(shapes.Describe(gram.ToString(), i));
                All[^1].Count = count;
                ids[key] = All.Count;
            }
        }
    }

    private double Cohesion(ReadOnlySpan<char> gram, int count, double total)
    {
        var least = double.MaxValue;
        for (var split = 1; split < gram.Length; split++)
            least = Math.Min(least, Math.Log(count * total / ((double)Count(gram[..split]) * Count(gram[split..]))));
        return least;
    }

    /// <summary>Fills the slices of positions, in the order of the text.</summary>
    private void Place()
    {
        var sum = 0;
        foreach (var candidate in All)
        {
            candidate.From = sum;
            sum += candidate.Count;
        }
        Positions = new int[sum];
        var filled = new int[All.Count];
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
                var id = ids.Get(key);
                if (id == 0)
                    break;
                if (id > 0)
                    Positions[All[id - 1].From + filled[id - 1]++] = i;
            }
        }
    }

    /// <summary>Drops what is nearly always followed or preceded by the same: a part of a longer word.</summary>
    private void DropBound()
    {
        var seen = new int[char.MaxValue + 1];
        var kept = All.Where(candidate => Freedom(candidate, -1, seen) && Freedom(candidate, candidate.Text.Length, seen))
            .ToList();
        foreach (var candidate in All)
            ids[NgramTable.Pack(candidate.Text)] = -1;
        All.Clear();
        All.AddRange(kept);
        for (var i = 0; i < All.Count; i++)
            ids[NgramTable.Pack(All[i].Text)] = i + 1;
    }

    /// <summary>Branching entropy of at least .8 × min(1, ln f ÷ 2.5); every pause counts as a neighbour of its own.</summary>
    private bool Freedom(Candidate candidate, int offset, int[] seen)
    {
        var touched = new List<char>();
        var entropy = 0.0;
        double count = candidate.Count;
        for (var i = 0; i < candidate.Count; i++)
        {
            var at = Positions[candidate.From + i] + offset;
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
