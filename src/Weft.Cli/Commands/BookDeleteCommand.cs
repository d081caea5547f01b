using System.CommandLine;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Deletes a book: its jobs are cancelled, its graph is emptied, its id is never used again.</summary>
internal sealed class BookDeleteCommand : WeftCommand
{
    private readonly Argument<string> _book;

    private readonly Option<bool> _forget;

    public BookDeleteCommand(Shell shell)
        : base("book.delete", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_forget = shell.Flag("--forget-answers", "book.delete.forget"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        await stores.BookDeletion.DeleteAsync(book.Id, invocation.Get(_forget), cancel);
        GraphFiles.Remove(stores, book.Id);
        if (invocation.Json)
            Json.Write(Shell.Out, new DeletedBookShape(book.Id.Value, book.Title));
        else
            Shell.Out.WriteLine(
                Phrases.Say(invocation.Get(_forget) ? "book.deletedForgotten" : "book.deleted", book.Title, book.Id)
            );
        return ExitCode.Ok;
    }
}
