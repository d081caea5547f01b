using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <param name="Uploads">1 to 100 of them; a zip archive is all the books in it.</param>
/// <param name="AsOneBook">All files are one book, in the natural order of their names: 2 before 10, 第九章 before 第十章.</param>
/// <param name="Title">Of the one book; absent = the name of the first file.</param>
/// <param name="EditionOf">Id of the book that the one book is a new edition of.</param>
/// <param name="Encoding">Of every file; absent = it is found out.</param>
/// <param name="Headings">A regular expression for the lines that begin chapters, in every file.</param>
/// <param name="Parts">Cut every file into so many parts.</param>
/// <param name="NoSplit">Every file is one chapter. Of headings, parts and no_split only one.</param>
/// <param name="Metadata">An upload that is no book but a table (CSV) with the columns file, title, author, year, tags: what it says of a file goes before what the file says.</param>
internal sealed record BatchBody(
    IReadOnlyList<string> Uploads,
    bool AsOneBook = false,
    string? Title = null,
    long? EditionOf = null,
    string? Encoding = null,
    string? Headings = null,
    int? Parts = null,
    bool NoSplit = false,
    string? Metadata = null
)
{
    public const int MostUploads = Application.Uploads.MostOpen;

    public ToldReading ToTold() => new(Encoding, Headings, Parts, NoSplit);

    /// <summary>Null = good.</summary>
    /// <param name="title">As it would be kept; null = none was given.</param>
    public IResult? TryRead(out ReadingHints hints, out string? title)
    {
        (hints, title) = (ReadingHints.None, Title is null ? null : BookTitles.TryRead(Title));
        if (Uploads.Count is 0 or > MostUploads || Uploads.Any(id => id is null))
            return Answer.Bad("uploads", Uploads.Count, "api.is.range", 1, MostUploads);
        if (Title is not null && (title is null || !AsOneBook))
            return Answer.Bad("title", Title, "api.is.titleOfOne", BookTitles.Longest);
        if (EditionOf is not null && !AsOneBook)
            return Answer.Bad("edition_of", EditionOf, "api.is.editionOfOne");
        if (Metadata is not null && AsOneBook)
            return Answer.Bad("metadata", Metadata, "api.is.metadataOfMany");
        if (ReadingHints.TryRead(ToTold(), out var wrong) is not { } read)
            return UploadRoutes.Bad(wrong, ToTold());
        hints = read;
        return null;
    }
}

/// <summary>What came, or would come, of many files.</summary>
/// <param name="PassedOver">What lies in archives and is no book by its name.</param>
/// <param name="Table">Null where no table came with them.</param>
internal sealed record BatchShape(
    int Imported,
    int AlreadyKnown,
    int Refused,
    IReadOnlyList<BatchFileShape> Files,
    IReadOnlyList<PassedOver> PassedOver,
    BatchTableShape? Table = null
);

/// <summary>What a table of books does not fit.</summary>
/// <param name="Missing">Rows whose file was not sent.</param>
/// <param name="Without">Files that no row is about.</param>
internal sealed record BatchTableShape(IReadOnlyList<TableRowShape> Missing, IReadOnlyList<string> Without)
{
    public static BatchTableShape? Of(SentTable? table) =>
        table is null
            ? null
            : new([.. table.Said.Missing.Select(row => new TableRowShape(row.Row, row.File))], table.Said.Without);
}

/// <param name="Row">From 1, the head counted in.</param>
internal sealed record TableRowShape(int Row, string File);

/// <summary>One of many files: a book, or why not.</summary>
/// <param name="Upload">That it came with.</param>
/// <param name="File">Its name, inside an archive with the archive's before it; of one book out of many files, its title.</param>
/// <param name="Book">Null where it is none, or was only looked at.</param>
/// <param name="Preview">How it would be cut; null where it was imported or is no book.</param>
/// <param name="Code">Of the refusal; null where it is a book.</param>
/// <param name="Detail">The refusal in words.</param>
internal sealed record BatchFileShape(
    string Upload,
    string File,
    ImportShape? Book = null,
    PreviewShape? Preview = null,
    string? Code = null,
    string? Detail = null
);

/// <summary><c>/api/uploads/preview</c> and <c>/import</c>: many uploads, and archives of books, at once or as one book.</summary>
internal sealed class BatchRoutes(WebParts parts, IdempotencyKeys keys) : IResource
{
    private readonly UploadedBooks _books = parts.UploadedBooks;
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/api/uploads").WithTags("Uploads");
        uploads
            .MapPost("preview", PreviewAsync)
            .ForReaders()
            .Says<BatchShape>("previewUploads", "How many files would be cut, or why not; nothing is kept", 200, 404, 409, 422);
        uploads
            .MapPost("import", ImportAsync)
            .ForAdmins()
            .Says<BatchShape>(
                "importUploads",
                "Makes a book of each file, or one of all; a file that is refused stops none of the others, and its upload stays",
                200,
                404,
                409,
                422
            );
    }

    private async Task<IResult> PreviewAsync(BatchBody body, HttpRequest request, CancellationToken cancel)
    {
        if (body.TryRead(out var hints, out var title) is { } bad)
            return bad;
        if (body.AsOneBook)
            return Answer.Of(
                await _books.JoinAsync(body.Uploads, title, hints, cancel),
                cut => One(new(body.Uploads[0], cut.Title, Preview: PreviewShape.Of(cut)))
            );
        var sent = await _books.FindAsync(body.Uploads, cancel);
        if (sent is not Result<SentFiles>.Done(var found))
            return Answer.Refused(((Result<SentFiles>.Refused)sent).Why);
        var said = await TableAsync(body, found, cancel);
        if (said is Result<SentTable?>.Refused(var wrong))
            return Answer.Refused(wrong);
        var table = ((Result<SentTable?>.Done)said).Value;
        var files = new List<BatchFileShape>();
        await foreach (var (file, cut) in _books.CutAsync(body.Uploads, hints, table, cancel))
            files.Add(
                cut switch
                {
                    Result<CutBook>.Done(var done) => new(file.Upload, file.Name, Preview: PreviewShape.Of(done)),
                    Result<CutBook>.Refused(var why) => Refused(file, why, request),
                    _ => throw new UnreachableException(),
                }
            );
        return Answer.Of(
            new BatchShape(0, 0, files.Count(file => file.Code is not null), files, found.PassedOver, BatchTableShape.Of(table))
        );
    }

    private async Task<Result<SentTable?>> TableAsync(BatchBody body, SentFiles found, CancellationToken cancel) =>
        body.Metadata is not { } upload
            ? new Result<SentTable?>.Done(null)
            : await _books.DescribeAsync(upload, found, cancel) switch
            {
                Result<SentTable>.Done(var table) => new Result<SentTable?>.Done(table),
                Result<SentTable>.Refused(var why) => why,
                _ => throw new UnreachableException(),
            };

    private Task<IResult> ImportAsync(BatchBody body, HttpRequest request, CancellationToken cancel)
    {
        if (body.TryRead(out var hints, out var title) is { } bad)
            return Task.FromResult(bad);
        return keys.OnceAsync(
            request,
            body,
            () =>
                !body.AsOneBook ? EachAsync(body, hints, request, cancel)
                : body.EditionOf is { } edition
                    ? _cases.WithBookAsync(edition, book => JoinedAsync(body, title, book.Id, hints, cancel), cancel)
                : JoinedAsync(body, title, null, hints, cancel)
        );
    }

    private async Task<IResult> JoinedAsync(
        BatchBody body,
        string? title,
        BookId? editionOf,
        ReadingHints hints,
        CancellationToken cancel
    ) =>
        Answer.Of(
            await _books.ImportJoinedAsync(body.Uploads, title, editionOf, hints, cancel),
            imported => One(new(body.Uploads[0], imported.Book.Title, ImportShape.Of(imported)))
        );

    private async Task<IResult> EachAsync(BatchBody body, ReadingHints hints, HttpRequest request, CancellationToken cancel)
    {
        var sent = await _books.FindAsync(body.Uploads, cancel);
        if (sent is not Result<SentFiles>.Done(var found))
            return Answer.Refused(((Result<SentFiles>.Refused)sent).Why);
        var said = await TableAsync(body, found, cancel);
        if (said is Result<SentTable?>.Refused(var wrong))
            return Answer.Refused(wrong);
        var table = ((Result<SentTable?>.Done)said).Value;
        var files = new List<BatchFileShape>();
        await foreach (var (file, came) in _books.ImportAsync(body.Uploads, hints, table, cancel))
            files.Add(
                came switch
                {
                    Result<ImportedBook>.Done(var done) => new(file.Upload, file.Name, ImportShape.Of(done)),
                    Result<ImportedBook>.Refused(var why) => Refused(file, why, request),
                    _ => throw new UnreachableException(),
                }
            );
        return Answer.Of(Sum(files, found.PassedOver, BatchTableShape.Of(table)));
    }

    private static BatchShape One(BatchFileShape file) => Sum([file], []);

    private static BatchShape Sum(
        IReadOnlyList<BatchFileShape> files,
        IReadOnlyList<PassedOver> passedOver,
        BatchTableShape? table = null
    ) =>
        new(
            files.Count(file => file.Book is { AlreadyKnown: false }),
            files.Count(file => file.Book is { AlreadyKnown: true }),
            files.Count(file => file.Code is not null),
            files,
            passedOver,
            table
        );

    private static BatchFileShape Refused(SentFile file, Refusal why, HttpRequest request)
    {
        var phrases = AskedLanguage.PhrasesOf(request);
        return new(
            file.Upload,
            file.Name,
            Code: RefusalCode.Of(why).Code,
            Detail: new RefusalText(phrases, phrases["api.library"]).Of(why)
        );
    }
}
