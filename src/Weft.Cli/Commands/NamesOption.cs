using System.CommandLine;
using Weft.Application;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>A file with names that a person knows, for the books whose jobs are started.</summary>
internal sealed class NamesOption
{
    private readonly Shell _shell;
    private readonly Option<string?> _file;

    public NamesOption(Command command, Shell shell)
    {
        _shell = shell;
        command.Add(_file = shell.TextOption("--names", "FILE", "opt.names"));
    }

    /// <summary>Before anything is begun; null where no file is named.</summary>
    public async Task<IReadOnlyList<NewDecision>?> ReadAsync(
        Invocation invocation,
        OpenStores stores,
        CancellationToken cancel
    ) => invocation.Get(_file) is { } path ? (await NamesFile.ReadAsync(_shell.FullPath(path), cancel)).OrThrow(stores) : null;

    /// <summary>Kept as decisions on the names of each book.</summary>
    public async Task LearnAsync(
        OpenStores stores,
        IEnumerable<Book> books,
        IReadOnlyList<NewDecision>? said,
        bool quiet,
        CancellationToken cancel
    )
    {
        if (said is null)
            return;
        foreach (var book in books)
        {
            var learnt = await stores.NameDecisions.LearnAsync(book, said, cancel);
            if (!quiet)
                _shell.Out.WriteLine(_shell.Phrases.Say("graph.names.done", book.Title, learnt.Added, learnt.Known, book.Id));
        }
    }
}
