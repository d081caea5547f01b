using System.CommandLine;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Gives a book another title.</summary>
internal sealed class BookRenameCommand : WeftCommand
{
    private readonly Argument<string> _book;
    private readonly Argument<string> _title;

    public BookRenameCommand(Shell shell)
        : base("book.rename", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_title = shell.Word("TITLE", "book.rename.title"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var renamed = (await stores.BookTitles.RenameAsync(book, invocation.Get(_title), cancel)).OrThrow(stores);
        if (await stores.GraphQueries.IsThereAsync(book.Id, cancel))
            await DecidedGraph.TryResolveAsync(stores, book.Id, cancel);
        if (invocation.Json)
            Json.Write(Shell.Out, BookShape.Of(renamed));
        else
            Shell.Out.WriteLine(Phrases.Say("book.renamed", book.Id, OneLine.Of(book.Title), renamed.Title));
        return ExitCode.Ok;
    }
}
