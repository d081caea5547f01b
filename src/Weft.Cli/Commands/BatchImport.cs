using Weft.Application;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Many files at once: a wrong one is a line on the error output, the others go on.</summary>
internal static class BatchImport
{
    public static async Task<(IReadOnlyList<ImportedBook> Imports, int Failed)> AllAsync(
        OpenStores stores,
        IEnumerable<string> paths,
        ReadingHints hints,
        Action<ImportedBook> done,
        CancellationToken cancel
    )
    {
        var import = stores.BookImport;
        var imports = new List<ImportedBook>();
        var failed = 0;
        var found = BookImport.FilesOf(paths.Select(stores.Shell.FullPath)).OrThrow(stores);
        if (found.PassedOver.Count > 0)
            stores.Shell.Complain(PassedOverText.Of(found.PassedOver, stores.Shell.Phrases));
        foreach (var path in found.Files)
        {
            switch (await import.ImportFileAsync(path, null, cancel, hints))
            {
                case Result<ImportedBook>.Done(var imported):
                    imports.Add(imported);
                    done(imported);
                    break;
                case Result<ImportedBook>.Refused(var why):
                    stores.Shell.Complain(why.ToError(stores.Shell, stores.Folder).Message);
                    failed++;
                    break;
            }
        }
        return (imports, failed);
    }

    /// <summary>What a person reads about an import.</summary>
    public static string Line(ImportedBook imported, Shell shell)
    {
        var (book, replaced) = (imported.Book, imported.Cut.Text.Replaced);
        var line = shell.Phrases.Say(
            imported.AlreadyKnown ? "import.known" : "import.done",
            book.Id,
            book.Title,
            book.Chapters,
            book.Characters,
            book.Encoding
        );
        if (replaced > 0)
            line += shell.Phrases.Say("import.replaced", replaced);
        if (imported.Cut.Text.Guessed)
            line += shell.Phrases.Say("import.guessed", imported.Cut.Text.Encoding);
        return book.Chapters == 0 ? line + shell.Phrases["import.noChapters"] : line;
    }
}
