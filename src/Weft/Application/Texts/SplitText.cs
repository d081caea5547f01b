using System.Globalization;
using Weft.Books;
using Weft.Model;

namespace Weft.Application.Texts;

/// <summary>How a file was read and cut, in sentences for a person.</summary>
internal static class SplitText
{
    private const int MostRanges = 12;

    /// <summary>What a person should look at before the book is read.</summary>
    public static IReadOnlyList<string> Warnings(CutBook cut, Phrases phrases)
    {
        var said = new List<string>();
        if (cut.Text.Replaced > 0)
            said.Add(phrases.Say("split.unread", cut.Text.Replaced) + First(cut.Text, phrases));
        if (cut.Text.IsMixed)
            said.Add(phrases.Say("split.mixed", cut.Text.Encoding.Replace("+", phrases["split.plus"], StringComparison.Ordinal)));
        if (cut.Numbers.Missing.Count > 0)
            said.Add(phrases.Say("split.missing", Some(cut.Numbers.Missing.Select(Range).ToList(), phrases)));
        if (cut.Numbers.Repeated.Count > 0)
            said.Add(phrases.Say("split.repeated", Some(cut.Numbers.Repeated.Select(Text).ToList(), phrases)));
        return said;
    }

    /// <summary>What a person said of the file; empty where nothing was.</summary>
    public static string Told(ToldReading told, Phrases phrases)
    {
        var cut = told switch
        {
            { Headings: { } pattern } => phrases.Say("split.told.headings", pattern),
            { Parts: { } parts } => phrases.Say("split.told.parts", parts),
            { NoSplit: true } => phrases["split.told.whole"],
            _ => "",
        };
        var encoding = told.Encoding is { } name ? phrases.Say("split.told.encoding", name) : "";
        return cut.Length > 0 && encoding.Length > 0 ? cut + phrases["list.and"] + encoding : cut + encoding;
    }

    /// <summary>Authors, date, publisher and tags, as the file says them; empty where it says none.</summary>
    public static string Metadata(BookMetadata said, Phrases phrases)
    {
        var parts = new List<string>();
        if (said.Authors.Count > 0)
            parts.Add(phrases.Say("book.by", string.Join(phrases["list.and"], said.Authors)));
        parts.AddRange(new[] { said.Date, said.Publisher }.OfType<string>());
        parts.AddRange(said.Tags.Select(tag => "#" + tag));
        return string.Join(" · ", parts);
    }

    private static string First(BookText text, Phrases phrases) =>
        UnreadPlace.In(text, 1) is [var place] ? phrases.Say("split.unreadAt", place.Line, place.Around) : "";

    private static string Some(List<string> all, Phrases phrases)
    {
        var shown = string.Join(", ", all.Take(MostRanges));
        return all.Count > MostRanges ? shown + phrases.Say("list.more", all.Count - MostRanges) : shown;
    }

    private static string Range(NumberRange range) =>
        range.First == range.Last ? Text(range.First) : $"{Text(range.First)}–{Text(range.Last)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
