using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;

namespace Weft.Cli.Commands;

/// <summary>Deletes a book: its jobs are cancelled, its graph is emptied, its id is never used again.</summary>
internal sealed class BookDeleteCommand : WeftCommand
{
    private readonly Argument<string> _book;

    public BookDeleteCommand(Shell shell)
        : base("book.delete", shell) => Add(_book = shell.Word("BOOK", "arg.book"));

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var book = await new BookShelf(place).FindAsync(asked.Get(_book), cancel);
        await place.Ledger.Library.TryDeleteBookAsync(book.Id, cancel);
        // Whoever works would do it too, with its next pass.
        await place.Graph.DeleteBookAsync(book.Id, cancel);
        File.Delete(GraphFiles.PageOf(place, book.Id));
        if (asked.Json)
            Json.Write(Shell.Out, new { deleted = book.Id.Value, title = book.Title });
        else
            Shell.Out.WriteLine(Phrases.Say("book.deleted", book.Title, book.Id));
        return ExitCode.Ok;
    }
}
