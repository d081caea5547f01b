using System.Security.Cryptography;
using System.Text;

namespace Weft.Graph.Suggestions;

/// <summary>Numbers of four digits that two names keep: what is taken or refused in between changes none of them.</summary>
internal static class SuggestionNumber
{
    private const int First = 1000;
    private const int Count = 9000;

    /// <param name="taken">Numbers that are given; the new one joins them.</param>
    public static int Of(Suggestion one, HashSet<int> taken)
    {
        var (name, other) = Suggester.Pair(one.Name, one.Other);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{one.Kind}\n{name}\n{other}"));
        var at = (int)(BitConverter.ToUInt32(hash) % Count);
        while (!taken.Add(First + at))
            at = (at + 1) % Count;
        return First + at;
    }
}
