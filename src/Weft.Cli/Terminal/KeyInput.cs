using Spectre.Console;
using Weft.Providers.Presets;

namespace Weft.Cli.Terminal;

/// <summary>A provider's key from where the user has it. It is never taken from the command line, where everybody can read it.</summary>
internal sealed class KeyInput(Shell shell)
{
    /// <summary>The key; empty where the provider needs none.</summary>
    /// <param name="preset">What the provider is made of, if anything: it says whether there is a key, and where people keep it.</param>
    public string Read(string? variable, bool none, Preset? preset = null)
    {
        if (variable is not null && none)
            throw new UserError(shell.Phrases["key.both"], ExitCode.Usage);
        if (none)
            return "";
        if (variable is null && preset is not null)
            return OfPreset(preset);
        if (variable is null)
            return shell.InIsTerminal ? Ask() : Without();
        var value = shell.Variable(variable).Trim();
        return value.Length > 0 ? value : throw new UserError(shell.Phrases.Say("key.variableEmpty", variable));
    }

    /// <summary>From the variable of that provider's own documents, where it is set.</summary>
    private string OfPreset(Preset preset)
    {
        if (preset.KeyVariable is not { } usual)
            return "";
        if (shell.Variable(usual).Trim() is { Length: > 0 } value)
        {
            shell.Error.WriteLine(shell.Phrases.Say("key.fromUsual", usual));
            return value;
        }
        return shell.InIsTerminal
            ? Ask()
            : throw new UserError(shell.Phrases.Say("key.missing", preset.Name, usual), ExitCode.Usage);
    }

    /// <summary>Nobody can be asked: many servers of one's own need no key.</summary>
    private string Without()
    {
        shell.Complain(shell.Phrases["key.without"]);
        return "";
    }

    private string Ask()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(shell.Prompting) });
        return console.Prompt(new TextPrompt<string>(Markup.Escape(shell.Phrases["key.ask"])).Secret().AllowEmpty()).Trim();
    }
}
