using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Shows a book's cast and ties, or one entity with its quotes; all of it up to a chapter where one is named.</summary>
internal sealed class GraphShowCommand : WeftCommand
{
    private const int Cast = 20;
    private const int Ties = 12;
    private const int Quotes = 12;
    private readonly Argument<string> _book;
    private readonly Option<string?> _entity;
    private readonly Option<long?> _upTo;

    public GraphShowCommand(Shell shell)
        : base("graph.show", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_entity = shell.TextOption("--entity", "NAME", "graph.entity"));
        Add(_upTo = shell.WholeOption("--up-to", "N", "graph.upTo", least: 0, most: int.MaxValue));
    }

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var book = await new BookShelf(place).FindAsync(asked.Get(_book), cancel);
        if (await place.Graph.FindStateAsync(book.Id, cancel) is null)
            throw new Refusal(Phrases.Say("graph.none", book.Title));
        var upTo = (int?)asked.Get(_upTo);
        if (asked.Get(_entity) is { } named)
            await ShowEntityAsync(place, book, named, upTo, asked.Json, cancel);
        else
            await ShowBookAsync(place, book, upTo, asked.Json, cancel);
        return ExitCode.Ok;
    }

    private async Task ShowBookAsync(Workplace place, Book book, int? upTo, bool json, CancellationToken cancel)
    {
        var resolved = await place.Graph.ReadResolvedAsync(book.Id, cancel) ?? new ResolvedBook([], [], []);
        var entities = resolved.Entities.Select(one => one.At(upTo)).OfType<ResolvedEntity>().ToList();
        var relations = resolved.Relations.Select(one => one.At(upTo)).OfType<ResolvedRelation>().ToList();
        var names = entities.ToDictionary(one => one.Id, one => one.Name);
        var ties = relations.OrderByDescending(one => one.Weight).Take(Ties).Select(one => Named(one, names)).ToList();
        var cast = entities.OrderByDescending(one => one.Mentions).Take(Cast).ToList();
        if (json)
        {
            Json.Write(
                Shell.Out,
                new
                {
                    book = book.Id.Value,
                    title = book.Title,
                    entities = entities.Count,
                    relations = relations.Count,
                    cast = cast.Select(EntityJson),
                    ties = ties.Select(TieJson),
                }
            );
            return;
        }
        Shell.Out.WriteLine(Shell.Bold(Phrases.Say("graph.head", book.Title, entities.Count, relations.Count)));
        var screen = new SummaryScreen(Shell);
        if (cast.Count > 0)
            screen.WriteCast(cast);
        if (ties.Count > 0)
            screen.WriteTies(ties);
    }

    private async Task ShowEntityAsync(Workplace place, Book book, string named, int? upTo, bool json, CancellationToken cancel)
    {
        var row = await new Names(place, book).FindAsync(named, upTo, cancel);
        var page =
            await place.Graph.FindEntityAsync(book.Id, row.Id, upTo, Quotes, cancel)
            ?? throw new Refusal(Phrases.Say("name.unknown", named, book.Title));
        var names = (await place.Graph.ReadResolvedAsync(book.Id, cancel))!.Entities.ToDictionary(one => one.Id, one => one.Name);
        var ties = (await place.Graph.NeighboursAsync(book.Id, row.Id, upTo, Ties, cancel))
            .Select(one => Named(one, names))
            .ToList();
        if (json)
        {
            Json.Write(
                Shell.Out,
                new
                {
                    entity = EntityJson(page.Entity),
                    ties = ties.Select(TieJson),
                    quotes = page.Quotes,
                }
            );
            return;
        }
        var screen = new SummaryScreen(Shell);
        screen.WriteCast([page.Entity]);
        if (ties.Count > 0)
            screen.WriteTies(ties);
        Shell.Out.WriteLine("  " + Shell.Bold(Phrases["graph.quotes"]));
        foreach (var quote in page.Quotes)
            Shell.Out.WriteLine("    " + Phrases.Say("graph.quote", quote.Chapter, Cells.Fit(quote.Quote, 100), quote.Provider));
    }

    private static Tie Named(ResolvedRelation one, Dictionary<string, string> names) =>
        new(names.GetValueOrDefault(one.Source, one.Source), names.GetValueOrDefault(one.Target, one.Target), one);

    private static object EntityJson(ResolvedEntity one) =>
        new
        {
            id = one.Id,
            name = one.Name,
            type = one.Type,
            mentions = one.Mentions,
            aliases = one.Aliases,
            first = one.First,
            last = one.Last,
        };

    private static object TieJson(Tie tie) =>
        new
        {
            source = tie.Source,
            target = tie.Target,
            type = tie.Relation.Type,
            label = tie.Relation.Label,
            weight = tie.Relation.Weight,
            count = tie.Relation.Count,
            chapters = tie.Relation.Chapters,
        };
}
