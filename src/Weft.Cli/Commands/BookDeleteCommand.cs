using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Deletes a book, once a person has seen what goes with it: its jobs are cancelled, its graph is emptied, its id is never used again.</summary>
internal sealed class BookDeleteCommand : WeftCommand
{
    private readonly Argument<string> _book;

    private readonly Option<bool> _keep;

    private readonly Option<bool> _forget;

    private readonly Option<bool> _yes;

    public BookDeleteCommand(Shell shell)
        : base("book.delete", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_keep = shell.Flag("--keep-answers", "book.delete.keep"));
        Add(_forget = shell.Flag("--forget-answers", "book.delete.forget"));
        Add(_yes = shell.Flag("--yes", "book.delete.yes"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var keep = invocation.Get(_keep);
        if (keep && invocation.Get(_forget))
            throw new UserError(Phrases["book.delete.either"], ExitCode.Usage);
        var answers = await stores.BookDeletion.CountAnswersAsync(book.Id, cancel);
        if (
            !invocation.Get(_yes)
            && !MayDelete(book, await stores.Jobs.OfBookAsync(book.Id, cancel), answers, keep, invocation.Json)
        )
            return ExitCode.Failed;
        await stores.BookDeletion.DeleteAsync(book.Id, keep, cancel);
        GraphFiles.Remove(stores, book.Id);
        if (invocation.Json)
            Json.Write(Shell.Out, new DeletedBookShape(book.Id.Value, book.Title));
        else
            Shell.Out.WriteLine(Phrases.Say(Said(answers, keep), book.Title, book.Id, answers));
        return ExitCode.Ok;
    }

    private static string Said(int answers, bool keep) =>
        answers == 0 ? "book.deleted"
        : keep ? "book.deletedKept"
        : "book.deletedAnswers";

    /// <exception cref="UserError">Nobody can be asked.</exception>
    private bool MayDelete(Book book, IReadOnlyList<JobView> jobs, int answers, bool keep, bool json)
    {
        if (!Shell.CanAsk(json))
            throw new UserError(
                Phrases.Say("book.delete.needsYes", OneLine.Of(book.Title), book.Id, book.Chapters, jobs.Count, answers),
                ExitCode.Usage
            );
        Shell.Out.WriteLine(Phrases.Say("book.delete.what", OneLine.Of(book.Title), book.Id, book.Chapters, jobs.Count));
        if (jobs.Count(view => view.Job.State is JobState.Created or JobState.Running or JobState.Paused) is > 0 and var open)
            Shell.Out.WriteLine(Phrases.Say("book.delete.open", open));
        if (answers > 0)
            Shell.Out.WriteLine(
                Phrases.Say(keep ? "book.delete.keeps" : "book.delete.goes", answers, SpentText.Paid(jobs, Phrases))
            );
        if (Shell.Ask(Phrases["book.delete.ask"]))
            return true;
        Shell.Out.WriteLine(Phrases["book.delete.kept"]);
        return false;
    }
}
