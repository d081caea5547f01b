using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Work;

/// <summary>Many files at once: a wrong one is a line on the error output, the others go on.</summary>
internal static class Importing
{
    public static async Task<(IReadOnlyList<Import> Imports, int Failed)> AllAsync(
        Workplace place,
        IEnumerable<string> paths,
        Action<Import> done,
        CancellationToken cancel
    )
    {
        var shelf = new BookShelf(place);
        var imports = new List<Import>();
        var failed = 0;
        foreach (var path in BookShelf.FilesOf(place.Shell, paths))
        {
            try
            {
                var import = await shelf.ImportAsync(path, null, cancel);
                imports.Add(import);
                done(import);
            }
            catch (Refusal refusal)
            {
                place.Shell.Complain(refusal.Message);
                failed++;
            }
        }
        return (imports, failed);
    }

    /// <summary>What a person reads about an import.</summary>
    public static string Line(Import import, Shell shell)
    {
        var key = import.AlreadyKnown ? "import.known" : "import.done";
        var line = shell.Phrases.Say(
            key,
            import.Book.Id,
            import.Book.Title,
            import.Book.Chapters,
            import.Book.Characters,
            import.Book.Encoding
        );
        return import.Cut.Text.Replaced > 0 ? line + shell.Phrases.Say("import.replaced", import.Cut.Text.Replaced) : line;
    }
}
