using Weft.Extraction;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers.Rules;

namespace Weft.Work;

/// <summary>What completed runs have said, once more from the ledger alone and without one call. One for a whole job keeps its profile at hand.</summary>
internal sealed class RunFacts(ILedger ledger)
{
    private (EditionId Edition, string Version, RulesExtractor? Rules) _rules;

    /// <summary>Null where the chapter, an answer or the profile is gone, or where another version of the rules read it.</summary>
    public async Task<ChapterFacts?> FindAsync(Job job, ChapterRun run, CancellationToken cancel)
    {
        if (await ledger.Library.FindTextAsync(job.Order.Book, run.Chapter, cancel) is not { } text)
            return null;
        if (run.Provider == Provider.RulesName)
            return await RulesAsync(job, cancel) is { } rules ? await Task.Run(() => rules.Extract(text), cancel) : null;
        var woven = await ledger.Runs.WovenAsync(run.Id, cancel);
        var keys = woven.Select(AnswerKey.TryParse).OfType<AnswerKey>().ToList();
        var answers = await ledger.Journal.FindAsync(keys, cancel);
        return await Task.Run(() => WovenChapter.Rebuild(text, job.Order.Recipe, answers), cancel);
    }

    private async Task<RulesExtractor?> RulesAsync(Job job, CancellationToken cancel)
    {
        var (edition, version) = (job.Order.Edition, job.Order.ProfileVersion);
        if (_rules.Edition != edition || _rules.Version != version)
        {
            var profile = await ledger.Library.FindProfileAsync(edition, version, cancel);
            _rules = (
                edition,
                version,
                profile is not null && RulesProfiler.CanRead(profile.Version) ? new RulesExtractor(profile) : null
            );
        }
        return _rules.Rules;
    }
}
