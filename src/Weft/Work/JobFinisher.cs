using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Weft.Graph;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Ends jobs with nothing open: the book is resolved first, then one conditional update ends the job.</summary>
internal sealed class JobFinisher(NodeServices parts, NodeOptions options, RuntimeContext runtime)
{
    /// <summary>A request carried out late may take a token after its sender has given up: looked for so many times.</summary>
    private const int LooksForLateTokens = 2;

    private readonly AsyncLock _resolving = new();
    private readonly SortedDictionary<long, int> _unsure = [];

    private enum Resolve
    {
        Done,
        BookGone,
        SomebodyElse,
    }

    /// <summary>Looks for a job's finish by a fresh read. False = look again soon.</summary>
    public async Task<bool> LookAsync(JobId id, SessionId session, CancellationToken stop)
    {
        var view = await parts.Ledger.Jobs.ReadForFinishAsync(id, stop);
        if (view is null || view.State == JobState.Created)
            return true;
        var open = view.Open || view.RetryAhead;
        if (open)
            return true;
        runtime.Crash(CrashPoint.NothingOpen);
        if (await ResolveAsync(view.Book, session, stop) == Resolve.SomebodyElse)
            return false;
        runtime.Crash(CrashPoint.BookResolved);
        if (view.State is not (JobState.Running or JobState.Paused))
            return true;
        if (await parts.Ledger.Jobs.TryFinishAsync(id, view.Reopen, stop))
            runtime.Log.LogInformation("Job {Job} has ended", id);
        runtime.Crash(CrashPoint.JobFinished);
        return true;
    }

    /// <summary>Makes the resolved layer of a book that is behind. False = somebody else is at it.</summary>
    public async Task<bool> ResolveBookAsync(BookId book, SessionId session, CancellationToken stop) =>
        await ResolveAsync(book, session, stop) != Resolve.SomebodyElse;

    /// <summary>
    /// A token taken late stands in the name of a session that lives and does not know: only it can give it back, by resolving again.
    /// </summary>
    public async Task SettleLateTokensAsync(SessionId session, CancellationToken stop)
    {
        foreach (var (book, looks) in _unsure.ToList())
        {
            await ResolveAsync(new BookId(book), session, stop);
            if (looks + 1 >= LooksForLateTokens)
                _unsure.Remove(book);
            else
                _unsure[book] = looks + 1;
        }
    }

    private async Task<Resolve> ResolveAsync(BookId id, SessionId session, CancellationToken stop)
    {
        // One at a time in a session: the token tells sessions apart, not two resolves of one.
        using var turn = await _resolving.TakeAsync();
        var book = await parts.Ledger.Library.FindBookAsync(id, stop);
        if (book is null)
            return Resolve.BookGone;
        var state = await parts.Graph.FindStateAsync(id, stop);
        if (state is null || state.EditionNumber != book.EditionNumber)
        {
            await new GraphBooks(parts.Ledger.Library, parts.Graph).PutAsync(book, stop);
            state = await parts.Graph.FindStateAsync(id, stop);
        }
        var words = await parts.Ledger.Library.WordsAsync(id, stop);
        if (state is null)
            return Resolve.SomebodyElse;
        if (state.IsResolved(LastOf(words)) && state.Token != session)
            return Resolve.Done;
        try
        {
            return await ResolveNowAsync(id, session, stop);
        }
        catch (TransientException)
        {
            // The token may be ours now, and nobody but us could give it back.
            _unsure[id.Value] = 0;
            throw;
        }
    }

    private async Task<Resolve> ResolveNowAsync(BookId id, SessionId session, CancellationToken stop)
    {
        if (await TakeTokenAsync(id, session, stop) is not { } token)
            return Resolve.SomebodyElse;
        runtime.Crash(CrashPoint.TokenTaken);
        // Read after the version: what is woven in between makes the book behind again, never wrong.
        var words = await parts.Ledger.Library.WordsAsync(id, stop);
        var raw = await parts.Graph.ReadRawAsync(id, stop);
        if (raw is null)
            return Resolve.SomebodyElse;
        var resolved = await runtime.Offload.RunAsync(() => options.Resolving(raw, words));
        var stamp = new ResolveStamp(token.Version, LastOf(words), token.EditionNumber);
        return await parts.Graph.TryWriteResolvedAsync(id, session, resolved, stamp, stop) ? Resolve.Done : Resolve.SomebodyElse;
    }

    private async Task<TokenReply.Taken?> TakeTokenAsync(BookId book, SessionId session, CancellationToken stop)
    {
        var reply = await parts.Graph.TakeResolveTokenAsync(book, session, null, stop);
        if (reply is TokenReply.HeldBy held)
        {
            // Taken only from a session that the ledger has ended.
            var holder = await parts.Ledger.Sessions.FindSessionAsync(held.Session, stop);
            if (holder is null || holder.EndedAt is not null)
                reply = await parts.Graph.TakeResolveTokenAsync(book, session, held.Session, stop);
        }
        return reply switch
        {
            TokenReply.Taken taken => taken,
            TokenReply.HeldBy or TokenReply.NoBook => null,
            _ => throw new UnreachableException($"no such reply: {reply}"),
        };
    }

    private static int LastOf(IReadOnlyList<Word> words) => words.Count == 0 ? 0 : words[^1].Number;
}
