using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;

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

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var book = await new BookShelf(place).FindAsync(asked.Get(_book), cancel);
        var text =
            asked.Get(_format) == "html"
                ? await GraphFiles.PageAsync(place, book, cancel)
                : await GraphFiles.JsonAsync(place, book, cancel);
        if (text is null)
            throw new Refusal(Phrases.Say("graph.none", book.Title));
        if (asked.Get(_output) is not { } output)
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
            throw new Refusal(Phrases.Say("file.unwritable", file, error.Message));
        }
        if (asked.Json)
            Showing.Json.Write(Shell.Out, new { file });
        else
            Shell.Out.WriteLine(Phrases.Say("graph.exported", file));
        return ExitCode.Ok;
    }
}
