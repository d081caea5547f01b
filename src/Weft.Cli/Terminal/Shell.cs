using Weft.Application.Texts;
using Weft.Cli.Localization;

namespace Weft.Cli.Terminal;

/// <summary>What the command line sees of the machine around it. Tests give their own.</summary>
internal sealed class Shell
{
    /// <summary>Text for people and scripts. Control characters don't pass.</summary>
    public required TextWriter Out
    {
        get;
        init => (field, Drawing) = (new PlainWriter(value), value);
    }

    /// <summary>As <see cref="Out"/>.</summary>
    public required TextWriter Error
    {
        get;
        init => (field, Prompting) = (new PlainWriter(value), value);
    }

    /// <summary>The output itself, for what moves the cursor. Whoever draws sees to it that texts are printable.</summary>
    public TextWriter Drawing { get; private init; } = TextWriter.Null;

    /// <summary>The same of the error output, for questions whose answers are not shown.</summary>
    public TextWriter Prompting { get; private init; } = TextWriter.Null;

    public required TextReader In { get; init; }

    /// <summary>A person looks at the output: progress may be drawn in place.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>A person can be asked.</summary>
    public bool InIsTerminal { get; init; }

    /// <summary>Environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Paths on the command line start here.</summary>
    public required string Folder { get; init; }

    /// <summary>Who sits there, as the system calls them: <c>user@host</c>.</summary>
    public string User { get; init; } = $"{Environment.UserName}@{Environment.MachineName}";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Tells when a person or the system wants this process to stop.</summary>
    public required IStopSignals Stops { get; init; }

    public Phrases Phrases => field ??= TerminalPhrases.For(Variables);

    public string Variable(string name) => Variables.GetValueOrDefault(name) ?? "";

    public string FullPath(string path) => Path.GetFullPath(path, Folder);

    /// <summary>Set off for a person; plain in a pipe, and where NO_COLOR asks for it.</summary>
    public string Bold(string text) =>
        OutIsTerminal && Variable("NO_COLOR").Length == 0 ? $"{PlainWriter.BoldOn}{text}{PlainWriter.BoldOff}" : text;

    /// <summary>A line on the error output, the way all of them look.</summary>
    public void Complain(string text) => Error.WriteLine("weft: " + text);
}

/// <summary>SIGINT and SIGTERM.</summary>
internal interface IStopSignals
{
    /// <summary>Calls back at each signal with its number, from 1, until disposed.</summary>
    IDisposable Listen(Action<int> signalled);
}
