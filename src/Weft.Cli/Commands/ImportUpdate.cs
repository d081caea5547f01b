using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Cli.Output;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>A new edition of a book: its difference is said first, then it is taken.</summary>
/// <param name="yes">Said beforehand, for a text in which hardly anything is known again.</param>
internal sealed class ImportUpdate(OpenStores stores, bool dryRun, bool yes, bool json)
{
    private readonly Shell _shell = stores.Shell;

    private Phrases Phrases => _shell.Phrases;

    public async Task<int> RunAsync(string named, string path, ReadingHints hints, CancellationToken cancel)
    {
        var book = (await stores.Books.FindAsync(named, cancel)).OrThrow(stores);
        var proposed = (await stores.BookUpdate.LookAtFileAsync(book, _shell.FullPath(path), hints, cancel)).OrThrow(stores);
        if (!json)
            UpdateScreen.Write(_shell, proposed);
        if (dryRun || proposed.Difference.IsNothing)
            return Say(UpdateShape.Of(proposed), dryRun ? Phrases["import.nothingKept"] : "");
        if (proposed.Difference.IsHardlyKnown && !yes && !MayTake(proposed))
            return Say(UpdateShape.Of(proposed), Phrases["import.nothingWritten"], ExitCode.Failed);
        var taken = await stores.BookUpdate.TakeAsync(proposed, cancel);
        await ShowAsync(book.Id, cancel);
        return Say(UpdateShape.Of(proposed, taken), await TakenAsync(taken.Book, proposed.Difference, cancel));
    }

    /// <exception cref="UserError">Nobody can be asked.</exception>
    private bool MayTake(ProposedEdition proposed) =>
        _shell.CanAsk(json)
            ? _shell.Ask(Phrases["update.ask"])
            : throw new UserError(
                Phrases.Say("update.needsYes", proposed.Book.Id, OneLine.Of(proposed.Book.Title), proposed.Difference.Same)
            );

    /// <summary>What was removed leaves the graph, where there is one.</summary>
    private async Task ShowAsync(BookId book, CancellationToken cancel)
    {
        if (await stores.GraphQueries.IsThereAsync(book, cancel))
            await DecidedGraph.TryResolveAsync(stores, book, cancel);
    }

    private async Task<string> TakenAsync(Book book, EditionDifference difference, CancellationToken cancel)
    {
        var jobs = await stores.Jobs.OfBookAsync(book.Id, cancel);
        var open = jobs.Where(view => view.Job.State is JobState.Created or JobState.Running or JobState.Paused)
            .Select(view => view.Job.Id.ToString())
            .ToList();
        return Phrases.Say("update.taken", book.Id, book.EditionNumber)
            + (open.Count > 0 ? Phrases["list.then"] + Phrases.Say("update.openJobs", string.Join(", ", open)) : "")
            + (
                jobs.Count > 0 && difference.Changed + difference.New > 0
                    ? Phrases["list.then"] + Phrases.Say("update.next", book.Id)
                    : ""
            );
    }

    private int Say(UpdateShape shape, string line, int code = ExitCode.Ok)
    {
        if (json)
            Json.Write(_shell.Out, shape);
        else if (line.Length > 0)
            _shell.Out.WriteLine(line);
        return code;
    }
}
