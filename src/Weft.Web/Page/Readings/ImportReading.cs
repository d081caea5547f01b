using Weft.Application;
using Weft.Books;
using Weft.Web.Page.Live;

namespace Weft.Web.Page.Readings;

/// <summary>A part as a draft cuts it.</summary>
/// <param name="Position">From 1.</param>
internal sealed record DraftPart(int Position, Unit Unit, bool IsRead, string Words);

/// <summary>How an upload would be cut; nothing is kept yet.</summary>
/// <param name="Refused">Why it is no book; null where it is one.</param>
internal sealed record ImportReading(Upload Upload, CutBook? Cut, IReadOnlyList<DraftPart> Parts, Refusal? Refused)
{
    private const int Around = 700;

    public int Chapters => Parts.Count(part => part.Unit.Kind == UnitKind.Chapter);
    public int Skipped => Parts.Count(part => !part.IsRead);
    public int Longest => Parts.Count == 0 ? 1 : Parts.Max(part => part.Unit.Length);

    public static async Task<ImportReading?> ReadAsync(Uploads uploads, string id, CancellationToken cancel)
    {
        if (await uploads.FindAsync(id, cancel) is not { } upload)
            return null;
        var content = await uploads.ReadAsync(upload, cancel);
        return await Task.Run(() => BookImport.Cut(content, upload.Name), cancel) switch
        {
            Result<CutBook>.Done(var cut) => new(upload, cut, PartsOf(cut), null),
            Result<CutBook>.Refused(var why) => new(upload, null, [], why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

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

    private string Text(Unit unit) => Cut!.Text.Text.Substring(unit.Start, unit.Length);

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
