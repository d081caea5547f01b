namespace Weft.Cli.Terminal;

/// <summary>Why a command cannot do what was asked: one plain line, in the user's language, that says what to do next.</summary>
internal sealed class UserError(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}

internal static class ExitCode
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>The doctor found warnings and no errors.</summary>
    public const int Warned = 3;
}
