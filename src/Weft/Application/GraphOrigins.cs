using Weft.Application.Texts;
using Weft.Graph.Exports;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Work;

namespace Weft.Application;

/// <summary>What the facts of a graph come from.</summary>
/// <param name="Made">The jobs whose readings stand, by id.</param>
/// <param name="ByChapter">Who read each chapter.</param>
internal sealed record BookReadings(IReadOnlyList<GraphOrigin> Made, IReadOnlyDictionary<ChapterKey, FactReading> ByChapter);

/// <summary>With what a book's graph was made: models, recipe, time and price, for those who publish what they found in it.</summary>
internal sealed class GraphOrigins(ILedger ledger, Prices prices)
{
    public async Task<BookReadings> OfAsync(Book book, CancellationToken cancel)
    {
        var units = (await ledger.Library.UnitsAsync(book.Edition, cancel)).ToDictionary(unit => unit.Chapter);
        var providers = await ledger.Providers.ProvidersAsync(cancel);
        var origins = new List<GraphOrigin>();
        var chapters = new Dictionary<ChapterKey, FactReading>();
        foreach (var read in (await StandingRuns.OfAsync(ledger, book.Id, units, cancel)).GroupBy(one => one.Job.Id))
        {
            var models = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var (job, run) in read)
            {
                var woven = await ledger.Runs.WovenAsync(run.Id, cancel);
                var asked = woven.Select(AnswerKey.TryParse).OfType<AnswerKey>().Select(key => key.Model).Distinct().ToList();
                models.UnionWith(asked);
                // Rules have no answers: what was woven are their versions.
                var model = string.Join(", ", asked.Count > 0 ? asked : woven.Distinct());
                chapters[run.Chapter] = new(run.Provider, model, job.Order.Recipe.Version, job.Id.Value);
            }
            var spent = await ledger.Journal.SpendingAsync(read.Key, cancel);
            var readers = read.Select(one => one.Run.Provider).Distinct().Order(StringComparer.Ordinal).ToList();
            origins.Add(Of(read.First().Job, read.Count(), readers, [.. models], spent, providers));
        }
        return new([.. origins.OrderBy(origin => origin.Job)], chapters);
    }

    private GraphOrigin Of(
        Job job,
        int chapters,
        IReadOnlyList<string> readers,
        IReadOnlyList<string> models,
        Spending spent,
        IReadOnlyList<Provider> providers
    )
    {
        var priced = readers
            .Select(name => providers.FirstOrDefault(provider => provider.Name == name))
            .OfType<Provider>()
            .Select(provider => (provider.Name, Price: prices.At(provider, job.StartedAt ?? job.CreatedAt)))
            .Where(known => known.Price != Price.Free)
            .Select(known => new OriginPrice(
                known.Name,
                Figures.Amount(known.Price.InputMicros),
                Figures.Amount(known.Price.CachedInputMicros),
                Figures.Amount(known.Price.OutputMicros),
                known.Price.Currency
            ))
            .ToList();
        return new(
            job.Id.Value,
            readers,
            models,
            job.Order.Recipe.Version,
            job.Order.Recipe.Hash(),
            job.Order.Recipe.EntityTypes,
            job.Order.Recipe.RelationTypes,
            job.Order.Recipe.Instructions,
            job.Order.ProfileVersion,
            chapters,
            job.StartedAt,
            job.EndedAt,
            spent.Calls,
            spent.PromptTokens,
            spent.CachedTokens,
            spent.AnswerTokens,
            spent.Thinking.Tokens,
            Figures.Amount(spent.Micros),
            Figures.Amount(spent.Thinking.Micros),
            priced.Count > 0 ? priced[0].Currency : "",
            priced
        );
    }
}
