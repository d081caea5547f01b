using System.CommandLine;
using Weft.Application;
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

    public BookDeleteCommand(Shell shell)
        : base("book.delete", shell) => Add(_book = shell.Word("BOOK", "arg.book"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await new BookLookup(place.Ledger.Library).FindAsync(invocation.Get(_book), cancel)).OrThrow(place);
        await new BookDeletion(place.Ledger.Library, place.Graph).DeleteAsync(book.Id, cancel);
        File.Delete(GraphFiles.PageOf(place, book.Id));
        if (invocation.Json)
            Json.Write(Shell.Out, new DeletedBookShape(book.Id.Value, book.Title));
        else
            Shell.Out.WriteLine(Phrases.Say("book.deleted", book.Title, book.Id));
        return ExitCode.Ok;
    }
}
