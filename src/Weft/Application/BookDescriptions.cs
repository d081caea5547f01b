using Weft.Ledger;
using Weft.Model;

namespace Weft.Application;

/// <summary>What a person says of books that are there: title, authors, year, tags.</summary>
internal sealed class BookDescriptions(ILibrary library, BookTitles titles)
{
    /// <summary>The book as it is now.</summary>
    public async Task<Result<Book>> DescribeAsync(Book book, DescribedBook said, CancellationToken cancel)
    {
        if (said.Title is { } title && title != book.Title)
            if (await titles.RenameAsync(book, title, cancel) is Result<Book>.Refused(var why))
                return why;
        if (said.Describe(book.Metadata) is var metadata && metadata != book.Metadata)
            await library.TryDescribeAsync(book.Id, metadata, cancel);
        return await library.FindBookAsync(book.Id, cancel) is { } described
            ? described
            : new Refusal.UnknownBook(book.Id.ToString());
    }
}
