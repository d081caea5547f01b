namespace Weft.Application.Texts;

/// <summary>What a mistyped word was probably meant to be.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the smallest edit distance, if that is at most a third of the word's length (at least 1, at most 3); else null.</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        var limit = Math.Clamp(word.Length / 3, 1, 3);
        return candidates
            .Select(candidate => (candidate, distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>The one whose text holds what comes nearest to the word, by <see cref="To"/>'s measure but no less than three letters for a slip; null where nothing does.</summary>
    public static T? Holding<T>(string word, IEnumerable<T> candidates, Func<T, string> text)
        where T : class
    {
        var limit = Math.Min(word.Length / 3, 3);
        return candidates
            .Select(candidate => (candidate, distance: DistanceWithin(word, text(candidate))))
            .Where(pair => pair.distance <= limit && pair.distance < word.Length)
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    /// <summary>Levenshtein's distance to the part of the text that is nearest (Sellers' algorithm: a part begins and ends anywhere).</summary>
    private static int DistanceWithin(string word, string text)
    {
        var above = new int[text.Length + 1];
        var row = new int[text.Length + 1];
        for (var i = 1; i <= word.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= text.Length; j++)
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (word[i - 1] == text[j - 1] ? 0 : 1));
            (above, row) = (row, above);
        }
        return above.Min();
    }

    /// <summary>Levenshtein's distance, with two neighbours swapped counted as one slip (optimal string alignment).</summary>
    public static int Distance(string from, string to)
    {
        var cost = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            cost[i, 0] = i;
        for (var j = 0; j <= to.Length; j++)
            cost[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                var same = from[i - 1] == to[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }
        return cost[from.Length, to.Length];
    }
}
