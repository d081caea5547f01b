using System.CommandLine;
using Weft.Application.Texts;
using Weft.Cli.Output;

namespace Weft.Cli.Parsing;

/// <summary>A command's help: what it does, how it is written, what it takes, an example.</summary>
internal static class HelpScreen
{
    public static void Write(Command command, Phrases phrases, TextWriter to)
    {
        to.WriteLine(command.Description);
        to.WriteLine();
        to.WriteLine(phrases["help.usage"] + "  " + Usage(command, phrases));
        WriteCommands(command, phrases, to);
        WriteSymbols(phrases["help.arguments"], command.Arguments.Select(argument => (argument.Name, argument.Description)), to);
        WriteSymbols(phrases["help.options"], command.Options.Select(option => (Label(option), option.Description)), to);
        WriteExamples(command, phrases, to);
    }

    private static string Usage(Command command, Phrases phrases)
    {
        var words = new List<string> { CommandPath.Of(command) };
        if (command.Subcommands.Count > 0)
            words.Add(phrases["help.command"]);
        words.AddRange(command.Arguments.Select(Label));
        words.AddRange(command.Options.Where(option => option.Required).Select(Label));
        words.Add(phrases["help.moreOptions"]);
        return string.Join(' ', words);
    }

    /// <summary>Whole command lines: what a person looks for, without asking each group for its own help.</summary>
    private static void WriteCommands(Command command, Phrases phrases, TextWriter to)
    {
        if (command.Subcommands.Count == 0)
            return;
        var leaves = command.Subcommands.SelectMany(sub => sub.Subcommands.Count > 0 ? sub.Subcommands : [sub]);
        WriteSymbols(
            phrases["help.commands"],
            leaves.Select(leaf =>
                (string.Join(' ', [CommandPath.Of(leaf)[5..], .. leaf.Arguments.Select(Label)]), leaf.Description)
            ),
            to
        );
    }

    private static void WriteSymbols(string head, IEnumerable<(string Name, string? About)> symbols, TextWriter to)
    {
        var columns = new Columns("", "");
        var any = false;
        foreach (var (name, about) in symbols)
        {
            columns.Add(name, about ?? "");
            any = true;
        }
        if (!any)
            return;
        to.WriteLine();
        to.WriteLine(head);
        columns.WriteBody(to);
    }

    private static void WriteExamples(Command command, Phrases phrases, TextWriter to)
    {
        to.WriteLine();
        to.WriteLine(phrases["help.example"]);
        var path = CommandPath.Of(command);
        var key = path == "weft" ? "weft" : path[5..].Replace(' ', '.');
        foreach (var line in phrases[key + ".example"].Split('\n'))
            to.WriteLine("  " + line);
    }

    private static string Label(Argument argument)
    {
        var many = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "…" : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{many}]" : many;
    }

    private static string Label(Option option) =>
        option.ValueType == typeof(bool)
            ? option.Name
            : $"{option.Name} {option.HelpName}{(option.Arity.MaximumNumberOfValues > 1 ? " …" : "")}";
}
