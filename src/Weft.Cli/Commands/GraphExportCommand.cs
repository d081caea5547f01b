using System.CommandLine;
using System.Text;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Graph.Exports;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Cli.Commands;

/// <summary>Writes books' graphs as files for other programs, or as pages.</summary>
internal sealed class GraphExportCommand : WeftCommand
{
    private readonly Argument<string[]> _books;
    private readonly Option<bool> _all;
    private readonly Option<string?> _format;
    private readonly Option<string?> _output;
    private readonly SelectionOptions _selection;

    public GraphExportCommand(Shell shell)
        : base("graph.export", shell)
    {
        Add(_books = shell.Words("BOOK", "arg.book", atLeastOne: false));
        Add(_all = shell.Flag("--all", "graph.export.all"));
        Add(_format = shell.ChoiceOption("--format", "graph.format", [.. GraphFormats.Names]));
        Add(_output = shell.TextOption("--output", "FILE", "graph.output"));
        _output.Aliases.Add("-o");
        _selection = new(this, shell);
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var (named, all, output) = (invocation.Get(_books), invocation.Get(_all), invocation.Get(_output));
        if (all == named.Length > 0)
            throw new UserError(Phrases["graph.export.either"], ExitCode.Usage);
        var format =
            invocation.Get(_format) is { } name ? GraphFormats.Find(name)!
            : output is null ? GraphFormats.Json
            : GraphFormats.OfFile(output) ?? GraphFormats.Json;
        if (output is null && !format.IsText)
            throw new UserError(Phrases.Say("graph.export.needsFile", format.Name), ExitCode.Usage);
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var books = all ? [.. await stores.Books.ListAsync(cancel)] : await FindAsync(stores, named, cancel);
        var selection = _selection.Read(invocation);
        if (all || books.Count > 1)
            return await ArchiveAsync(stores, invocation, books, format, selection, cancel);
        var files = (await stores.GraphExport.FilesAsync(books[0], format, selection, cancel)).OrThrow(stores);
        if (output is not null)
            return await WriteAsync(
                invocation,
                output,
                file =>
                    format.IsFolder && !file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
                        ? GraphFiles.WriteFolderAsync(file, files, cancel)
                        : GraphFiles.WriteAsync(file, (target, stop) => ExportFile.WriteAllAsync(target, files, stop), cancel)
            );
        using var whole = new MemoryStream();
        await files[0].WriteAsync(whole, cancel);
        Shell.Out.WriteLine(Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length));
        return ExitCode.Ok;
    }

    private static async Task<List<Book>> FindAsync(OpenStores stores, string[] named, CancellationToken cancel)
    {
        var books = new List<Book>();
        foreach (var name in named)
            books.Add((await stores.Books.FindAsync(name, cancel)).OrThrow(stores));
        return [.. books.DistinctBy(book => book.Id)];
    }

    /// <summary>Several go into one zip file, which is nothing for a terminal.</summary>
    private async Task<int> ArchiveAsync(
        OpenStores stores,
        Invocation invocation,
        IReadOnlyList<Book> books,
        GraphFormat format,
        ExportSelection selection,
        CancellationToken cancel
    )
    {
        if (invocation.Get(_output) is not { } output)
            throw new UserError(Phrases["graph.export.severalNeedFile"], ExitCode.Usage);
        var write = (
            await stores.GraphArchive.OfAsync(books, format, selection, why => why.ToError(Shell, stores.Folder).Message, cancel)
        ).OrThrow(stores);
        return await WriteAsync(invocation, output, file => GraphFiles.WriteAsync(file, write, cancel));
    }

    private async Task<int> WriteAsync(Invocation invocation, string output, Func<string, Task> write)
    {
        var file = Shell.FullPath(output);
        try
        {
            await write(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError(Phrases.Say("file.unwritable", file, SystemTrouble.Of(error).Say(Phrases.Reasons)));
        }
        if (invocation.Json)
            Json.Write(Shell.Out, new { file });
        else
            Shell.Out.WriteLine(Phrases.Say("graph.exported", file));
        return ExitCode.Ok;
    }
}
