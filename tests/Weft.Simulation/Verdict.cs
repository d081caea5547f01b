using System.Collections.Concurrent;
using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Model;

namespace Weft.Simulation;

/// <summary>The promises, looked at when everything has come to rest.</summary>
internal sealed class Verdict(Stage stage, Plan plan)
{
    /// <summary>A pure function of few texts and providers, which all schedules share: each is worked out once.</summary>
    private static readonly ConcurrentDictionary<(string Text, string Provider), string> ExpectedForms = new();
    private static readonly Func<(string Text, string Provider), string> ExpectedForm = read =>
        Form(StoryModel.Expected(read.Text, read.Provider));
    private static readonly JobState[] Ended = [JobState.Completed, JobState.Failed, JobState.Cancelled];

    /// <summary>Every job has ended, every book is resolved, what was deleted is gone, nobody has anything in hand.</summary>
    public bool AtRest()
    {
        if (!plan.Healed)
            return false;
        foreach (var job in plan.Jobs)
        {
            var row = Job(job);
            if (!Ended.Contains(row.State) && !(row.State == JobState.Paused && row.Order.Budget.Tokens is not null))
                return false;
        }
        foreach (var id in Audit.Now(stage.Graph.BooksAsync(default)))
        {
            if (plan.Deleted.Contains(id))
                return false;
            // A paused job's book is resolved when its job goes on and ends.
            if (!HasPaused(id) && !Audit.Now(stage.Graph.FindStateAsync(id, default))!.IsResolved(LastWord(id)))
                return false;
        }
        // A node whose last answer was lost has still to learn what the ledger says.
        return stage.Alive.All(actor => actor.Node.Session is not { } session || session.InHand().Count == 0);
    }

    /// <summary>Checks everything that must hold at rest.</summary>
    public void Check()
    {
        if (!AtRest())
        {
            stage.Audit.Broken(
                "it never came to rest: "
                    + string.Join("; ", plan.Jobs.Select(Describe).Concat(Books()).Concat(OpenCalls()).Concat(OpenSessions()))
            );
            return;
        }
        foreach (var job in plan.Jobs)
            CheckJob(Job(job));
        foreach (var id in Audit.Now(stage.Graph.BooksAsync(default)).Where(id => !HasPaused(id)))
            CheckResolved(id);
        foreach (var actor in stage.Alive.Where(actor => actor is { Sessions.Count: 1, Drain.IsCancellationRequested: false }))
            CheckCounters(actor);
    }

    private IEnumerable<string> OpenSessions()
    {
        var open = Audit.Now(stage.Ledger.Sessions.OpenSessionsAsync(default));
        var view = Audit.Now(stage.Fleet.LookAsync([.. open.Select(session => session.Id)], default));
        return open.Select(session =>
            $"session {session.Id} of {session.Node} is open, "
            + (view.Present.Contains(session.Id) ? "present" : "not present")
            + $", {Audit.Now(stage.Ledger.Runs.ProcessingAsync(session.Id, default)).Count} runs"
        );
    }

    /// <summary>What a node says that it completed is what the ledger says of its session, where it had but one and has it still.</summary>
    private void CheckCounters(Actor actor)
    {
        var session = actor.Sessions[0];
        if (plan.ClaimsLost || !stage.Audit.IsOpen(session))
            return;
        int Rows(Func<JobId, bool> of) =>
            plan
                .Jobs.Where(of)
                .SelectMany(job => stage.Audit.Runs(job))
                .Count(run => run.State == RunState.Completed && run.Session == session);
        // A cancelled job's run is dropped, also while the answer to its completion is still awaited; a deleted book's runs are gone.
        var (least, most) = (Rows(job => Job(job).State != JobState.Cancelled), Rows(_ => true));
        var counted = actor.Node.Counters.Completions;
        if (counted < least || (counted > most && plan.Deleted.Count == 0))
            stage.Audit.Broken($"session {session} counted {counted} completions, the ledger has {least} to {most}");
    }

    private bool HasPaused(BookId book) =>
        plan.Jobs.Select(Job).Any(job => job.Order.Book == book && job.State == JobState.Paused);

    private Job Job(JobId id) => Audit.Now(stage.Ledger.Jobs.FindJobAsync(id, default))!;

    private int LastWord(BookId book)
    {
        var words = Audit.Now(stage.Ledger.Library.DecisionsAsync(book, default));
        return words.Count == 0 ? 0 : words[^1].Number;
    }

    private IEnumerable<string> Books() =>
        Audit
            .Now(stage.Graph.BooksAsync(default))
            .Select(id => $"book {id}: {Audit.Now(stage.Graph.FindStateAsync(id, default))}, last word {LastWord(id)}");

    /// <summary>What may hold a provider's permits.</summary>
    private IEnumerable<string> OpenCalls() =>
        stage
            .Ledger.Unanswered.Where(call => stage.Audit.IsOpen(call.Session))
            .Select(call => $"call {call.Id} of {call.Provider} is open, its permit {call.Permit}");

    private string Describe(JobId id)
    {
        var runs = stage.Audit.Runs(id).GroupBy(run => run.State).Select(group => $"{group.Count()} {group.Key}");
        return $"job {id} {Job(id).State}: {string.Join(", ", runs)}";
    }

    private void CheckJob(Job job)
    {
        var runs = stage.Audit.Runs(job.Id);
        if (runs.Any(run => run.State is RunState.Pending or RunState.Processing) && Ended.Contains(job.State))
            stage.Audit.Broken($"job {job.Id} is {job.State} and has open runs");
        if (runs.Any(run => run.State == RunState.Failed) && job.State == JobState.Completed)
            stage.Audit.Broken($"job {job.Id} is completed and has failed runs");
        if (plan.Deleted.Contains(job.Order.Book))
            return;
        var raw = Audit.Now(stage.Graph.ReadRawAsync(job.Order.Book, default));
        foreach (var run in runs.Where(run => run.State == RunState.Completed))
            CheckFacts(job, run, raw);
    }

    /// <summary>A completed chapter's facts are in the graph exactly once: those of one whole reading.</summary>
    private void CheckFacts(Job job, ChapterRun run, RawBook? raw)
    {
        var current = Audit.Now(stage.Ledger.Library.FindBookAsync(job.Order.Book, default))!;
        var units = Audit.Now(stage.Ledger.Library.UnitsAsync(current.Edition, default));
        if (units.All(unit => unit.Chapter != run.Chapter))
            return;
        var text = Audit.Now(stage.Ledger.Library.FindTextAsync(job.Order.Book, run.Chapter, default))!;
        var found = raw?.Chapters.FirstOrDefault(chapter => chapter.Chapter.Key == run.Chapter);
        var expected = ExpectedForms.GetOrAdd((text, found?.Provider ?? run.Provider), ExpectedForm);
        // Of several jobs on a book the newer one's reading stands.
        var isOnlyOne = plan.Jobs.Count(other => Job(other).Order.Book == job.Order.Book) == 1;
        if (found is not null && isOnlyOne && found.Provider != run.Provider)
            stage.Audit.Broken($"run {run.Id} was completed by {run.Provider}, but the graph has what {found.Provider} read");
        if (found is null || Form(found.Facts) != expected)
            stage.Audit.Broken(
                $"run {run.Id} is completed, but the graph has {(found is null ? "nothing" : Form(found.Facts))} instead of {expected}"
            );
    }

    private static string Form(ChapterFacts facts) =>
        string.Join(
            "|",
            facts
                .Mentions.Select(one => $"{one.Name} {one.Count}")
                .Concat(facts.Relations.Select(one => $"{one.Source}-{one.Type}-{one.Target}"))
                .Order(StringComparer.Ordinal)
        );

    /// <summary>The resolved layer is the function of the raw one and of people's words.</summary>
    private void CheckResolved(BookId id)
    {
        var raw = Audit.Now(stage.Graph.ReadRawAsync(id, default))!;
        var stored = Audit.Now(stage.Graph.ReadResolvedAsync(id, default))!;
        var made = Resolver.Resolve(raw, Audit.Now(stage.Ledger.Library.DecisionsAsync(id, default)));
        if (CanonicalHash.Of(raw, stored) != CanonicalHash.Of(raw, made))
            stage.Audit.Broken($"book {id} is stamped as resolved, but its resolved layer is not that of its facts");
    }
}
