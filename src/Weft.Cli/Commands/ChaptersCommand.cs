using System.CommandLine;
using System.Globalization;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Lists how a book is cut.</summary>
internal sealed class ChaptersCommand : WeftCommand
{
    private readonly Argument<string> _book;

    public ChaptersCommand(Shell shell)
        : base("chapters", shell) => Add(_book = shell.Word("BOOK", "arg.book"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var units = await stores.Books.UnitsAsync(book, cancel);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, units.Select(ChapterShape.Of));
            return ExitCode.Ok;
        }
        if (SplitText.Metadata(book.Metadata, Phrases) is { Length: > 0 } said)
            Shell.Out.WriteLine($"{book.Title} {said}");
        if (SplitText.Told(book.Told, Phrases) is { Length: > 0 } told)
            Shell.Out.WriteLine(Phrases.Say("chapters.told", book.Id, book.Title, book.EditionNumber, told));
        var columns = new Columns(
            ">" + Phrases["head.number"],
            Phrases["head.kind"],
            Phrases["head.title"],
            ">" + Phrases["head.start"],
            ">" + Phrases["head.length"]
        );
        foreach (var unit in units)
            columns.Add(
                unit.Number.ToString(CultureInfo.InvariantCulture),
                Phrases.Name("kind", unit.Kind),
                Cells.Fit(unit.Title, 56),
                Figures.Count(unit.Start),
                Figures.Count(unit.Length)
            );
        columns.Write(Shell.Out);
        return ExitCode.Ok;
    }
}
