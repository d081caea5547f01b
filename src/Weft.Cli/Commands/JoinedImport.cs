using Weft.Application;
using Weft.Application.Shapes;
using Weft.Books;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Many files that are one book: a folder with a file per chapter.</summary>
/// <param name="title">Null = the name of the folder.</param>
internal sealed class JoinedImport(Shell shell, Invocation invocation, string? title)
{
    /// <summary>How it would be cut; nothing is kept.</summary>
    public async Task<int> PreviewAsync(string[] paths, ReadingHints hints, CancellationToken cancel)
    {
        var folder = shell.FullPath(invocation.Settings.Place.Data);
        var cut = (await CutAsync(BatchImport.Found(shell, folder, paths), paths, hints, cancel)) switch
        {
            Result<CutBook>.Done(var done) => done,
            Result<CutBook>.Refused(var why) => throw why.ToError(shell, folder),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (invocation.Json)
        {
            Json.Write(shell.Out, PreviewShape.Of(cut));
            return ExitCode.Ok;
        }
        SplitScreen.Write(shell, cut.Title, cut);
        shell.Out.WriteLine(shell.Phrases["import.nothingKept"]);
        return ExitCode.Ok;
    }

    /// <param name="editionOf">It is a new edition of this book; null = a book of its own.</param>
    public async Task<int> ImportAsync(
        OpenStores stores,
        BookId? editionOf,
        string[] paths,
        ReadingHints hints,
        CancellationToken cancel
    )
    {
        var found = BatchImport.Found(shell, stores.Folder, paths);
        var cut = (await CutAsync(found, paths, hints, cancel)).OrThrow(stores);
        if (editionOf is { } id && await stores.Books.FindAsync(id, cancel) is Result<Book>.Done(var book))
            cut = BookImport.AsEditionOf(book, cut);
        var import = await stores.BookImport.KeepAsync(cut, editionOf, cancel);
        if (invocation.Json)
            Json.Write(shell.Out, ImportShape.Of(import));
        else
            shell.Out.WriteLine(BatchImport.Line(import, shell));
        return ExitCode.Ok;
    }

    private Task<Result<CutBook>> CutAsync(FoundFiles found, string[] paths, ReadingHints hints, CancellationToken cancel)
    {
        var first = shell.FullPath(paths[0]);
        var folder = Directory.Exists(first) ? Path.TrimEndingDirectorySeparator(first) : Path.ChangeExtension(first, null);
        return JoinedBook.CutAsync(found.Files, title ?? Path.GetFileName(folder), hints, cancel);
    }
}
