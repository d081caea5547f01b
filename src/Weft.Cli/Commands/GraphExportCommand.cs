using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Cli.Commands;

/// <summary>Writes books' graphs as files for other programs, or as pages.</summary>
internal sealed class GraphExportCommand : WeftCommand
{
    private readonly Argument<string[]> _books;
    private readonly Option<string?> _format;
    private readonly Option<string?> _output;

    public GraphExportCommand(Shell shell)
        : base("graph.export", shell)
    {
        Add(_books = shell.Words("BOOK", "arg.book", atLeastOne: true));
        Add(_format = shell.ChoiceOption("--format", "graph.format", "json", "html"));
        Add(_output = shell.TextOption("--output", "FILE", "graph.output"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var books = new List<Book>();
        foreach (var named in invocation.Get(_books))
            books.Add((await stores.Books.FindAsync(named, cancel)).OrThrow(stores));
        if (books.DistinctBy(book => book.Id).ToList() is { Count: > 1 } several)
            return await ArchiveAsync(stores, invocation, several, cancel);
        var book = books[0];
        var export = stores.GraphExport;
        var write = (
            invocation.Get(_format) switch
            {
                "json" or null => await export.JsonAsync(book, cancel),
                "html" => await export.PageAsync(book, cancel),
                var other => throw new UnreachableException($"no such format: {other}"),
            }
        ).OrThrow(stores);
        if (invocation.Get(_output) is not { } output)
        {
            using var whole = new MemoryStream();
            await write(whole, cancel);
            Shell.Out.WriteLine(Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length));
            return ExitCode.Ok;
        }
        return await WriteAsync(invocation, output, file => GraphFiles.WriteAsync(file, write, cancel));
    }

    /// <summary>Several go into one zip file, which is nothing for a terminal.</summary>
    private async Task<int> ArchiveAsync(
        OpenStores stores,
        Invocation invocation,
        IReadOnlyList<Book> books,
        CancellationToken cancel
    )
    {
        if (invocation.Get(_output) is not { } output)
            throw new UserError(Phrases["graph.export.severalNeedFile"], ExitCode.Usage);
        var write = (
            await stores.GraphArchive.OfAsync(
                books,
                invocation.Get(_format) == "html",
                why => why.ToError(Shell, stores.Folder).Message,
                cancel
            )
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
