using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>A person's word on two names of a book: they are one, or they are two. It wins over rules and models, now and later.</summary>
internal sealed class WordCommand : WeftCommand
{
    private readonly WordKind _kind;
    private readonly Argument<string> _book;
    private readonly Argument<string> _name;
    private readonly Argument<string> _other;

    public WordCommand(WordKind kind, Shell shell)
        : base(kind == WordKind.Merge ? "word.merge" : "word.split", shell)
    {
        _kind = kind;
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_name = shell.Word("NAME", "word.name"));
        Add(_other = shell.Word("OTHER", "word.other"));
    }

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var book = await new BookShelf(place).FindAsync(asked.Get(_book), cancel);
        var names = new Names(place, book);
        var (name, other) = (asked.Get(_name), asked.Get(_other));
        await names.CheckAsync(name, cancel);
        await names.CheckAsync(other, cancel);
        var word = await place.Ledger.Library.AddWordAsync(book.Id, _kind, name, other, cancel);
        using var working = WorkingLock.TryTake(place);
        if (working is not null)
            await Resolving.NowAsync(place, book.Id, cancel);
        if (asked.Json)
            Json.Write(
                Shell.Out,
                new
                {
                    book = book.Id.Value,
                    number = word.Number,
                    kind = Figures.Word(word.Kind),
                    name = word.Name,
                    other = word.Other,
                }
            );
        else
            Shell.Out.WriteLine(
                Phrases.Say(Path + ".done", name, other, book.Title) + (working is null ? Phrases["word.soon"] : "")
            );
        return ExitCode.Ok;
    }
}
