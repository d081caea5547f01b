using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Takes a decision on two names of a book back; without a number it lists those that stand.</summary>
internal sealed class GraphUndoCommand : WeftCommand
{
    private readonly Argument<string> _book;
    private readonly Argument<long?> _number;

    public GraphUndoCommand(Shell shell)
        : base("graph.undo", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_number = shell.Id("NUMBER", "graph.number", optional: true));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        if (invocation.Get(_number) is { } number)
            await UndoAsync(stores, book, number, invocation.Json, cancel);
        else
            List(book, await stores.NameDecisions.ListAsync(book, cancel), invocation.Json);
        return ExitCode.Ok;
    }

    private async Task UndoAsync(OpenStores stores, Book book, long number, bool json, CancellationToken cancel)
    {
        var decided = (await stores.NameDecisions.ListAsync(book, cancel)).FirstOrDefault(decision => decision.Number == number);
        var undo = (await stores.NameDecisions.UndoAsync(book, number, cancel)).OrThrow(stores);
        var shown = await DecidedGraph.TryResolveAsync(stores, book.Id, cancel);
        if (json)
            Json.Write(Shell.Out, NameDecisionShape.Of(book, undo, true));
        else
            Shell.Out.WriteLine(Done(decided, book) + (shown ? "" : Phrases["graph.soon"]));
    }

    private string Done(NameDecision? decided, Book book) =>
        decided?.Kind is DecisionKind.Merge or DecisionKind.Split
            ? Phrases.Say("graph.undo.done", decided.Name, decided.Other, book.Title)
            : Phrases.Say("graph.undo.doneOne", decided?.Name ?? "", book.Title);

    private void List(Book book, IReadOnlyList<NameDecision> decisions, bool json)
    {
        var standing = StandingDecisions.Of(decisions);
        if (json)
            Json.Write(Shell.Out, standing.Select(decision => NameDecisionShape.Of(book, decision, true)).ToList());
        else if (standing.Count == 0)
            Shell.Out.WriteLine(Phrases.Say("graph.undo.none", book.Title));
        foreach (var decision in json ? [] : standing)
            Shell.Out.WriteLine(DecisionCells.Line(decision, Shell));
    }
}
