using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Foreground;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Shows a book's cast and relations, or one entity with its quotes; all of it up to a chapter where one is named.</summary>
internal sealed class GraphShowCommand : WeftCommand
{
    private const int Cast = 20;
    private const int Relations = 12;
    private const int Quotes = 12;
    private readonly Argument<string> _book;
    private readonly Option<string?> _entity;
    private readonly Option<long?> _upTo;
    private readonly Option<bool> _why;

    public GraphShowCommand(Shell shell)
        : base("graph.show", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_entity = shell.TextOption("--entity", "NAME", "graph.entity"));
        Add(_upTo = shell.WholeOption("--up-to", "N", "graph.upTo", least: 0, most: int.MaxValue));
        Add(_why = shell.Flag("--why", "graph.why"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        if (invocation.Get(_why) && invocation.Get(_entity) is null)
            throw new UserError(Phrases["graph.whyNeedsEntity"], ExitCode.Usage);
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var queries = stores.GraphQueries;
        var upTo = (int?)invocation.Get(_upTo);
        if (invocation.Get(_entity) is { } asked && invocation.Get(_why))
            Explain((await stores.Reasons.WhyAsync(book, asked, upTo, cancel)).OrThrow(stores), invocation.Json);
        else if (invocation.Get(_entity) is { } named)
            ShowEntity(
                (await queries.EntityAsync(book, named, upTo, Relations, Quotes, cancel)).OrThrow(stores),
                invocation.Json
            );
        else
            ShowBook(book, (await queries.SummaryAsync(book, upTo, Cast, Relations, cancel)).OrThrow(stores), invocation.Json);
        return ExitCode.Ok;
    }

    private void ShowBook(Book book, GraphSummary summary, bool json)
    {
        if (json)
        {
            Json.Write(Shell.Out, GraphShape.Of(book, summary));
            return;
        }
        Shell.Out.WriteLine(Shell.Bold(Phrases.Say("graph.head", book.Title, summary.Entities, summary.Relations)));
        var screen = new SummaryScreen(Shell);
        if (summary.Cast.Count > 0)
            screen.WriteCast(summary.Cast);
        if (summary.Communities.Count > 0)
            screen.WriteCommunities(summary.Communities);
        screen.WriteTies(summary);
        if (summary.Events > 0)
            Shell.Out.WriteLine("  " + Phrases.Say("graph.events", summary.Events, book.Id));
    }

    private void Explain(ExplainedEntity explained, bool json)
    {
        if (json)
        {
            Json.Write(Shell.Out, ExplainedEntityShape.Of(explained, Phrases.Reasons));
            return;
        }
        Shell.Out.WriteLine(Shell.Bold(Phrases.Say("graph.whyHead", explained.Entity.Name)));
        foreach (var (why, _, quote) in explained.Reasons)
        {
            var says = why.Say(Phrases.Reasons);
            Shell.Out.WriteLine("  " + (quote.Length == 0 ? says : Phrases.Say("graph.whyQuote", says, Cells.Fit(quote, 80))));
        }
    }

    private void ShowEntity(EntityDetails details, bool json)
    {
        if (json)
        {
            Json.Write(Shell.Out, EntityDetailsShape.Of(details, Phrases));
            return;
        }
        var screen = new SummaryScreen(Shell);
        screen.WriteCast([details.Entity]);
        Shell.Out.WriteLine("  " + DescriptionText.Of(details, Phrases));
        if (details.Community is { } community)
            screen.WriteCommunities([community]);
        if (details.Entity.Traits.Count > 0)
            screen.WriteTraits(details.Entity);
        screen.WriteRelations(Phrases["summary.ties"], details.Relations);
        Shell.Out.WriteLine("  " + Shell.Bold(Phrases["graph.quotes"]));
        foreach (var quote in details.Quotes)
            Shell.Out.WriteLine("    " + Phrases.Say("graph.quote", quote.Chapter, Cells.Fit(quote.Quote, 100), quote.Provider));
    }
}
