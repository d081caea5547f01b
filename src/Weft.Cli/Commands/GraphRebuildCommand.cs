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
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Makes books' graphs again from the ledger, without one call: after a loss, an older ledger, or in another store.</summary>
internal sealed class GraphRebuildCommand : WeftCommand
{
    private readonly Argument<string[]> _books;
    private readonly Option<bool> _all;

    public GraphRebuildCommand(Shell shell)
        : base("graph.rebuild", shell)
    {
        Add(_books = shell.Words("BOOK", "arg.book", atLeastOne: false));
        Add(_all = shell.Flag("--all", "graph.rebuild.all"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var (named, all) = (invocation.Get(_books), invocation.Get(_all));
        if (all == named.Length > 0)
            throw new UserError(Phrases["graph.rebuild.either"], ExitCode.Usage);
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var books = all ? [.. await stores.Books.ListAsync(cancel)] : new List<Book>();
        foreach (var name in named)
            books.Add((await stores.Books.FindAsync(name, cancel)).OrThrow(stores));
        using var working = WorkingLock.TryTake(stores);
        await using var host = await NodeHost.OpenAsync(stores, NullLogger.Instance);
        // Where a process works, its next pass resolves the book.
        var resolution = working is null ? null : host.Resolution;
        var rebuild = new GraphRebuild(host.Parts.Rebuild(), resolution, stores.Jobs, stores.AuditLog);
        var shapes = new List<RebuiltGraphShape>();
        var code = ExitCode.Ok;
        foreach (var book in books.DistinctBy(book => book.Id))
        {
            var rebuilt = (await rebuild.RebuildAsync(book, Progress(invocation), cancel)).OrThrow(stores);
            if (working is not null)
                await GraphFiles.RefreshAsync(stores, book.Id, cancel);
            shapes.Add(RebuiltGraphShape.Of(rebuilt));
            if (!invocation.Json)
                Shell.Out.WriteLine(Phrases.Say("graph.rebuilt", book.Title, rebuilt.Chapters));
            if (rebuilt.Missing.Count == 0)
                continue;
            Shell.Complain(Phrases.Say("graph.notRebuilt", string.Join(", ", rebuilt.Missing)));
            code = ExitCode.Failed;
        }
        if (invocation.Json && (all || named.Length > 1))
            Json.Write(Shell.Out, shapes);
        else if (invocation.Json)
            Json.Write(Shell.Out, shapes[0]);
        return code;
    }

    private Action<int, int> Progress(Invocation invocation)
    {
        if (invocation.Json || !Shell.OutIsTerminal)
            return (_, _) => { };
        return (done, all) => Shell.Drawing.Write($"\r{done}/{all}{(done == all ? "\r\e[K" : "")}");
    }
}
