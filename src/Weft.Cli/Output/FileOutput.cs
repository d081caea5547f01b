using Weft.Cli.Terminal;
using Weft.Reasons;

namespace Weft.Cli.Output;

/// <summary>What a command makes for other programs, as a file.</summary>
internal static class FileOutput
{
    /// <summary>Says which file it wrote.</summary>
    public static async Task<int> WriteAsync(Shell shell, bool json, string output, string text, CancellationToken cancel)
    {
        var file = shell.FullPath(output);
        try
        {
            await File.WriteAllTextAsync(file, text, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError(shell.Phrases.Say("file.unwritable", file, SystemTrouble.Of(error).Say(shell.Phrases.Reasons)));
        }
        if (json)
            Json.Write(shell.Out, new { file });
        else
            shell.Out.WriteLine(shell.Phrases.Say("graph.exported", file));
        return ExitCode.Ok;
    }
}
