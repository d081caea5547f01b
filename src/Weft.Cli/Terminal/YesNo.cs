namespace Weft.Cli.Terminal;

/// <summary>Questions that only a yes answers with yes.</summary>
internal static class YesNo
{
    /// <summary>Whether there is a person to ask, and one who sees what is asked about.</summary>
    public static bool CanAsk(this Shell shell, bool json) => !json && shell is { InIsTerminal: true, OutIsTerminal: true };

    public static bool Ask(this Shell shell, string question)
    {
        shell.Prompting.Write(question);
        shell.Prompting.Flush();
        return shell.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes" or "是" or "好";
    }
}
