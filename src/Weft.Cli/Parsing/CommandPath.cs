using System.CommandLine;

namespace Weft.Cli.Parsing;

/// <summary>A command with all that it stands under, as it is typed: <c>weft job show</c>.</summary>
internal static class CommandPath
{
    public static string Of(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Of(parent)} {command.Name}" : command.Name;
}
