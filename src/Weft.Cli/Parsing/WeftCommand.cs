using System.CommandLine;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Settings;
using Weft.Cli.Terminal;

namespace Weft.Cli.Parsing;

/// <summary>
/// A command of the program. Its description and example stand in the phrases under <c>path.about</c> and <c>path.example</c>,
/// where path is its words joined by dots: <c>job.start</c>.
/// </summary>
internal abstract class WeftCommand : Command
{
    private readonly Option<string?> _data;
    private readonly Option<bool> _json;

    protected WeftCommand(string path, Shell shell)
        : base(path[(path.LastIndexOf('.') + 1)..], shell.Phrases[path + ".about"])
    {
        Path = path;
        Shell = shell;
        _data = shell.TextOption("--data", "DIR", "opt.data");
        _json = shell.Flag("--json", "opt.json");
    }

    public string Path { get; }
    protected Shell Shell { get; }
    protected Phrases Phrases => Shell.Phrases;

    /// <summary>Runs also where the settings have errors.</summary>
    public virtual bool IgnoresProblems => false;

    /// <summary>What the command does. Throws <see cref="UserError"/> for what cannot be done.</summary>
    public abstract Task<int> RunAsync(Invocation invocation, CancellationToken cancel);

    /// <summary>The arguments with what every command has. Called once the command's own options are added.</summary>
    public void AddCommonOptions()
    {
        Add(_data);
        Add(_json);
    }

    public Invocation Read(ParseResult parse) =>
        new(parse, ProgramSettings.Read(Shell, parse.GetValue(_data)), parse.GetValue(_json));
}

/// <summary>A command line as it was understood.</summary>
/// <param name="Json">For a script: one JSON value on the output and nothing else.</param>
internal sealed record Invocation(ParseResult Parse, ProgramSettings Settings, bool Json)
{
    public T Get<T>(Option<T> option) => Parse.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => Parse.GetValue(argument)!;
}
