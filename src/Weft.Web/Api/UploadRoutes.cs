using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Books;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <param name="Name">Of the file: for its format and its title.</param>
internal sealed record UploadBody(string Name);

/// <param name="EditionOf">Id of the book that it is a new edition of; absent = a book of its own.</param>
/// <param name="Encoding">The file's, where it is not found out rightly; absent = it is found out.</param>
/// <param name="Headings">A regular expression for the lines that begin chapters; absent = they are found.</param>
/// <param name="Parts">Cut into so many parts of about equal length, which count as chapters.</param>
/// <param name="NoSplit">One chapter. Of headings, parts and no_split only one.</param>
internal sealed record ImportBody(
    long? EditionOf = null,
    string? Encoding = null,
    string? Headings = null,
    int? Parts = null,
    bool NoSplit = false
)
{
    public ToldReading ToTold() => new(Encoding, Headings, Parts, NoSplit);
}

/// <param name="PartBytes">A part may have at most so many.</param>
/// <param name="Parts">Parts are numbered from 1 to this.</param>
internal sealed record UploadShape(string Upload, string Name, int PartBytes, int Parts);

internal sealed record UploadedPartShape(string Upload, int Part, int Bytes);

internal sealed record RemovedUploadShape(string Removed);

/// <summary><c>/api/uploads</c>: a file in parts, looked at before it becomes a book.</summary>
internal sealed class UploadRoutes(WebParts parts, IdempotencyKeys keys) : IResource
{
    private const int LongestName = 1000;
    private readonly Uploads _uploads = parts.Uploads;
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/api/uploads").WithTags("Uploads");
        uploads
            .MapPost("", OpenAsync)
            .ForAdmins()
            .Says<UploadShape>("beginUpload", "Begins an upload; its parts are kept on this node for a day", 201, 429);
        uploads
            .MapPut("{upload}/parts/{part:int}", PutPartAsync)
            .Accepts<Stream>("application/octet-stream", "*/*")
            .ForAdmins()
            .Says<UploadedPartShape>(
                "putUploadPart",
                "Sends a part of at most 4 MB, in any order; again replaces it",
                200,
                404,
                413
            );
        uploads
            .MapGet("{upload}/preview", PreviewAsync)
            .ForReaders()
            .Says<PreviewShape>("previewUpload", "How the file would be cut, with each part's first words", 200, 404, 409, 422);
        uploads
            .MapPost("{upload}/import", ImportAsync)
            .ForAdmins()
            .Says<ImportShape>("importUpload", "Makes a book of it, and ends the upload", 201, 404, 409, 422);
        uploads
            .MapDelete("{upload}", Remove)
            .ForAdmins()
            .Says<RemovedUploadShape>("removeUpload", "Gives the upload up", 200, 404);
    }

    private Task<IResult> OpenAsync(UploadBody body, HttpRequest request, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > LongestName
            ? Task.FromResult(Answer.Bad("name", body.Name, "api.is.text", LongestName))
            : keys.OnceAsync(
                request,
                body,
                async () =>
                    await _uploads.OpenAsync(body.Name, cancel) switch
                    {
                        Result<Upload>.Done(var upload) => Answer.Created(
                            $"/api/uploads/{upload.Id}",
                            _ => new UploadShape(upload.Id, upload.Name, Uploads.MostPartBytes, Uploads.MostParts)
                        ),
                        var refused => Answer.Refused(((Result<Upload>.Refused)refused).Why),
                    }
            );

    private async Task<IResult> PutPartAsync(string upload, int part, HttpRequest request, CancellationToken cancel) =>
        Answer.Of(
            await _uploads.PutPartAsync(upload, part, request.Body, cancel),
            bytes => new UploadedPartShape(upload, part, bytes)
        );

    private async Task<IResult> PreviewAsync(
        string upload,
        string? encoding,
        string? headings,
        int? parts,
        bool? no_split,
        CancellationToken cancel
    )
    {
        var told = new ToldReading(encoding, headings, parts, no_split ?? false);
        return ReadingHints.TryRead(told, out var wrong) is { } hints
            ? Answer.Of(await _uploads.PreviewAsync(upload, cancel, hints), PreviewShape.Of)
            : Bad(wrong, told);
    }

    internal static IResult Bad(WrongHint wrong, ToldReading told) =>
        wrong switch
        {
            WrongHint.Encoding => Answer.Bad("encoding", told.Encoding, "api.is.encoding"),
            WrongHint.Headings => Answer.Bad("headings", told.Headings, "api.is.headings"),
            WrongHint.Parts => Answer.Bad("parts", told.Parts, "api.is.size", ReadingHints.MostParts),
            _ => Answer.Bad("parts", told.Parts, "api.is.oneCut"),
        };

    private Task<IResult> ImportAsync(string upload, ImportBody? body, HttpRequest request, CancellationToken cancel)
    {
        var told = body?.ToTold() ?? ToldReading.Nothing;
        return ReadingHints.TryRead(told, out var wrong) is not { } hints
            ? Task.FromResult(Bad(wrong, told))
            : keys.OnceAsync(
                request,
                body,
                () =>
                    body?.EditionOf is { } edition
                        ? _cases.WithBookAsync(edition, book => MakeBookAsync(upload, book.Id, hints, cancel), cancel)
                        : MakeBookAsync(upload, null, hints, cancel)
            );
    }

    private async Task<IResult> MakeBookAsync(string upload, BookId? editionOf, ReadingHints hints, CancellationToken cancel) =>
        await _uploads.ImportAsync(upload, editionOf, cancel, hints) switch
        {
            Result<ImportedBook>.Done(var imported) => Answer.Created(
                $"/api/books/{imported.Book.Id}",
                _ => ImportShape.Of(imported)
            ),
            var refused => Answer.Refused(((Result<ImportedBook>.Refused)refused).Why),
        };

    private IResult Remove(string upload) =>
        _uploads.TryRemove(upload)
            ? Answer.Of(new RemovedUploadShape(upload))
            : Answer.Refused(new Refusal.UnknownUpload(upload));
}
