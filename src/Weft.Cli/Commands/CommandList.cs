using System.CommandLine;
using Weft.Cli.Parsing;

namespace Weft.Cli.Commands;

/// <summary>The program's commands in the order of its help.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> TopLevel(Shell shell) =>
        [Group(shell, "config", new ConfigCheckCommand(shell), new ConfigShowCommand(shell))];

    private static Command Group(Shell shell, string name, params WeftCommand[] commands)
    {
        var group = new Command(name, shell.Phrases[name + ".about"]);
        foreach (var command in commands)
            group.Add(command);
        return group;
    }
}
