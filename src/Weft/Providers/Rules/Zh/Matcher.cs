namespace Weft.Providers.Rules.Zh;

/// <summary>Finds the longest known spelling at each place of a text, from left to right.</summary>
internal sealed class Matcher
{
    private readonly Dictionary<string, int> keys = new(StringComparer.Ordinal);
    private readonly int[] longest = new int[char.MaxValue + 1];

    public Matcher(IReadOnlyList<string> spellings)
    {
        for (var i = 0; i < spellings.Count; i++)
        {
            keys[spellings[i]] = i;
            longest[spellings[i][0]] = Math.Max(longest[spellings[i][0]], spellings[i].Length);
        }
    }

    /// <summary>Length and index of the longest spelling that begins here, or (0, -1).</summary>
    public (int Length, int Index) At(char[] text, int position)
    {
        var words = keys.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(longest[text[position]], text.Length - position); length > 0; length--)
        {
            if (words.TryGetValue(text.AsSpan(position, length), out var index))
                return (length, index);
        }
        return (0, -1);
    }
}
