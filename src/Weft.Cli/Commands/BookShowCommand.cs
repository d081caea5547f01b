using System.CommandLine;
using System.Globalization;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Localization;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>A book: how it was read, its parts, its jobs and what they have cost.</summary>
internal sealed class BookShowCommand : WeftCommand
{
    private readonly Argument<string> _book;

    public BookShowCommand(Shell shell)
        : base("book.show", shell) => Add(_book = shell.Word("BOOK", "arg.book"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var parts = await stores.Books.PartsAsync(book, cancel);
        var editions = await stores.Books.EditionsAsync(book, cancel);
        var unread = await stores.Books.UnreadAsync(book, cancel);
        var jobs = await stores.Jobs.OfBookAsync(book.Id, cancel);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, ShownBookShape.Of(book, editions, unread.Values.Sum(), parts, jobs, Phrases.Reasons));
            return ExitCode.Ok;
        }
        WriteHead(book, editions, unread, jobs);
        if (editions.Count > 1)
            WriteEditions(editions);
        WriteParts(parts, unread);
        if (jobs.Count > 0)
            WriteJobs(jobs);
        return ExitCode.Ok;
    }

    private void WriteHead(
        Book book,
        IReadOnlyList<Edition> editions,
        IReadOnlyDictionary<int, int> unread,
        IReadOnlyList<JobView> jobs
    )
    {
        Shell.Out.WriteLine(
            Phrases.Say(
                "book.show.head",
                book.Id,
                OneLine.Of(book.Title),
                book.Language,
                book.Encoding,
                book.Chapters,
                book.Characters
            )
        );
        Shell.Out.WriteLine(
            Phrases.Say(
                "book.show.edition",
                book.EditionNumber,
                Figures.Moment(book.ImportedAt, Shell.Time),
                editions.First(edition => edition.Id == book.Edition).Format
            )
                + (
                    SplitText.Told(book.Told, Phrases) is { Length: > 0 } told
                        ? Phrases["list.then"] + Phrases.Say("import.told", told)
                        : ""
                )
        );
        if (SplitText.Metadata(book.Metadata, Phrases) is { Length: > 0 } said)
            Shell.Out.WriteLine(said);
        if (unread.Count > 0)
            Shell.Out.WriteLine(Phrases.Say("book.show.unread", unread.Values.Sum(), unread.Count));
        if (jobs.Count > 0)
            Shell.Out.WriteLine(
                Phrases.Say("book.show.jobs", jobs.Count, jobs.Sum(view => view.Spending.Answered))
                    + SpentText.Paid(jobs, Phrases)
            );
    }

    private void WriteEditions(IReadOnlyList<Edition> editions)
    {
        var columns = new Columns(
            ">" + Phrases["head.edition"],
            Phrases["head.imported"],
            Phrases["head.format"],
            Phrases["head.encoding"],
            ">" + Phrases["head.chapters"],
            ">" + Phrases["head.length"],
            Phrases["head.title"]
        );
        foreach (var edition in editions)
            columns.Add(
                edition.Number.ToString(CultureInfo.InvariantCulture),
                Figures.Moment(edition.ImportedAt, Shell.Time),
                edition.Format,
                edition.Encoding,
                Figures.Count(edition.Chapters),
                Figures.Count(edition.Characters),
                Cells.Fit(edition.Title, 40)
            );
        columns.Write(Shell.Out);
    }

    private void WriteParts(IReadOnlyList<EditionUnit> parts, IReadOnlyDictionary<int, int> unread)
    {
        var columns = new Columns(
            ">" + Phrases["head.number"],
            Phrases["head.kind"],
            Phrases["head.title"],
            ">" + Phrases["head.length"],
            ">" + Phrases["head.unread"]
        );
        foreach (var part in parts)
            columns.Add(
                part.Unit.Number.ToString(CultureInfo.InvariantCulture),
                Phrases.Name("kind", part.Unit.Kind),
                Cells.Fit(part.Unit.Title, 56),
                Figures.Count(part.Unit.Length),
                unread.TryGetValue(part.Position, out var count) ? Figures.Count(count) : ""
            );
        columns.Write(Shell.Out);
    }

    private void WriteJobs(IReadOnlyList<JobView> jobs)
    {
        var columns = new Columns(">" + Phrases["head.job"], Phrases["head.state"], Phrases["head.providers"]);
        foreach (var view in jobs)
            columns.Add(
                view.Job.Id.ToString(),
                Phrases.Name("state", view.Job.State),
                string.Join(", ", view.Job.Order.Providers)
            );
        columns.Write(Shell.Out);
    }
}
