using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Hosting;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>A person's word on two names of a book: they are one, or they are two. It wins over rules and models, now and later.</summary>
internal sealed class WordCommand : WeftCommand
{
    private readonly DecisionKind _kind;
    private readonly Argument<string> _book;
    private readonly Argument<string> _name;
    private readonly Argument<string> _other;

    public WordCommand(DecisionKind kind, Shell shell)
        : base(kind == DecisionKind.Merge ? "word.merge" : "word.split", shell)
    {
        _kind = kind;
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_name = shell.Word("NAME", "word.name"));
        Add(_other = shell.Word("OTHER", "word.other"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var (name, other) = (invocation.Get(_name), invocation.Get(_other));
        var decisions = stores.NameDecisions;
        var decision = (await decisions.AddAsync(book, _kind, name, other, cancel)).OrThrow(stores);
        using var working = WorkingLock.TryTake(stores);
        if (working is not null)
        {
            await using var host = await NodeHost.OpenAsync(stores, NullLogger.Instance);
            await host.Resolution.ResolveAsync(book.Id, cancel);
        }
        if (invocation.Json)
            Json.Write(Shell.Out, NameDecisionShape.Of(book, decision));
        else
            Shell.Out.WriteLine(
                Phrases.Say(Path + ".done", name, other, book.Title) + (working is null ? Phrases["word.soon"] : "")
            );
        return ExitCode.Ok;
    }
}
