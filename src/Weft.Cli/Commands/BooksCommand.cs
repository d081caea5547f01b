using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Lists the books.</summary>
internal sealed class BooksCommand(Shell shell) : WeftCommand("books", shell)
{
    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var books = await stores.Books.ListAsync(cancel);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, books.Select(BookShape.Of));
            return ExitCode.Ok;
        }
        if (books.Count == 0)
            throw new UserError(Phrases.Say("place.empty", stores.Folder));
        var columns = new Columns(
            ">" + Phrases["head.book"],
            Phrases["head.title"],
            Phrases["head.language"],
            ">" + Phrases["head.chapters"],
            ">" + Phrases["head.characters"],
            Phrases["head.encoding"],
            Phrases["head.imported"]
        );
        foreach (var book in books)
            columns.Add(
                book.Id.ToString(),
                Cells.Fit(book.Title, 48),
                book.Language,
                Figures.Count(book.Chapters),
                Figures.Count(book.Characters),
                book.Encoding,
                Figures.Moment(book.ImportedAt, Shell.Time)
            );
        columns.Write(Shell.Out);
        return ExitCode.Ok;
    }
}
