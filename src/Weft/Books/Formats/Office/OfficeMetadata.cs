using System.Xml.Linq;
using Weft.Model;

namespace Weft.Books.Formats.Office;

/// <summary>What an office program noted of its document, in the words of Dublin Core.</summary>
internal static class OfficeMetadata
{
    /// <param name="properties">The element whose children they are; null = there is none.</param>
    /// <param name="title">What the text itself says is its title; the note is often that of the file it was made from.</param>
    public static BookMetadata Of(XElement? properties, string? title) =>
        new()
        {
            Title = title ?? Text(properties, "title"),
            Authors = [.. Authors(Text(properties, "initial-creator") ?? Text(properties, "creator"))],
            Language = Text(properties, "language"),
            Date = Day(Text(properties, "created") ?? Text(properties, "creation-date") ?? Text(properties, "date")),
            Description = Text(properties, "description"),
        };

    private static string? Text(XElement? properties, string name) =>
        properties?.Child(name) is { } element && Blanks.Fold(element.AllText()) is { Length: > 0 } text ? text : null;

    /// <summary>Word sets semicolons between several.</summary>
    private static string[] Authors(string? creator) =>
        creator?.Split([';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Without the time of day.</summary>
    private static string? Day(string? moment) => moment is { Length: > 10 } && moment[10] == 'T' ? moment[..10] : moment;
}
