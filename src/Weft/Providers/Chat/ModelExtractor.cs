using Weft.Dispatch;
using Weft.Extraction;
using Weft.Extraction.Passages;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Providers.Chat;

/// <summary>
/// Reads a chapter by asking a model for each passage: one after another on the chapter's own permit, side by side on those that it is lent. The journal
/// goes first: only what no accepted answer serves is asked.
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

    /// <summary>Calls of this process that have left and have no end yet.</summary>
    public int UnderWay => _context.UnderWay;

    public async Task<ReadingResult> ReadAsync(Reading reading, ILocalWork local, CancellationToken cancel)
    {
        var recipe = reading.Job.Order.Recipe;
        var passages = await local.RunAsync(() => PassageCutter.Cut(reading.Text, recipe));
        if (passages.All(passage => passage.IsBlank))
            return new ReadingResult.Nothing(RunReasons.NoText);
        if (reading.Permits is not { } permits)
            return new ReadingResult.Returned(RunReasons.NoPermit);
        var models = await ModelsAsync(reading, cancel);
        var policy = new PassagePolicy(
            reading.Claim.RecipeOf(recipe),
            models,
            reading.Provider.Model,
            reading.Claim.Round,
            reading.Claim.AskedFrom
        );
        var chapter = new ChapterReading(_context, reading, permits, local, policy, cancel);
        var works = passages.Select(passage => new PassageWork(passage)).ToList();
        if (await chapter.ReadAsync(works) is { } stopped)
            return stopped;
        var served = works.SelectMany(work => work.Served).ToList();
        var facts = await local.RunAsync(() => WovenChapter.Facts(served, recipe));
        return new ReadingResult.Read(facts, [.. served.Select(passage => passage.Answer.Key.ToString()).Distinct()]);
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
}
