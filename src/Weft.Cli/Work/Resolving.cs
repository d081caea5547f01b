using Microsoft.Extensions.Logging.Abstractions;
using Weft.Cli.Stores;
using Weft.Model;
using Weft.Work;

namespace Weft.Cli.Work;

/// <summary>Makes a book's resolved layer in this process, where nobody works who would do it.</summary>
internal static class Resolving
{
    public static async Task NowAsync(Workplace place, BookId book, CancellationToken cancel)
    {
        await using var host = await NodeHost.OpenAsync(place, NullLogger.Instance);
        var session = await place.Ledger.Sessions.OpenSessionAsync(
            host.Options.Name,
            host.Options.Role,
            host.Options.ProcessId,
            [],
            0,
            cancel
        );
        try
        {
            await host.Parts.Resolver(session, host.Options, host.Runtime).ResolveAsync(book, cancel);
        }
        finally
        {
            await place.Ledger.Sessions.EndSessionAsync(session, SessionEnd.Drained, Reasons.Drained, CancellationToken.None);
        }
    }
}
