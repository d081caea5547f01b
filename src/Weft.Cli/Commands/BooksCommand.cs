using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;

namespace Weft.Cli.Commands;

/// <summary>Lists the books.</summary>
internal sealed class BooksCommand(Shell shell) : WeftCommand("books", shell)
{
    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var books = await place.Ledger.Library.BooksAsync(cancel);
        if (asked.Json)
        {
            Json.Write(
                Shell.Out,
                books.Select(book => new
                {
                    book = book.Id.Value,
                    title = book.Title,
                    language = book.Language,
                    chapters = book.Chapters,
                    characters = book.Characters,
                    encoding = book.Encoding,
                    edition = book.EditionNumber,
                    imported_at = book.ImportedAt,
                })
            );
            return ExitCode.Ok;
        }
        if (books.Count == 0)
            throw new Refusal(Phrases.Say("place.empty", place.Folder));
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
