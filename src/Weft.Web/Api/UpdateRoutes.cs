using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Books;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <param name="Book">Id of the book that gets a new edition.</param>
/// <param name="Encoding">The file's; absent = as it was told of the current edition, else found out.</param>
/// <param name="Headings">A regular expression for the lines that begin chapters.</param>
/// <param name="Parts">Cut into so many parts of about equal length, which count as chapters.</param>
/// <param name="NoSplit">One chapter. Of headings, parts and no_split only one; none: as it was told of the current edition.</param>
/// <param name="AsFound">The chapters are found, whatever was told of the current edition; it excludes headings, parts and no_split.</param>
/// <param name="Yes">It is meant, even if less than a tenth of the parts is known again.</param>
internal sealed record UpdateBody(
    long Book,
    string? Encoding = null,
    string? Headings = null,
    int? Parts = null,
    bool NoSplit = false,
    bool AsFound = false,
    bool Yes = false
);

/// <summary><c>/api/uploads/…/difference</c> and <c>/update</c>: a file as a new edition of a book, looked at before it is taken.</summary>
internal sealed class UpdateRoutes(WebParts parts, IdempotencyKeys keys) : IResource
{
    private readonly UploadedEditions _editions = parts.UploadedEditions;
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/api/uploads").WithTags("Uploads");
        uploads
            .MapGet("{upload}/difference", LookAsync)
            .ForReaders()
            .Says<UpdateShape>(
                "previewUpdate",
                "How the file differs from a book: what is the same, changed, new and removed; nothing is written",
                200,
                404,
                409,
                422
            );
        uploads
            .MapPost("{upload}/update", TakeAsync)
            .ForAdmins()
            .Says<UpdateShape>(
                "updateBook",
                "Makes the file the book's new edition, and ends the upload; where nothing is different, nothing is written",
                200,
                404,
                409,
                422
            );
    }

    private Task<IResult> LookAsync(
        string upload,
        long book,
        string? encoding,
        string? headings,
        int? parts,
        bool? no_split,
        bool? as_found,
        CancellationToken cancel
    )
    {
        var told = new ToldReading(encoding, headings, parts, no_split ?? false);
        return ReadingHints.TryRead(told, out var wrong, as_found ?? false) is { } hints
            ? _cases.WithBookAsync(
                book,
                async found =>
                    Answer.Of(await _editions.LookAsync(upload, found, hints, cancel), proposed => UpdateShape.Of(proposed)),
                cancel
            )
            : Task.FromResult(UploadRoutes.Bad(wrong, told));
    }

    private Task<IResult> TakeAsync(string upload, UpdateBody body, HttpRequest request, CancellationToken cancel)
    {
        var told = new ToldReading(body.Encoding, body.Headings, body.Parts, body.NoSplit);
        return ReadingHints.TryRead(told, out var wrong, body.AsFound) is { } hints
            ? keys.OnceAsync(
                request,
                body,
                () =>
                    _cases.WithBookAsync(
                        body.Book,
                        async book =>
                            Answer.Of(
                                await _editions.TakeAsync(upload, book, hints, body.Yes, cancel),
                                taken => UpdateShape.Of(taken.Proposed, taken.Imported)
                            ),
                        cancel
                    )
            )
            : Task.FromResult(UploadRoutes.Bad(wrong, told));
    }
}
