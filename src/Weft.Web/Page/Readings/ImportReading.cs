using Weft.Application;
using Weft.Books;
using Weft.Web.Page.Live;

namespace Weft.Web.Page.Readings;

/// <summary>A part as a draft cuts it.</summary>
/// <param name="Position">From 1.</param>
internal sealed record DraftPart(int Position, Unit Unit, bool IsRead, string Words);

/// <summary>How an upload would be cut; nothing is kept yet.</summary>
internal sealed record ImportReading(CutBook Cut, IReadOnlyList<DraftPart> Parts)
{
    private const int Around = 700;

    /// <summary>How the file begins in other encodings, where its own is in doubt.</summary>
    public IReadOnlyList<EncodingSample> Samples { get; init; } = [];

    /// <summary>It may be a new edition of one of these: the youngest first.</summary>
    public IReadOnlyList<Model.Book> Books { get; init; } = [];

    public int Chapters => Parts.Count(part => part.Unit.Kind == UnitKind.Chapter);
    public int Skipped => Parts.Count(part => !part.IsRead);
    public int Read => Parts.Count - Skipped;
    public int Longest => Parts.Count == 0 ? 1 : Parts.Max(part => part.Unit.Length);

    public static ImportReading Of(CutBook cut) => new(cut, PartsOf(cut));

    /// <summary>The end of the part before that one.</summary>
    public string Before(int position) =>
        position < 2 ? ""
        : Text(Parts[position - 2].Unit) is var text && text.Length > Around ? "… " + text[^Around..]
        : text;

    /// <summary>The beginning of a part, without its heading.</summary>
    public string After(int position)
    {
        var unit = Parts[position - 1].Unit;
        var text = Text(unit).TrimStart();
        if (unit.Title.Length > 0 && text.StartsWith(unit.Title, StringComparison.Ordinal))
            text = text[unit.Title.Length..];
        return text.Trim() is var rest && rest.Length > 2 * Around ? rest[..(2 * Around)] + " …" : rest;
    }

    private string Text(Unit unit) => Cut.Text.Text.Substring(unit.Start, unit.Length);

    private static List<DraftPart> PartsOf(CutBook cut) =>
        [
            .. cut.Units.Select(
                (unit, index) =>
                    new DraftPart(
                        index + 1,
                        unit,
                        ChapterQueries.IsStory(unit),
                        FirstWords.Of(cut.Text.Text.Substring(unit.Start, Math.Min(unit.Length, 2000)), unit.Title)
                    )
            ),
        ];
}
