using System.Diagnostics;
using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Makes the resolved layer of books, one at a time in a session: the token tells sessions apart, not two resolves of one.</summary>
internal sealed class BookResolver(
    ILibrary library,
    ISessions sessions,
    IGraphStore graph,
    SessionId session,
    RuntimeContext runtime
)
{
    /// <summary>A request carried out late may take a token after its sender has given up: looked for so many times.</summary>
    private const int LooksForLateTokens = 2;

    private readonly GraphBooks _books = new(library, graph);
    private readonly AsyncLock _resolving = new();

    /// <summary>Books whose token may be this session's without its knowledge, by id, and how often they were looked at since.</summary>
    private readonly SortedDictionary<long, int> _unsure = [];

    /// <summary>Makes the resolved layer of a book that is behind. False = somebody else is at it.</summary>
    public async Task<bool> ResolveAsync(BookId id, CancellationToken stop)
    {
        using var turn = await _resolving.TakeAsync();
        var book = await library.FindBookAsync(id, stop);
        if (book is null)
            return true;
        var state = await graph.FindStateAsync(id, stop);
        if (state is null || state.EditionNumber != book.EditionNumber)
        {
            await _books.PutAsync(book, stop);
            state = await graph.FindStateAsync(id, stop);
        }
        var decisions = await library.DecisionsAsync(id, stop);
        if (state is null)
            return false;
        if (state.IsResolved(LastOf(decisions)) && state.Token != session)
            return true;
        try
        {
            return await ResolveNowAsync(book, stop);
        }
        catch (TransientException)
        {
            // The token may be ours now, and nobody but us could give it back.
            _unsure[id.Value] = 0;
            throw;
        }
    }

    /// <summary>
    /// A token taken late stands in the name of a session that lives and does not know: only it can give it back, by resolving again.
    /// </summary>
    public async Task SettleLateTokensAsync(CancellationToken stop)
    {
        foreach (var (book, looks) in _unsure.ToList())
        {
            await ResolveAsync(new BookId(book), stop);
            if (looks + 1 >= LooksForLateTokens)
                _unsure.Remove(book);
            else
                _unsure[book] = looks + 1;
        }
    }

    /// <summary>A long book's chapters have left much behind that resolving it does not need, and resolving leaves as much again.</summary>
    private async Task<bool> ResolveNowAsync(Book book, CancellationToken stop)
    {
        await runtime.Offload.RunAsync(() => SpareMemory.GiveBack(book.Characters));
        var done = await ResolveNowAsync(book.Id, stop);
        await runtime.Offload.RunAsync(() => SpareMemory.GiveBack(book.Characters));
        return done;
    }

    private async Task<bool> ResolveNowAsync(BookId id, CancellationToken stop)
    {
        if (await TakeTokenAsync(id, stop) is not { } token)
            return false;
        runtime.Crash(CrashPoint.TokenTaken);
        // Read after the version: what is woven in between makes the book behind again, never wrong.
        var decisions = await library.DecisionsAsync(id, stop);
        if (await graph.ReadSlicesAsync(id, stop) is not { } slices)
            return false;
        var raw = new RawSums();
        await foreach (var slice in slices)
            await runtime.Offload.RunAsync(() =>
            {
                foreach (var chapter in slice)
                    raw.Add(chapter);
            });
        var resolved = await runtime.Offload.RunAsync(() => Resolver.Resolve(raw, decisions));
        var stamp = new ResolveStamp(token.Version, LastOf(decisions), token.EditionNumber);
        return await graph.TryWriteResolvedAsync(id, session, resolved, stamp, stop);
    }

    private async Task<TokenReply.Taken?> TakeTokenAsync(BookId book, CancellationToken stop)
    {
        var reply = await graph.TakeResolveTokenAsync(book, session, null, stop);
        if (reply is TokenReply.HeldBy held)
        {
            // Taken only from a session that the ledger has ended.
            var holder = await sessions.FindSessionAsync(held.Session, stop);
            if (holder is null || holder.EndedAt is not null)
                reply = await graph.TakeResolveTokenAsync(book, session, held.Session, stop);
        }
        return reply switch
        {
            TokenReply.Taken taken => taken,
            TokenReply.HeldBy or TokenReply.NoBook => null,
            _ => throw new UnreachableException($"no such reply: {reply}"),
        };
    }

    private static int LastOf(IReadOnlyList<NameDecision> decisions) => decisions.Count == 0 ? 0 : decisions[^1].Number;
}
