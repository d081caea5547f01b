using System.CommandLine;
using System.Diagnostics;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Writes a book's graph as a file for other programs, or as a page.</summary>
internal sealed class GraphExportCommand : WeftCommand
{
    private readonly Argument<string> _book;
    private readonly Option<string?> _format;
    private readonly Option<string?> _output;

    public GraphExportCommand(Shell shell)
        : base("graph.export", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_format = shell.ChoiceOption("--format", "graph.format", "json", "html"));
        Add(_output = shell.TextOption("--output", "FILE", "graph.output"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var export = stores.GraphExport;
        var text = (
            invocation.Get(_format) switch
            {
                "json" or null => await export.JsonAsync(book, cancel),
                "html" => await export.PageAsync(book, cancel),
                var other => throw new UnreachableException($"no such format: {other}"),
            }
        ).OrThrow(stores);
        if (invocation.Get(_output) is not { } output)
        {
            Shell.Out.WriteLine(text);
            return ExitCode.Ok;
        }
        var file = Shell.FullPath(output);
        try
        {
            await File.WriteAllTextAsync(file, text, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError(Phrases.Say("file.unwritable", file, error.Message));
        }
        if (invocation.Json)
            Json.Write(Shell.Out, new { file });
        else
            Shell.Out.WriteLine(Phrases.Say("graph.exported", file));
        return ExitCode.Ok;
    }
}
