using System.Text;

namespace Weft.Model;

/// <summary>Tells the kind of an event by the words of its summary, in English and in both Chinese scripts. A pure function.</summary>
public static class StoryEventKinds
{
    private static readonly List<(StoryEventKind? Kind, string[] Words, string[] Han)> Table = Read();

    /// <summary><see cref="StoryEventKind.Other"/> where no word tells one.</summary>
    public static StoryEventKind Of(string summary)
    {
        var words = Words(summary);
        var han = summary;
        foreach (var (kind, ofWords, ofHan) in Table)
        {
            if (kind is { } known)
            {
                if (ofWords.Any(word => words.Contains(word, StringComparison.Ordinal)) || ofHan.Any(han.Contains))
                    return known;
                continue;
            }
            words = ofWords.Aggregate(words, (left, word) => left.Replace(word, " ", StringComparison.Ordinal));
            han = ofHan.Aggregate(han, (left, word) => left.Replace(word, " ", StringComparison.Ordinal));
        }
        return StoryEventKind.Other;
    }

    /// <summary>Lower case, with one blank before and behind every word.</summary>
    private static string Words(string summary)
    {
        var words = new StringBuilder(" ", summary.Length + 2);
        foreach (var mark in summary)
            if (char.IsAsciiLetter(mark))
                words.Append(char.ToLowerInvariant(mark));
            else if (words[^1] != ' ')
                words.Append(' ');
        return words.Append(' ').ToString();
    }

    private static List<(StoryEventKind?, string[], string[])> Read()
    {
        using var stream = typeof(StoryEventKinds).Assembly.GetManifestResourceStream("Weft.Model.StoryEventWords.txt")!;
        using var reader = new StreamReader(stream);
        var table = new List<(StoryEventKind?, string[], string[])>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(": ", 2) is not [var head, var rest] || line[0] == '#')
                continue;
            StoryEventKind? kind = head == "not" ? null : Enum.Parse<StoryEventKind>(head, ignoreCase: true);
            var words = rest.Split(' ');
            table.Add(
                (
                    kind,
                    [.. words.Where(word => char.IsAscii(word[0])).Select(word => $" {word.Replace('_', ' ')} ")],
                    [.. words.Where(word => !char.IsAscii(word[0]))]
                )
            );
        }
        return table;
    }
}
