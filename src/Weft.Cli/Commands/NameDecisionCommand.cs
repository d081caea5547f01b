using System.CommandLine;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>
/// A person decides about names of a book: two are one, or are two; what one is called, of which type it is, or that it is none. It wins over
/// rules and models, now and later.
/// </summary>
internal sealed class NameDecisionCommand : WeftCommand
{
    /// <summary>The group in which these commands stood before; it works for one release more, and says so.</summary>
    public const string FormerGroup = "word";

    private readonly DecisionKind _kind;
    private readonly bool _isFormerName;
    private readonly Argument<string> _book;
    private readonly Argument<string> _name;
    private readonly Argument<string>? _other;

    /// <param name="group"><c>graph</c>, or <see cref="FormerGroup"/>.</param>
    public NameDecisionCommand(string group, DecisionKind kind, Shell shell)
        : base($"{group}.{Glossary.Word(kind)}", shell)
    {
        (_kind, _isFormerName) = (kind, group == FormerGroup);
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_name = shell.Word("NAME", "graph.name"));
        _other = kind switch
        {
            DecisionKind.Rename => shell.Word("SHOWN", "graph.shown"),
            DecisionKind.Retype => shell.Word("TYPE", "graph.type"),
            DecisionKind.Hide => null,
            _ => shell.Word("OTHER", "graph.other"),
        };
        if (_other is not null)
            Add(_other);
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        if (_isFormerName)
            Shell.Complain(Phrases.Say("word.renamed", Name));
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var name = invocation.Get(_name);
        var other = _other is null ? "" : invocation.Get(_other);
        var decision = (await stores.NameDecisions.AddAsync(book, _kind, name, other, cancel)).OrThrow(stores);
        var shown = await DecidedGraph.TryResolveAsync(stores, book.Id, cancel);
        if (invocation.Json)
            Json.Write(Shell.Out, NameDecisionShape.Of(book, decision, true));
        else
            Shell.Out.WriteLine(DecisionCells.Done(decision, name, book, Phrases) + (shown ? "" : Phrases["graph.soon"]));
        return ExitCode.Ok;
    }
}
