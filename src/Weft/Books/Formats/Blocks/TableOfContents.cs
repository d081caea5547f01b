using System.Globalization;
using System.Text;
using Weft.Books.Headings;

namespace Weft.Books.Formats.Blocks;

/// <summary>An entry of a table of contents that a file has beside its text.</summary>
/// <param name="Depth">From 1.</param>
/// <param name="Block">Index of the block that it leads to; -1 = nowhere.</param>
/// <param name="IsOpening">It leads to the beginning of a document, where a heading may be a picture.</param>
internal sealed record TocEntry(string Label, int Depth, int Block, bool IsOpening);

/// <summary>
/// Makes a table of contents tell which blocks are headings, where it is right: its entries lead somewhere, each to a place of its own, in the order of the
/// text, and it knows more than the headings that the text marks itself.
/// </summary>
internal static class TableOfContents
{
    /// <summary>A heading stands at most so many blocks behind the place that its entry leads to.</summary>
    private const int Reach = 4;

    private const int LongestLabel = 200;

    public static void Apply(List<Block> blocks, IReadOnlyList<TocEntry> entries)
    {
        var known = entries
            .Where(entry => entry.Block >= 0 && entry.Block < blocks.Count && entry.Label.Length <= LongestLabel)
            .ToList();
        if (
            known.Count < 2
            || known.Count < entries.Count * 0.8
            || Falls(known) > known.Count / 10
            || known.DistinctBy(entry => entry.Block).Count() * 2 < known.Count
        )
            return;
        var found = known
            .Select((entry, i) => Find(blocks, entry, i + 1 < known.Count ? known[i + 1].Block : blocks.Count))
            .ToList();
        var matched = found.Where(at => at >= 0).ToHashSet();
        var others = blocks.Where((block, i) => block.Level > 0 && !matched.Contains(i)).ToList();
        if (
            IsCoarse(others, known.Count)
            || (matched.Count * 2 < known.Count && (others.Count >= known.Count || !AreTitles(known)))
        )
            return;
        var deepest = known.Max(entry => entry.Depth);
        foreach (var block in others)
            block.Level = Math.Min(6, Math.Max(block.Level, deepest + 1));
        for (var i = known.Count - 1; i >= 0; i--)
        {
            if (blocks[known[i].Block].Kind is not null)
                continue;
            if (found[i] >= 0)
                blocks[found[i]].Level = Math.Min(6, known[i].Depth);
            else if (known[i].IsOpening && !IsBesideStory(known[i].Label))
                blocks.Insert(known[i].Block, new Block { Text = known[i].Label, Level = Math.Min(6, known[i].Depth) });
        }
    }

    private static int Falls(List<TocEntry> entries) =>
        entries.Zip(entries.Skip(1)).Count(pair => pair.Second.Block < pair.First.Block);

    private static int Find(List<Block> blocks, TocEntry entry, int next)
    {
        var label = Letters(entry.Label);
        var end = Math.Min(blocks.Count, Math.Max(entry.Block + 1, Math.Min(next, entry.Block + Reach)));
        for (var i = entry.Block; i < end; i++)
        {
            if (blocks[i].Text.Length <= LongestLabel && IsSame(label, Letters(blocks[i].Text)))
                return i;
        }
        return -1;
    }

    private static bool IsSame(string label, string text) =>
        text.Length > 0
        && (
            label == text
            || (text.Length >= 2 && label.Contains(text, StringComparison.Ordinal))
            || (label.Length >= 2 && text.StartsWith(label, StringComparison.Ordinal) && text.Length <= label.Length * 2 + 8)
        );

    /// <summary>Far more headings of one level in the text than in the table: the table names a file where the text has its chapters.</summary>
    private static bool IsCoarse(List<Block> others, int entries) =>
        others.Count > 0 && others.CountBy(block => block.Level).Max(level => level.Value) > 2 * entries;

    /// <summary>Programs name documents that have no title: "Section 1", "part0001.xhtml", "Unknown".</summary>
    private static bool AreTitles(List<TocEntry> entries)
    {
        var stems = entries.Select(entry => entry.Label.TrimEnd("0123456789 ._-".ToCharArray())).ToList();
        return stems.Distinct(StringComparer.Ordinal).Count() > entries.Count / 2
            || stems.TrueForAll(stem => HeadingScanner.TryRead(stem + " 1", out _));
    }

    private static bool IsBesideStory(string label) =>
        SpecialHeading.TryRead(0, 0, Decoration.Strip(label)) is { Kind: UnitKind.Front or UnitKind.Contents };

    private static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
            if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber)
                letters.Append(char.ToLowerInvariant(c));
        return letters.ToString();
    }
}
