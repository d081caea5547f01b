using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Brings files into the ledger, cut into chapters.</summary>
internal sealed class ImportCommand : WeftCommand
{
    private readonly Argument<string[]> _files;
    private readonly Option<string?> _editionOf;
    private readonly Option<string?> _update;
    private readonly Option<bool> _dryRun;
    private readonly Option<bool> _asOneBook;
    private readonly Option<bool> _asFound;
    private readonly Option<bool> _yes;
    private readonly Option<string?> _title;
    private readonly ReadingOptions _reading;
    private readonly MetadataOption _metadata;

    public ImportCommand(Shell shell)
        : base("import", shell)
    {
        Add(_files = shell.Words("FILE", "import.files", atLeastOne: true));
        Add(_editionOf = shell.TextOption("--edition-of", "BOOK", "import.editionOf"));
        Add(_update = shell.TextOption("--update", "BOOK", "import.update"));
        Add(_title = shell.TextOption("--title", "TITLE", "import.title"));
        _metadata = new MetadataOption(this, shell);
        Add(_asOneBook = shell.Flag("--as-one-book", "import.asOneBook"));
        Add(_dryRun = shell.Flag("--dry-run", "import.dryRun"));
        _reading = new ReadingOptions(this, shell);
        Add(_asFound = shell.Flag("--as-found", "import.asFound"));
        Add(_yes = shell.Flag("--yes", "import.yes"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var paths = invocation.Get(_files);
        var hints = Hints(invocation);
        var title = Title(invocation);
        if (
            _metadata.IsTold(invocation)
            && (
                title is not null
                || invocation.Get(_update) is not null
                || invocation.Get(_editionOf) is not null
                || invocation.Get(_asOneBook)
            )
        )
            throw new UserError(Phrases["import.metadataOfMany"], ExitCode.Usage);
        if (invocation.Get(_update) is { } updated)
            return await UpdateAsync(invocation, updated, paths, hints, cancel);
        var joined = invocation.Get(_asOneBook) ? new JoinedImport(Shell, invocation, title) : null;
        if (invocation.Get(_dryRun) && invocation.Get(_editionOf) is not null)
            await CheckEditionOfAsync(invocation, cancel);
        if (invocation.Get(_dryRun))
            return joined is null
                ? await PreviewAsync(invocation, paths, hints, cancel)
                : await joined.PreviewAsync(paths, hints, cancel);
        await using var stores = await OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, cancel);
        if (joined is not null)
            return await joined.ImportAsync(stores, await EditionOfAsync(stores, invocation, cancel), paths, hints, cancel);
        if (invocation.Get(_editionOf) is { } named)
            return await ImportEditionAsync(stores, invocation, named, paths, hints, cancel);
        var (imports, failed) = await BatchImport.AllAsync(
            stores,
            paths,
            hints,
            import =>
            {
                if (!invocation.Json)
                    Shell.Out.WriteLine(BatchImport.Line(import, Shell));
                return (Shape: invocation.Json ? ImportShape.Of(import) : null, import.AlreadyKnown);
            },
            cancel,
            title,
            found => _metadata.ReadAsync(invocation, stores.Folder, found, cancel)
        );
        if (invocation.Json && imports.Count + failed > 1)
            Json.Write(Shell.Out, imports.Select(import => import.Shape));
        else if (invocation.Json && imports.Count == 1)
            Json.Write(Shell.Out, imports[0].Shape);
        else if (imports.Count + failed > 1)
            Shell.Out.WriteLine(BatchImport.Summary(imports.Count, imports.Count(import => import.AlreadyKnown), failed, Shell));
        return failed == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private ReadingHints Hints(Invocation invocation)
    {
        var hints = _reading.Read(invocation);
        if (!invocation.Get(_asFound))
            return hints;
        if (invocation.Get(_update) is null)
            throw new UserError(Phrases["import.asFoundOfUpdate"], ExitCode.Usage);
        return ReadingHints.TryRead(hints.Told, out _, asFound: true)
            ?? throw new UserError(Phrases["import.oneCut"], ExitCode.Usage);
    }

    /// <exception cref="UserError">There is no such book.</exception>
    private async Task CheckEditionOfAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        await EditionOfAsync(stores, invocation, cancel);
    }

    private async Task<BookId?> EditionOfAsync(OpenStores stores, Invocation invocation, CancellationToken cancel) =>
        invocation.Get(_editionOf) is { } named ? (await stores.Books.FindAsync(named, cancel)).OrThrow(stores).Id : null;

    /// <exception cref="UserError">It is no title, or the book has one that stays.</exception>
    private string? Title(Invocation invocation)
    {
        if (invocation.Get(_title) is not { } text)
            return null;
        if (
            invocation.Get(_update) is not null
            || invocation.Get(_editionOf) is not null
            || (invocation.Get(_dryRun) && !invocation.Get(_asOneBook))
        )
            throw new UserError(Phrases["import.titleOfNew"], ExitCode.Usage);
        return BookTitles.TryRead(text) ?? throw new UserError(Phrases.Say("book.badTitle", BookTitles.Longest), ExitCode.Usage);
    }

    private async Task<int> UpdateAsync(
        Invocation invocation,
        string named,
        string[] paths,
        ReadingHints hints,
        CancellationToken cancel
    )
    {
        if (invocation.Get(_editionOf) is not null)
            throw new UserError(Phrases["import.updateOrEdition"], ExitCode.Usage);
        if (invocation.Get(_asOneBook))
            throw new UserError(Phrases["import.updateOfOneFile"], ExitCode.Usage);
        if (paths.Length > 1)
            throw new UserError(Phrases["import.oneEdition"], ExitCode.Usage);
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var update = new ImportUpdate(stores, invocation.Get(_dryRun), invocation.Get(_yes), invocation.Json);
        return await update.RunAsync(named, paths[0], hints, cancel);
    }

    private async Task<int> PreviewAsync(Invocation invocation, string[] paths, ReadingHints hints, CancellationToken cancel)
    {
        var splits = new List<FilePreviewShape>();
        var folder = Shell.FullPath(invocation.Settings.Place.Data);
        var failed = await BatchImport.PreviewAllAsync(
            Shell,
            folder,
            paths,
            hints,
            (path, cut) =>
            {
                splits.Add(new(path, PreviewShape.Of(cut)));
                if (!invocation.Json)
                    SplitScreen.Write(Shell, path, cut);
            },
            cancel,
            found => _metadata.ReadAsync(invocation, folder, found, cancel)
        );
        if (invocation.Json && splits.Count + failed > 1)
            Json.Write(Shell.Out, splits);
        else if (invocation.Json && splits.Count == 1)
            Json.Write(Shell.Out, splits[0]);
        else if (splits.Count > 0)
            Shell.Out.WriteLine(Phrases["import.nothingKept"]);
        return failed == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private async Task<int> ImportEditionAsync(
        OpenStores stores,
        Invocation invocation,
        string named,
        string[] paths,
        ReadingHints hints,
        CancellationToken cancel
    )
    {
        if (paths.Length > 1)
            throw new UserError(Phrases["import.oneEdition"], ExitCode.Usage);
        var book = (await stores.Books.FindAsync(named, cancel)).OrThrow(stores);
        var result = await stores.BookImport.ImportFileAsync(Shell.FullPath(paths[0]), book.Id, cancel, hints);
        var import = result.OrThrow(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, ImportShape.Of(import));
        else
            Shell.Out.WriteLine(BatchImport.Line(import, Shell));
        return ExitCode.Ok;
    }
}
