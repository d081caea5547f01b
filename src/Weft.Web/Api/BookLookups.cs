using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Weft.Application;
using Weft.Model;

namespace Weft.Web.Api;

internal static class BookLookups
{
    /// <summary>What a resource answers of a book; where there is none of that id, that.</summary>
    public static async Task<IResult> WithBookAsync(
        this UseCases cases,
        long id,
        Func<Book, Task<IResult>> answer,
        CancellationToken cancel
    ) =>
        await cases.Books.FindAsync(new BookId(id), cancel) switch
        {
            Result<Book>.Done(var book) => await answer(book),
            Result<Book>.Refused(var why) => Answer.Refused(why),
            _ => throw new UnreachableException(),
        };
}
