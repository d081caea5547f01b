namespace Weft.Providers.Rules.Zh;

/// <summary>
/// Counts by n-grams of up to four UTF-16 units, packed into one 64-bit key: open addressing, no object per entry, so that whole
/// novels are counted in tens of megabytes. A key is never 0.
/// </summary>
internal sealed class NgramTable
{
    private ulong[] keys = new ulong[1 << 14];
    private int[] values = new int[1 << 14];
    private int used;

    /// <summary>The value of the key, 0 where it has none yet. The reference is good until the next call.</summary>
    public ref int this[ulong key]
    {
        get
        {
            var slot = Find(key);
            if (keys[slot] == 0)
            {
                if (used * 2 >= keys.Length)
                {
                    Grow();
                    slot = Find(key);
                }
                keys[slot] = key;
                used++;
            }
            return ref values[slot];
        }
    }

    public int Get(ulong key)
    {
        var slot = Find(key);
        return keys[slot] == key ? values[slot] : 0;
    }

    public static ulong Pack(ReadOnlySpan<char> gram)
    {
        ulong key = 0;
        foreach (var unit in gram)
            key = (key << 16) | unit;
        return key;
    }

    private int Find(ulong key)
    {
        var mask = keys.Length - 1;
        var slot = (int)((key * 0x9E3779B97F4A7C15UL) >> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key)
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        var (oldKeys, oldValues) = (keys, values);
        keys = new ulong[oldKeys.Length * 2];
        values = new int[oldKeys.Length * 2];
        for (var i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] == 0)
                continue;
            var slot = Find(oldKeys[i]);
            keys[slot] = oldKeys[i];
            values[slot] = oldValues[i];
        }
    }
}
