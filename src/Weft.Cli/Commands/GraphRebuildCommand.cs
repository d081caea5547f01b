using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;

namespace Weft.Cli.Commands;

/// <summary>Makes a book's graph again from the ledger, without one call: after a loss, or in another store.</summary>
internal sealed class GraphRebuildCommand : WeftCommand
{
    private readonly Argument<string> _book;

    public GraphRebuildCommand(Shell shell)
        : base("graph.rebuild", shell) => Add(_book = shell.Word("BOOK", "arg.book"));

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var book = await new BookShelf(place).FindAsync(asked.Get(_book), cancel);
        using var working = WorkingLock.TryTake(place);
        await using var host = await NodeHost.OpenAsync(place, NullLogger.Instance);
        var rebuilt = await host.Parts.Rebuild(host.Runtime).RunAsync(book.Id, Progress(asked), cancel);
        // Where a process works, its next pass resolves the book.
        if (working is not null)
            await Resolving.NowAsync(place, book.Id, cancel);
        var hash = await JobView.HashAsync(place, book.Id, cancel);
        if (asked.Json)
            Json.Write(
                Shell.Out,
                new
                {
                    book = book.Id.Value,
                    chapters = rebuilt!.Chapters,
                    missing = rebuilt.Missing,
                    hash,
                }
            );
        else
            Shell.Out.WriteLine(Phrases.Say("graph.rebuilt", book.Title, rebuilt!.Chapters));
        if (rebuilt.Missing.Count == 0)
            return ExitCode.Ok;
        Shell.Complain(Phrases.Say("graph.notRebuilt", string.Join(", ", rebuilt.Missing)));
        return ExitCode.Failed;
    }

    private Action<int, int> Progress(Asked asked)
    {
        if (asked.Json || !Shell.OutIsTerminal)
            return (_, _) => { };
        return (done, all) => Shell.Out.Write($"\r{done}/{all}{(done == all ? "\r\e[K" : "")}");
    }
}
