using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Ledger;

namespace Weft.Cli.Commands;

/// <summary>Takes what a person knows of a book's names from a file, or the decisions of an exported graph.</summary>
internal sealed class GraphNamesCommand : WeftCommand
{
    private readonly Argument<string> _book;
    private readonly Argument<string> _file;

    public GraphNamesCommand(Shell shell)
        : base("graph.names", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_file = shell.Word("FILE", "graph.names.file"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var said = (await NamesFile.ReadAsync(Shell.FullPath(invocation.Get(_file)), cancel)).OrThrow(stores);
        var learnt = await stores.NameDecisions.LearnAsync(book, said, cancel);
        var shown = await DecidedGraph.TryResolveAsync(stores, book.Id, cancel);
        if (invocation.Json)
            Json.Write(Shell.Out, new LearntNamesShape(book.Id.Value, learnt.Added, learnt.Known));
        else
            Shell.Out.WriteLine(
                Phrases.Say("graph.names.done", book.Title, learnt.Added, learnt.Known, book.Id)
                    + (shown ? "" : Phrases["graph.soon"])
            );
        return ExitCode.Ok;
    }
}
