using Weft.Model;
using Weft.Runtime;
using Weft.Work;

namespace Weft.Application;

/// <summary>Makes a book's resolved layer in this process, where nobody works who would do it.</summary>
internal sealed class BookResolution(NodeServices parts, NodeOptions options, RuntimeContext runtime)
{
    /// <summary>Resolves under a session of its own, since the resolve token of a book belongs to one, and ends it.</summary>
    public async Task ResolveAsync(BookId book, CancellationToken cancel)
    {
        var sessions = parts.Ledger.Sessions;
        var session = await sessions.OpenSessionAsync(options.Name, options.Role, options.ProcessId, [], 0, cancel);
        try
        {
            await parts.Resolver(session, options, runtime).ResolveAsync(book, cancel);
        }
        finally
        {
            await sessions.EndSessionAsync(session, SessionEnd.Drained, Reasons.Drained, CancellationToken.None);
        }
    }
}
