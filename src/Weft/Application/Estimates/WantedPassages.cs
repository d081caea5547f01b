using Weft.Extraction.Passages;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Application.Estimates;

/// <summary>Which passages of a book are served by answers that stand in the journal.</summary>
/// <param name="models">Of the order's providers.</param>
/// <param name="rounds">Whose answers count.</param>
internal sealed class WantedPassages(ILedger ledger, IReadOnlyList<string> models, CountedRounds rounds)
{
    /// <summary>Keys of one question.</summary>
    private const int Slice = 400;

    private readonly string[] _models = [.. models.Distinct(StringComparer.Ordinal)];

    /// <summary>Hashes of the passages that nobody needs to be asked for.</summary>
    public async Task<IReadOnlySet<string>> ServedAsync(
        Book book,
        Recipe recipe,
        IReadOnlyList<ChapterMeasure> chapters,
        CancellationToken cancel
    )
    {
        var hash = recipe.Hash();
        var keys = chapters
            .SelectMany(chapter => chapter.Passages)
            .SelectMany(passage => KeysOf(passage.Hash, hash))
            .Distinct()
            .Chunk(Slice);
        var answers = new Dictionary<string, List<Answer>>(StringComparer.Ordinal);
        foreach (var slice in keys)
        foreach (var answer in await ledger.Journal.FindAsync(slice, cancel))
            (answers.TryGetValue(answer.Key.PassageHash, out var same) ? same : answers[answer.Key.PassageHash] = []).Add(answer);
        var served = new HashSet<string>(StringComparer.Ordinal);
        if (answers.Count == 0)
            return served;
        foreach (var chapter in chapters.Where(chapter => chapter.Passages.Any(passage => answers.ContainsKey(passage.Hash))))
        {
            var text = await ledger.Library.FindTextAsync(book.Id, chapter.Key, cancel) ?? "";
            foreach (var passage in PassageCutter.Cut(text, recipe))
                if (answers.TryGetValue(passage.Hash, out var found) && await IsServedAsync(recipe, passage, found, cancel))
                    served.Add(passage.Hash);
        }
        return served;
    }

    private IEnumerable<AnswerKey> KeysOf(string passage, string recipe) =>
        from round in Enumerable.Range(rounds.From, rounds.To - rounds.From + 1)
        from model in _models
        from step in new[] { PassageAttempt.First, PassageAttempt.Again }
        select new AnswerKey(passage, recipe, model, step, round);

    /// <summary>As the reader itself would decide; the halves of a passage that was cut off are looked up too.</summary>
    private async Task<bool> IsServedAsync(Recipe recipe, Passage passage, List<Answer> found, CancellationToken cancel)
    {
        var policy = new PassagePolicy(recipe, _models, _models[0], rounds.To, rounds.From);
        var answers = new KnownAnswers();
        answers.Found(passage, found);
        while (true)
            switch (policy.Next(passage, answers))
            {
                case NextStep.Look look:
                    answers.Found(look.Passage, await ledger.Journal.FindAsync(look.Keys, cancel));
                    break;
                case NextStep.Accepted:
                    return true;
                case NextStep.Ask or NextStep.GaveUp:
                    return false;
            }
    }
}
