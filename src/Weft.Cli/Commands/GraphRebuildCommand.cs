using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Hosting;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Makes a book's graph again from the ledger, without one call: after a loss, or in another store.</summary>
internal sealed class GraphRebuildCommand : WeftCommand
{
    private readonly Argument<string> _book;

    public GraphRebuildCommand(Shell shell)
        : base("graph.rebuild", shell) => Add(_book = shell.Word("BOOK", "arg.book"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        using var working = WorkingLock.TryTake(stores);
        await using var host = await NodeHost.OpenAsync(stores, NullLogger.Instance);
        // Where a process works, its next pass resolves the book.
        var resolution = working is null ? null : host.Resolution;
        var rebuild = new GraphRebuild(host.Parts.Rebuild(), resolution, stores.Jobs, stores.AuditLog);
        var result = await rebuild.RebuildAsync(book, Progress(invocation), cancel);
        var rebuilt = result.OrThrow(stores);
        if (working is not null)
            await GraphFiles.RefreshAsync(stores, book.Id, cancel);
        if (invocation.Json)
            Json.Write(Shell.Out, RebuiltGraphShape.Of(rebuilt));
        else
            Shell.Out.WriteLine(Phrases.Say("graph.rebuilt", book.Title, rebuilt.Chapters));
        if (rebuilt.Missing.Count == 0)
            return ExitCode.Ok;
        Shell.Complain(Phrases.Say("graph.notRebuilt", string.Join(", ", rebuilt.Missing)));
        return ExitCode.Failed;
    }

    private Action<int, int> Progress(Invocation invocation)
    {
        if (invocation.Json || !Shell.OutIsTerminal)
            return (_, _) => { };
        return (done, all) => Shell.Drawing.Write($"\r{done}/{all}{(done == all ? "\r\e[K" : "")}");
    }
}
