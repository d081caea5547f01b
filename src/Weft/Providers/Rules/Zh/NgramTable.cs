namespace Weft.Providers.Rules.Zh;

/// <summary>
/// Counts and marks by n-grams of up to four UTF-16 units, packed into one 64-bit key: open addressing, no object per entry, so that whole
/// novels are counted in tens of megabytes. A key is never 0.
/// </summary>
internal sealed class NgramTable
{
    private ulong[] keys = new ulong[1 << 14];
    private int[] counts = new int[1 << 14];
    private int[] marks = [];
    private int used;

    /// <summary>The count of the key, 0 where it has none yet. The reference is good until the next call.</summary>
    public ref int this[ulong key]
    {
        get
        {
            var slot = Find(key);
            if (keys[slot] == 0)
            {
                if (used * 4L >= keys.Length * 3L)
                {
                    Grow();
                    slot = Find(key);
                }
                keys[slot] = key;
                used++;
            }
            return ref counts[slot];
        }
    }

    public int Get(ulong key)
    {
        var slot = Find(key);
        return keys[slot] == key ? counts[slot] : 0;
    }

    /// <summary>From here on no key is added, and each has a mark beside its count.</summary>
    public void Close() => marks = new int[keys.Length];

    /// <summary>The mark of a key that has a count; 0 at first.</summary>
    public ref int Mark(ulong key) => ref marks[Find(key)];

    public static ulong Pack(ReadOnlySpan<char> gram)
    {
        ulong key = 0;
        foreach (var unit in gram)
            key = (key << 16) | unit;
        return key;
    }

    /// <summary>Evenly spread over 64 bits.</summary>
    public static ulong Spread(ulong key) => key * 0x9E3779B97F4A7C15UL;

    private int Find(ulong key)
    {
        var mask = keys.Length - 1;
        var slot = (int)(Spread(key) >> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (oldKeys, oldCounts) = (keys, counts);
        keys = new ulong[oldKeys.Length * 2];
        counts = new int[oldKeys.Length * 2];
        for (var i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] == 0)
                continue;
            var slot = Find(oldKeys[i]);
            keys[slot] = oldKeys[i];
            counts[slot] = oldCounts[i];
        }
    }
}
