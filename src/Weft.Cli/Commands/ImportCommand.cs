using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;

namespace Weft.Cli.Commands;

/// <summary>Brings files into the ledger, cut into chapters.</summary>
internal sealed class ImportCommand : WeftCommand
{
    private readonly Argument<string[]> _files;
    private readonly Option<string?> _editionOf;

    public ImportCommand(Shell shell)
        : base("import", shell)
    {
        Add(_files = shell.Words("FILE", "import.files", atLeastOne: true));
        Add(_editionOf = shell.TextOption("--edition-of", "BOOK", "import.editionOf"));
    }

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        var paths = asked.Get(_files);
        await using var place = await Workplace.OpenOrMakeAsync(Shell, asked.Settings, cancel);
        if (asked.Get(_editionOf) is { } named)
            return await ImportEditionAsync(place, asked, named, paths, cancel);
        var (imports, failed) = await Importing.AllAsync(
            place,
            paths,
            import =>
            {
                if (!asked.Json)
                    Shell.Out.WriteLine(Importing.Line(import, Shell));
            },
            cancel
        );
        if (asked.Json && imports.Count + failed > 1)
            Json.Write(Shell.Out, imports.Select(import => import.ToJson()));
        else if (asked.Json && imports.Count == 1)
            Json.Write(Shell.Out, imports[0].ToJson());
        return failed == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private async Task<int> ImportEditionAsync(
        Workplace place,
        Asked asked,
        string named,
        string[] paths,
        CancellationToken cancel
    )
    {
        if (paths.Length > 1)
            throw new Refusal(Phrases["import.oneEdition"], ExitCode.Usage);
        var shelf = new BookShelf(place);
        var book = await shelf.FindAsync(named, cancel);
        var import = await shelf.ImportAsync(Shell.FullPath(paths[0]), book.Id, cancel);
        if (asked.Json)
            Json.Write(Shell.Out, import.ToJson());
        else
            Shell.Out.WriteLine(Importing.Line(import, Shell));
        return ExitCode.Ok;
    }
}
