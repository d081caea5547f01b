using System.CommandLine;
using System.Globalization;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;

namespace Weft.Cli.Commands;

/// <summary>Lists how a book is cut.</summary>
internal sealed class ChaptersCommand : WeftCommand
{
    private readonly Argument<string> _book;

    public ChaptersCommand(Shell shell)
        : base("chapters", shell) => Add(_book = shell.Word("BOOK", "arg.book"));

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var book = await new BookShelf(place).FindAsync(asked.Get(_book), cancel);
        var units = (await place.Ledger.Library.UnitsAsync(book.Edition, cancel)).Select(one => one.Unit);
        if (asked.Json)
        {
            Json.Write(
                Shell.Out,
                units.Select(unit => new
                {
                    number = unit.Number,
                    kind = Figures.Word(unit.Kind),
                    title = unit.Title,
                    start = unit.Start,
                    length = unit.Length,
                })
            );
            return ExitCode.Ok;
        }
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
                Figures.Name("kind", Figures.Word(unit.Kind), Phrases),
                Cells.Fit(unit.Title, 56),
                Figures.Count(unit.Start),
                Figures.Count(unit.Length)
            );
        columns.Write(Shell.Out);
        return ExitCode.Ok;
    }
}
