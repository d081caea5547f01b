using Spectre.Console;
using Weft.Reasons;

namespace Weft.Cli.Terminal;

/// <summary>A password from a file, the input or the terminal. It is never taken from the command line, where everybody can read it.</summary>
internal sealed class PasswordInput(Shell shell)
{
    /// <param name="file">Its first line is the password; <c>-</c> is the input; null = asked for.</param>
    public string Read(string? file)
    {
        if (file is null)
            return shell.InIsTerminal ? Ask() : throw new UserError(shell.Phrases["password.nobody"], ExitCode.Usage);
        if (file == "-")
            return shell.In.ReadLine() ?? "";
        try
        {
            return File.ReadLines(shell.FullPath(file)).FirstOrDefault() ?? "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError(shell.Phrases.Say("password.file", file, SystemTrouble.Of(error).Say(shell.Phrases.Reasons)));
        }
    }

    private string Ask()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(shell.Prompting) });
        string Once(string phrase) =>
            console.Prompt(new TextPrompt<string>(Markup.Escape(shell.Phrases[phrase])).Secret().AllowEmpty());
        var password = Once("password.ask");
        return Once("password.again") == password ? password : throw new UserError(shell.Phrases["password.differ"]);
    }
}
