using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Names that may be one, and names of one that may be two: with what speaks for it, to be taken or refused one by one.</summary>
internal sealed class GraphSuggestCommand : WeftCommand
{
    private const int Shown = 10;
    private readonly Argument<string> _book;
    private readonly Option<long?> _take;
    private readonly Option<long?> _refuse;
    private readonly Option<bool> _all;

    public GraphSuggestCommand(Shell shell)
        : base("graph.suggest", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_take = shell.WholeOption("--take", "N", "graph.take", least: 1, most: int.MaxValue));
        Add(_refuse = shell.WholeOption("--refuse", "N", "graph.refuse", least: 1, most: int.MaxValue));
        Add(_all = shell.Flag("--all", "graph.suggestAll"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var (take, refuse) = ((int?)invocation.Get(_take), (int?)invocation.Get(_refuse));
        if (take is not null && refuse is not null)
            throw new UserError(Phrases["graph.takeOrRefuse"], ExitCode.Usage);
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        if (take is { } taken)
            await DecidedAsync(stores, invocation, book, await stores.NameSuggestions.TakeAsync(book, taken, cancel), cancel);
        else if (refuse is { } refused)
            await DecidedAsync(stores, invocation, book, await stores.NameSuggestions.RefuseAsync(book, refused, cancel), cancel);
        else
            List(invocation, book, (await stores.NameSuggestions.ListAsync(book, cancel)).OrThrow(stores));
        return ExitCode.Ok;
    }

    private async Task DecidedAsync(
        OpenStores stores,
        Invocation invocation,
        Book book,
        Result<NameDecision> result,
        CancellationToken cancel
    )
    {
        var decision = result.OrThrow(stores);
        var shown = await DecidedGraph.TryResolveAsync(stores, book.Id, cancel);
        if (invocation.Json)
            Json.Write(Shell.Out, NameDecisionShape.Of(book, decision, true));
        else
            Shell.Out.WriteLine(
                DecisionCells.Done(decision, decision.Name, book, Phrases) + (shown ? "" : Phrases["graph.soon"])
            );
    }

    private void List(Invocation invocation, Book book, IReadOnlyList<ShownSuggestion> all)
    {
        if (invocation.Json)
        {
            Json.Write(Shell.Out, all.Select(one => SuggestionShape.Of(one, Phrases.Reasons)).ToList());
            return;
        }
        if (all.Count == 0)
            Shell.Out.WriteLine(Phrases.Say("graph.suggest.none", book.Title));
        var shown = invocation.Get(_all) ? all.Count : Math.Min(Shown, all.Count);
        foreach (var one in all.Take(shown))
            Write(one);
        if (all.Count > 0)
            Shell.Out.WriteLine(Phrases.Say("graph.suggest.how", book.Id, all[0].Suggestion.Number));
        if (shown < all.Count)
            Shell.Out.WriteLine(Phrases.Say("graph.suggest.more", all.Count - shown, book.Id));
    }

    private void Write(ShownSuggestion one)
    {
        var suggestion = one.Suggestion;
        var isMerge = suggestion.Kind == DecisionKind.Merge;
        Shell.Out.WriteLine(
            Shell.Bold(
                Phrases.Say(
                    isMerge ? "graph.suggest.merge" : "graph.suggest.split",
                    suggestion.Number,
                    suggestion.Name,
                    suggestion.Other
                )
            )
        );
        Shell.Out.WriteLine("    " + suggestion.Why.Say(Phrases.Reasons));
        foreach (var quote in suggestion.Quotes)
            Shell.Out.WriteLine("    " + Phrases.Say("graph.suggest.quote", quote.Chapter, Cells.Fit(quote.Quote, 100)));
        foreach (var side in new[] { one.Name, one.Other })
        {
            Shell.Out.WriteLine("    " + Phrases.Say("graph.suggest.side", side.Name, side.Mentions, side.First, side.Last));
            foreach (var quote in side.Quotes)
                Shell.Out.WriteLine("      " + Phrases.Say("graph.suggest.quote", quote.Chapter, Cells.Fit(quote.Quote, 100)));
        }
    }
}
