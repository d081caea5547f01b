using Weft.Extraction.Tokens;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers.Rules;
using Weft.Runtime;
using Weft.Work;

namespace Weft.Application.Estimates;

/// <summary>Measures books, and remembers the last ones: whoever changes a form asks for the same again and again.</summary>
internal sealed class BookMeasurer(ILibrary library)
{
    private const int Remembered = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<(EditionId, string Recipe, string Family), BookMeasure> _known = [];

    /// <param name="countsSchema">The provider counts the schema that goes along.</param>
    public async Task<BookMeasure> MeasureAsync(
        Book book,
        Recipe recipe,
        TokenFamily family,
        bool countsSchema,
        CancellationToken cancel
    )
    {
        var key = (book.Edition, recipe.Hash() + countsSchema, family.Name);
        lock (_lock)
            if (_known.TryGetValue(key, out var known))
                return known;
        var units = await library.UnitsAsync(book.Edition, cancel);
        var profile = await ProfileAsync(book, units, cancel);
        var measuring = new ChapterMeasuring(profile, recipe, family, countsSchema);
        var chapters = new List<ChapterMeasure>();
        foreach (var unit in units.Where(unit => JobStarter.SkipReason(unit.Unit) is null))
        {
            var text = await library.FindTextAsync(book.Id, unit.Chapter, cancel) ?? "";
            chapters.Add(await Task.Run(() => measuring.Measure(unit, text), cancel));
        }
        var measure = new BookMeasure(book, chapters);
        lock (_lock)
        {
            if (_known.Count >= Remembered)
                _known.Clear();
            _known[key] = measure;
        }
        return measure;
    }

    /// <summary>The same that a job's start makes and keeps; an estimate keeps nothing in the ledger.</summary>
    private async Task<Profile> ProfileAsync(Book book, IReadOnlyList<EditionUnit> units, CancellationToken cancel)
    {
        if (await library.FindProfileAsync(book.Edition, RulesProfiler.Version, cancel) is { } stored)
            return stored;
        var reading = RulesProfiler.Begin(book.Language);
        return await FirstReader.ReadAsync(reading, library, book, units, new ThreadPoolOffload(), cancel);
    }
}
