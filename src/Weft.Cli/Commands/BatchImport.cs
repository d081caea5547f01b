using System.Diagnostics;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Cli.Output;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Many files at once: a wrong one is a line on the error output, the others go on.</summary>
internal static class BatchImport
{
    /// <param name="take">What is kept of each: the texts of a thousand books need not stand in memory together.</param>
    public static async Task<(IReadOnlyList<T> Taken, int Failed)> AllAsync<T>(
        OpenStores stores,
        IEnumerable<string> paths,
        ReadingHints hints,
        Func<ImportedBook, T> take,
        CancellationToken cancel,
        string? title = null,
        Func<FoundFiles, Task<IReadOnlyDictionary<string, DescribedBook>>>? describe = null
    )
    {
        var import = stores.BookImport;
        var all = new List<T>();
        var failed = 0;
        var found = Found(stores.Shell, stores.Folder, paths);
        var files = found.Files;
        if (title is not null && files.Count > 1)
            throw new UserError(stores.Shell.Phrases.Say("import.oneTitle", files.Count), ExitCode.Usage);
        var described = describe is null ? null : await describe(found);
        foreach (var path in files)
        {
            var said = described?.GetValueOrDefault(path);
            switch (await import.ImportFileAsync(path, null, cancel, hints, title, said))
            {
                case Result<ImportedBook>.Done(var imported):
                    if (imported.AlreadyKnown && said is not null)
                        imported = imported with
                        {
                            Book = (await stores.BookDescriptions.DescribeAsync(imported.Book, said, cancel)).OrThrow(stores),
                        };
                    all.Add(take(imported));
                    break;
                case Result<ImportedBook>.Refused(var why):
                    stores.Shell.Complain(why.ToError(stores.Shell, stores.Folder).Message);
                    failed++;
                    break;
            }
        }
        return (all, failed);
    }

    /// <summary>How each file would be cut; nothing is kept, not even a data folder made. Returns how many were refused.</summary>
    public static async Task<int> PreviewAllAsync(
        Shell shell,
        string folder,
        IEnumerable<string> paths,
        ReadingHints hints,
        Action<string, CutBook> done,
        CancellationToken cancel,
        Func<FoundFiles, Task<IReadOnlyDictionary<string, DescribedBook>>>? describe = null
    )
    {
        var failed = 0;
        var found = Found(shell, folder, paths);
        var described = describe is null ? null : await describe(found);
        foreach (var path in found.Files)
        {
            switch (await BookImport.CutFileAsync(path, hints, cancel))
            {
                case Result<CutBook>.Done(var cut):
                    done(path, described?.GetValueOrDefault(path)?.Describe(cut) ?? cut);
                    break;
                case Result<CutBook>.Refused(var why):
                    shell.Complain(why.ToError(shell, folder).Message);
                    failed++;
                    break;
            }
        }
        return failed;
    }

    /// <summary>What became of many files, in one line.</summary>
    /// <param name="known">How many of the imported were there before.</param>
    public static string Summary(int imported, int known, int failed, Shell shell) =>
        shell.Phrases.Say("import.summary", imported + failed, imported - known, known, failed);

    /// <summary>What a person reads about an import.</summary>
    public static string Line(ImportedBook imported, Shell shell)
    {
        var book = imported.Book;
        return shell.Phrases.Say(
                imported.AlreadyKnown ? "import.known" : "import.done",
                book.Id,
                book.Title,
                book.Chapters,
                book.Characters,
                book.Encoding
            ) + SplitScreen.Notes(imported.Cut, shell.Phrases);
    }

    public static FoundFiles Found(Shell shell, string folder, IEnumerable<string> paths)
    {
        var found = BookImport.FilesOf(paths.Select(shell.FullPath)) switch
        {
            Result<FoundFiles>.Done(var files) => files,
            Result<FoundFiles>.Refused(var why) => throw why.ToError(shell, folder),
            _ => throw new UnreachableException(),
        };
        if (found.PassedOver.Count > 0)
            shell.Complain(PassedOverText.Of(found.PassedOver, shell.Phrases));
        return found;
    }
}
