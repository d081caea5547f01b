using Weft.Dispatch;
using Weft.Extraction;
using Weft.Extraction.Passages;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Providers.Chat;

/// <summary>
/// Reads a chapter by asking a model, passage after passage on the chapter's one permit. The journal goes first: only what no
/// accepted answer serves is asked.
/// </summary>
internal sealed class ModelExtractor : IExtractor
{
    private readonly AskingParts _parts;

    public ModelExtractor(
        IJournal journal,
        IGate gate,
        IProviders providers,
        IChatEndpoint endpoint,
        RuntimeContext runtime,
        ModelExtractorOptions options
    ) => _parts = new(journal, gate, providers, endpoint, runtime, options, new AskingInHand(), new AskingNumbers());

    public async Task<ReadingResult> ReadAsync(Reading reading, CancellationToken cancel)
    {
        var recipe = reading.Job.Order.Recipe;
        var passages = await LocalAsync(reading, () => PassageCutter.Cut(reading.Text, recipe), cancel);
        if (passages.All(passage => passage.IsBlank))
            return new ReadingResult.Nothing("the chapter has no text");
        if (reading.Permit is not { } permit)
            return new ReadingResult.Returned("it came without a call permit");
        var models = await ModelsAsync(reading, cancel);
        var ladder = new PassageLadder(recipe, models, reading.Provider.Model, reading.Claim.Round);
        var asking = new Asking(_parts, reading, permit);
        var answers = new LadderAnswers();
        var served = new List<ServedPassage>();
        foreach (var passage in passages)
            if (await ClimbAsync(reading, ladder, passage, answers, asking, served, cancel) is { } stopped)
                return stopped;
        var facts = await LocalAsync(reading, () => WovenChapter.Facts(served, recipe), cancel);
        return new ReadingResult.Read(facts, [.. served.Select(one => one.Answer.Key.ToString()).Distinct()]);
    }

    /// <summary>Null = the passage is served.</summary>
    private async Task<ReadingResult?> ClimbAsync(
        Reading reading,
        PassageLadder ladder,
        Passage passage,
        LadderAnswers answers,
        Asking asking,
        List<ServedPassage> served,
        CancellationToken cancel
    )
    {
        while (true)
        {
            switch (await LocalAsync(reading, () => ladder.Next(passage, answers), cancel))
            {
                case LadderStep.Look look:
                    answers.Found(look.Passage, await FindAsync(look.Keys, cancel));
                    break;
                case LadderStep.Ask ask:
                    switch (await asking.AskAsync(ask.Passage, ask.Key, cancel))
                    {
                        case AskResult.Got got:
                            answers.Add(got.Answer);
                            break;
                        case AskResult.Stopped stopped:
                            return stopped.Result;
                    }
                    break;
                case LadderStep.Accepted accepted:
                    served.AddRange(accepted.Served);
                    return null;
                case LadderStep.GaveUp gaveUp:
                    return new ReadingResult.Failed($"{reading.Provider.Name}: {gaveUp.Reason}", null);
            }
        }
    }

    /// <summary>Models whose answers may serve: of the job's providers that are still there, in the job's order, this one's always.</summary>
    private async Task<IReadOnlyList<string>> ModelsAsync(Reading reading, CancellationToken cancel)
    {
        var providers = await Retry.UntilDoneAsync(_parts.Runtime, _parts.Providers.ProvidersAsync, cancel);
        return
        [
            .. reading
                .Job.Order.Providers.Select(name => providers.FirstOrDefault(one => one.Name == name && !one.IsRules)?.Model)
                .Append(reading.Provider.Model)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private Task<IReadOnlyList<Answer>> FindAsync(IReadOnlyList<AnswerKey> keys, CancellationToken cancel) =>
        Retry.UntilDoneAsync(_parts.Runtime, token => _parts.Journal.FindAsync(keys, token), cancel);

    private static async Task<T> LocalAsync<T>(Reading reading, Func<T> work, CancellationToken cancel)
        where T : notnull => (T)await reading.Local(() => work(), cancel);
}
