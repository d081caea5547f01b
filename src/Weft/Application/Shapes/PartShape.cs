using Weft.Application.Texts;
using Weft.Books;
using Weft.Ledger;

namespace Weft.Application.Shapes;

/// <summary>A part of a book. Starts and lengths in UTF-16 units of the book's text.</summary>
internal sealed record PartShape(int Position, int Number, string Kind, string Title, int Start, int Length)
{
    public static PartShape Of(EditionUnit part) =>
        new(part.Position, part.Unit.Number, Glossary.Word(part.Unit.Kind), part.Unit.Title, part.Unit.Start, part.Unit.Length);
}

internal sealed record PartTextShape(int Position, int Number, string Kind, string Title, string Text)
{
    public static PartTextShape Of(PartText part) =>
        new(part.Part.Position, part.Part.Unit.Number, Glossary.Word(part.Part.Unit.Kind), part.Part.Unit.Title, part.Text);
}

/// <summary>How a file would be cut.</summary>
/// <param name="UnreadableCharacters">Left out, or stand as U+FFFD.</param>
/// <param name="EncodingIsGuessed">Another encoding would have made a text of the file too.</param>
/// <param name="Unreadable">The first places of the characters that stand as U+FFFD.</param>
/// <param name="MissingNumbers">Of chapters, by their own headings.</param>
/// <param name="RepeatedNumbers">Of chapters, by their own headings.</param>
internal record PreviewShape(
    string Title,
    string Language,
    string Encoding,
    string Format,
    int Characters,
    int UnreadableCharacters,
    bool EncodingIsGuessed,
    int Chapters,
    IReadOnlyList<UnreadPlace> Unreadable,
    IReadOnlyList<NumberRange> MissingNumbers,
    IReadOnlyList<int> RepeatedNumbers,
    ToldShape Told,
    MetadataShape Metadata,
    IReadOnlyList<PreviewPartShape> Parts
)
{
    public const int MostPlaces = 5;

    public static PreviewShape Of(CutBook cut) =>
        new(
            cut.Title,
            cut.Language,
            cut.Text.Encoding,
            cut.Text.Format,
            cut.Text.Text.Length,
            cut.Text.Replaced,
            cut.Text.Guessed,
            cut.Units.Count(unit => unit.Kind == UnitKind.Chapter),
            UnreadPlace.In(cut.Text, MostPlaces),
            cut.Numbers.Missing,
            cut.Numbers.Repeated,
            ToldShape.Of(cut.Told),
            MetadataShape.Of(cut.Text.Metadata),
            [.. cut.Units.Select((unit, index) => PreviewPartShape.Of(cut, unit, index + 1))]
        );
}

/// <summary>The same, where it is one of several.</summary>
internal sealed record FilePreviewShape : PreviewShape
{
    public FilePreviewShape(string file, PreviewShape preview)
        : base(preview) => File = file;

    /// <summary>As it was named, or found below the folder that was.</summary>
    public string File { get; }
}

/// <param name="Begins">Its first words behind the heading.</param>
internal sealed record PreviewPartShape(int Position, int Number, string Kind, string Title, int Length, string Begins)
{
    private const int FirstWords = 80;
    private const int MarkLength = 4;

    public static PreviewPartShape Of(CutBook cut, Unit unit, int position)
    {
        var text = OneLine.Of(cut.Text.Text.Substring(unit.Start, Math.Min(unit.Length, unit.Title.Length + (4 * FirstWords))));
        // The title may stand behind a mark of the heading, such as ☆.
        if (unit.Title.Length > 0 && text.IndexOf(unit.Title, StringComparison.Ordinal) is >= 0 and <= MarkLength and var at)
            text = text[(at + unit.Title.Length)..].TrimStart();
        if (text.Length > FirstWords)
            text = text[..(char.IsHighSurrogate(text[FirstWords - 1]) ? FirstWords - 1 : FirstWords)];
        return new(position, unit.Number, Glossary.Word(unit.Kind), unit.Title, unit.Length, text);
    }
}
