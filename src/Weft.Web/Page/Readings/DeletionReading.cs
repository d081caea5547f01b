using Weft.Application.Texts;
using Weft.Model;

namespace Weft.Web.Page.Readings;

/// <summary>What goes with books that somebody is asked about.</summary>
/// <param name="Answers">Whose passage no other book holds.</param>
/// <param name="Paid">What the books' jobs have cost; empty where no price was known.</param>
public sealed record DeletionReading(int Answers, string Paid)
{
    public static readonly DeletionReading Nothing = new(0, "");

    internal static async Task<DeletionReading> ReadAsync(PageUseCases uses, IEnumerable<BookId> books, CancellationToken cancel)
    {
        var (answers, sums) = (0, new SortedDictionary<string, long>(StringComparer.Ordinal));
        foreach (var book in books)
        {
            answers += await uses.BookDeletion.CountAnswersAsync(book, cancel);
            foreach (var view in await uses.Jobs.OfBookAsync(book, cancel))
                sums[view.Currency] = sums.GetValueOrDefault(view.Currency) + view.Spending.Micros;
        }
        var paid = sums.Where(sum => sum.Value > 0).Select(sum => Ui.Money(sum.Value, sum.Key));
        return new(answers, string.Join(" + ", paid));
    }
}
