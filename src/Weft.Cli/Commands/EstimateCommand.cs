using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>What a job would take, without asking anybody. Files that are no books yet are imported.</summary>
internal sealed class EstimateCommand : WeftCommand
{
    private readonly Argument<string[]> _books;
    private readonly JobRequestOptions _order;
    private readonly ReadingOptions _reading;

    public EstimateCommand(Shell shell)
        : base("estimate", shell)
    {
        Add(_books = shell.Words("BOOK", "estimate.books", atLeastOne: true));
        _order = new JobRequestOptions(this, shell);
        _reading = new ReadingOptions(this, shell);
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var request = _order.Read(invocation);
        var hints = _reading.Read(invocation);
        await using var stores = await OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, cancel);
        (await stores.Orders.CheckProvidersAsync(request.Providers, cancel)).ThrowIfRefused(stores);
        var books = new List<Book>();
        foreach (var named in invocation.Get(_books))
            books.AddRange(await FindAsync(stores, invocation, named, hints, cancel));
        if (books.Count == 0)
            return ExitCode.Failed;
        foreach (var book in books)
            (await stores.Orders.CheckAsync(book, request, cancel)).ThrowIfRefused(stores);
        var distinct = books.DistinctBy(book => book.Id).ToList();
        var progress = invocation.Json ? null : EstimateText.Progress(Shell, distinct.Count);
        var estimate = (await stores.Estimates.EstimateAsync(distinct, request, cancel, progress)).OrThrow(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, EstimateShape.Of(estimate, Phrases.Reasons));
        else
            EstimateText.Write(Shell, estimate);
        return ExitCode.Ok;
    }

    /// <summary>A book of the library, or the books that a file or folder holds.</summary>
    private async Task<IEnumerable<Book>> FindAsync(
        OpenStores stores,
        Invocation invocation,
        string named,
        Weft.Books.ReadingHints hints,
        CancellationToken cancel
    )
    {
        var path = Shell.FullPath(named);
        if (await stores.Books.FindAsync(named, cancel) is Result<Book>.Done(var known))
            return [known];
        if (!File.Exists(path) && !Directory.Exists(path))
            return [(await stores.Books.FindAsync(named, cancel)).OrThrow(stores)];
        var (imports, _) = await BatchImport.AllAsync(
            stores,
            [named],
            hints,
            import =>
            {
                if (!invocation.Json)
                    Shell.Out.WriteLine(BatchImport.Line(import, Shell));
                return import.Book;
            },
            cancel
        );
        return imports;
    }
}
