namespace Weft.Providers.Rules.Zh;

/// <summary>
/// Counts the strings of one to four characters of a book that stand at least <see cref="MinCount"/> times; of rarer ones no count is kept.
/// </summary>
/// <remarks>
/// Most strings of a text are rare, so a first look over it says which may be frequent: a byte for each of many buckets, shared by the
/// strings that fall into it. What it lets through is counted exactly. Longer strings are looked at only where their parts were frequent.
/// </remarks>
internal static class NgramCounts
{
    public const int MinCount = 3;

    public static NgramTable Count(char[] text)
    {
        var counts = new NgramTable();
        var buckets = new byte[Math.Max(1 << 12, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)text.Length))];
        for (var length = 1; length <= 4; length++)
        {
            Array.Clear(buckets);
            Look(text, length, counts, buckets);
            Count(text, length, counts, buckets);
        }
        counts.Close();
        return counts;
    }

    private static void Look(char[] text, int length, NgramTable counts, byte[] buckets)
    {
        var grams = new Grams(text, length, counts);
        while (grams.Next() is not 0 and var key)
        {
            ref var bucket = ref buckets[Bucket(key, buckets)];
            if (bucket < MinCount)
                bucket++;
        }
    }

    private static void Count(char[] text, int length, NgramTable counts, byte[] buckets)
    {
        var grams = new Grams(text, length, counts);
        while (grams.Next() is not 0 and var key)
        {
            if (buckets[Bucket(key, buckets)] >= MinCount)
                counts[key]++;
        }
    }

    private static int Bucket(ulong key, byte[] buckets) => (int)(NgramTable.Spread(key) >> 40) & (buckets.Length - 1);

    /// <summary>Walks over the strings of a length whose parts are frequent.</summary>
    private struct Grams(char[] text, int length, NgramTable counts)
    {
        private readonly ulong _mask = length == 4 ? ulong.MaxValue : (1UL << (16 * length)) - 1;
        private readonly ulong _partMask = (1UL << (16 * (length - 1))) - 1;
        private int _at;
        private int _run;
        private ulong _key;

        /// <summary>The next one's key, 0 at the end.</summary>
        public ulong Next()
        {
            while (_at < text.Length)
            {
                var unit = text[_at++];
                if (!ZhText.IsName(unit))
                {
                    _run = 0;
                    continue;
                }
                _run++;
                _key = ((_key << 16) | unit) & _mask;
                if (_run < length)
                    continue;
                if (length < 3 || (counts.Get(_key >> 16) >= MinCount && counts.Get(_key & _partMask) >= MinCount))
                    return _key;
            }
            return 0;
        }
    }
}
