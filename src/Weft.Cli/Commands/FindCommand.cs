using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Finds books, a job and entities in the whole library.</summary>
internal sealed class FindCommand : WeftCommand
{
    private readonly Argument<string> _text;

    public FindCommand(Shell shell)
        : base("find", shell) => Add(_text = shell.Word("TEXT", "find.text"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var found = await stores.Search.FindAsync(invocation.Get(_text), cancel);
        if (invocation.Json)
            Json.Write(Shell.Out, SearchShape.Of(found));
        else
            Write(found);
        return ExitCode.Ok;
    }

    private void Write(LibraryFound found)
    {
        foreach (var book in found.Books)
            Shell.Out.WriteLine(Phrases.Say("find.book", book.Id, OneLine.Of(book.Title)));
        if (found.Job is { } job)
            Shell.Out.WriteLine(Phrases.Say("find.job", job.Id, job.Order.Book));
        foreach (var hit in found.Entities)
            Shell.Out.WriteLine(
                Phrases.Say(
                    "find.entity",
                    OneLine.Of(hit.Entity.Name),
                    hit.Entity.Mentions,
                    hit.Book.Id,
                    OneLine.Of(hit.Book.Title)
                )
            );
        if (found is { Books.Count: 0, Job: null, Entities.Count: 0 })
            Shell.Out.WriteLine(Phrases["find.nothing"]);
        if (found.Searched < found.Woven)
            Shell.Out.WriteLine(Phrases.Say("find.some", found.Searched, found.Woven));
    }
}
