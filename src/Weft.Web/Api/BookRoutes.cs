using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <param name="Title">A line of 1 to 200 characters.</param>
internal sealed record TitleBody(string Title);

/// <summary><c>/api/books</c>: the library, the parts of a book and their texts.</summary>
internal sealed class BookRoutes(WebParts parts) : IResource
{
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        var books = routes.MapGroup("/api/books").WithTags("Books");
        books
            .MapGet("", ListAsync)
            .ForReaders()
            .Says<Slice<BookShape>>("listBooks", "Books by id; q keeps those whose title holds it");
        books.MapGet("{book:long}", ShowAsync).ForReaders().Says<BookShape>("showBook", "One book", 200, 404);
        books
            .MapGet("{book:long}/details", DetailsAsync)
            .ForReaders()
            .Says<ShownBookShape>(
                "showBookDetails",
                "One book with its format, its editions, all its parts, its jobs and what they have cost",
                200,
                404
            );
        books
            .MapPut("{book:long}/title", RenameAsync)
            .ForAdmins()
            .Says<BookShape>("renameBook", "Gives the book another title, which its editions to come keep", 200, 404);
        books
            .MapGet("{book:long}/parts", PartsAsync)
            .ForReaders()
            .Says<Slice<PartShape>>("listParts", "How a book is cut: its parts in order, by position", 200, 404);
        books
            .MapGet("{book:long}/parts/{position:int}", TextAsync)
            .ForReaders()
            .Says<PartTextShape>("readPart", "The text of one part", 200, 404);
        books
            .MapDelete("{book:long}", DeleteAsync)
            .ForAdmins()
            .Says<DeletedBookShape>(
                "deleteBook",
                "Deletes a book: its jobs are cancelled, its runs, its graph and its answers go; with keep_answers those stay and serve the same text again",
                200,
                404
            );
    }

    private async Task<IResult> ListAsync(int? limit, string? cursor, string? q, CancellationToken cancel)
    {
        if (Paging.TryRead(limit, cursor, out var paging) is { } bad)
            return bad;
        var books = (await _cases.Books.ListAsync(cancel))
            .Where(book => book.Id.Value > (paging.After ?? 0))
            .Where(book => string.IsNullOrEmpty(q) || TitleFolding.Holds(book.Title, q))
            .Take(paging.Limit + 1);
        return Answer.Of(paging.Cut([.. books], book => book.Id.Value, BookShape.Of));
    }

    private async Task<IResult> ShowAsync(long book, CancellationToken cancel) =>
        Answer.Of(await _cases.Books.FindAsync(new BookId(book), cancel), BookShape.Of);

    private Task<IResult> DetailsAsync(long book, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found =>
            {
                var parts = await _cases.Books.PartsAsync(found, cancel);
                var editions = await _cases.Books.EditionsAsync(found, cancel);
                var unread = await _cases.Books.UnreadAsync(found, cancel);
                var jobs = await _cases.Jobs.OfBookAsync(found.Id, cancel);
                return Answer.Of(texts => ShownBookShape.Of(found, editions, unread.Values.Sum(), parts, jobs, texts));
            },
            cancel
        );

    private Task<IResult> RenameAsync(long book, TitleBody body, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found => Answer.Of(await _cases.BookTitles.RenameAsync(found, body.Title, cancel), BookShape.Of),
            cancel
        );

    private async Task<IResult> PartsAsync(long book, int? limit, string? cursor, CancellationToken cancel)
    {
        if (Paging.TryRead(limit, cursor, out var paging) is { } bad)
            return bad;
        return await _cases.WithBookAsync(
            book,
            async found =>
            {
                var parts = (await _cases.Books.PartsAsync(found, cancel))
                    .Where(part => part.Position > (paging.After ?? 0))
                    .Take(paging.Limit + 1);
                return Answer.Of(paging.Cut([.. parts], part => part.Position, PartShape.Of));
            },
            cancel
        );
    }

    private Task<IResult> TextAsync(long book, int position, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found => Answer.Of(await _cases.Books.TextAsync(found, position, cancel), PartTextShape.Of),
            cancel
        );

    private Task<IResult> DeleteAsync(long book, bool? keep_answers, CancellationToken cancel) =>
        _cases.WithBookAsync(
            book,
            async found =>
                await _cases.BookDeletion.DeleteAsync(found.Id, keep_answers == true, cancel)
                    ? Answer.Of(new DeletedBookShape(found.Id.Value, found.Title))
                    : Answer.Refused(new Refusal.UnknownBook(found.Id.ToString())),
            cancel
        );
}
