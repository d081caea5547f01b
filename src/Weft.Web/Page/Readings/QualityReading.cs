using Weft.Application;
using Weft.Model;

namespace Weft.Web.Page.Readings;

/// <summary>What of a book can be judged.</summary>
/// <param name="Population">How many facts there are of each kind; empty while nothing is woven.</param>
internal sealed record QualityReading(Book Book, IReadOnlyDictionary<FactKind, int> Population)
{
    public static async Task<QualityReading?> ReadAsync(PageUseCases uses, BookId id, CancellationToken cancel)
    {
        if (await uses.Books.FindAsync(id, cancel) is not Result<Book>.Done(var book))
            return null;
        return await uses.Sampling.DrawAsync(book, 1, FactSampling.UsualSeed, cancel) is Result<FactSample>.Done(var sample)
            ? new(book, sample.Population)
            : new(book, new Dictionary<FactKind, int>());
    }
}
