using System.Diagnostics;
using Weft.Dispatch;
using Weft.Extraction;
using Weft.Extraction.Passages;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Providers.Chat;

/// <summary>
/// Reads a chapter by asking a model, passage after passage on the chapter's one permit. The journal goes first: only what no
/// accepted answer serves is asked.
/// </summary>
internal sealed class ModelExtractor(
    IJournal journal,
    IGate gate,
    IProviders providers,
    IChatEndpoint endpoint,
    RuntimeContext runtime,
    ModelExtractorOptions options
) : IExtractor
{
    private readonly ChatContext _context = new(journal, gate, providers, endpoint, runtime, options);

    public async Task<ReadingResult> ReadAsync(Reading reading, ILocalWork local, CancellationToken cancel)
    {
        var recipe = reading.Job.Order.Recipe;
        var passages = await local.RunAsync(() => PassageCutter.Cut(reading.Text, recipe));
        if (passages.All(passage => passage.IsBlank))
            return new ReadingResult.Nothing(RunReasons.NoText);
        if (reading.Permit is not { } permit)
            return new ReadingResult.Returned(RunReasons.NoPermit);
        var models = await ModelsAsync(reading, cancel);
        var asking = new Asking(
            reading,
            local,
            new PassagePolicy(
                reading.Claim.RecipeOf(recipe),
                models,
                reading.Provider.Model,
                reading.Claim.Round,
                reading.Claim.AskedFrom
            ),
            new ChatSession(_context, reading, permit),
            new KnownAnswers()
        );
        var served = new List<ServedPassage>();
        foreach (var passage in passages)
            if (await ServeAsync(asking, passage, served, cancel) is { } stopped)
                return stopped;
        var facts = await local.RunAsync(() => WovenChapter.Facts(served, recipe));
        return new ReadingResult.Read(facts, [.. served.Select(passage => passage.Answer.Key.ToString()).Distinct()]);
    }

    /// <summary>One chapter on its way through its passages.</summary>
    private sealed record Asking(Reading Reading, ILocalWork Local, PassagePolicy Policy, ChatSession Chat, KnownAnswers Answers);

    /// <summary>Null = the passage is served.</summary>
    private async Task<ReadingResult.Stopped?> ServeAsync(
        Asking asking,
        Passage passage,
        List<ServedPassage> served,
        CancellationToken cancel
    )
    {
        while (true)
        {
            switch (await asking.Local.RunAsync(() => asking.Policy.Next(passage, asking.Answers)))
            {
                case NextStep.Look look:
                    asking.Answers.Found(look.Passage, await FindAsync(look.Keys, cancel));
                    break;
                case NextStep.Ask ask:
                    if (await AskAsync(asking, ask, cancel) is { } stopped)
                        return stopped;
                    break;
                case NextStep.Accepted accepted:
                    served.AddRange(accepted.Served);
                    return null;
                case NextStep.GaveUp gaveUp:
                    return new ReadingResult.Failed(RunReasons.ProviderFailed(asking.Reading.Provider.Name, gaveUp.Reason), null);
            }
        }
    }

    /// <summary>Null = an answer stands.</summary>
    private static async Task<ReadingResult.Stopped?> AskAsync(Asking asking, NextStep.Ask ask, CancellationToken cancel)
    {
        switch (await asking.Chat.AskAsync(ask.Passage, ask.Key, cancel))
        {
            case AskResult.Got got:
                asking.Answers.Add(got.Answer);
                return null;
            case AskResult.Stopped stopped:
                return stopped.Why;
            case var other:
                throw new UnreachableException($"no such result: {other}");
        }
    }

    /// <summary>Models whose answers may serve: of the job's providers that are still there, in the job's order, this one's always.</summary>
    private async Task<IReadOnlyList<string>> ModelsAsync(Reading reading, CancellationToken cancel)
    {
        var providers = await _context.Runtime.UntilDoneAsync(_context.Providers.ProvidersAsync, cancel);
        return
        [
            .. reading
                .Job.Order.Providers.Select(name =>
                    providers.FirstOrDefault(provider => provider.Name == name && provider.Kind.MakesCalls)?.Model
                )
                .Append(reading.Provider.Model)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private Task<IReadOnlyList<Answer>> FindAsync(IReadOnlyList<AnswerKey> keys, CancellationToken cancel) =>
        _context.Runtime.UntilDoneAsync(token => _context.Journal.FindAsync(keys, token), cancel);
}
