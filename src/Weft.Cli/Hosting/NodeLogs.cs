using Microsoft.Extensions.Logging;
using Weft.Cli.Settings;
using Weft.Cli.Terminal;
using Weft.Reasons;

namespace Weft.Cli.Hosting;

/// <summary>The log of a process that works until it is told to stop, as its settings want it.</summary>
internal static class NodeLogs
{
    /// <param name="usual">What it says at least where the settings do not say.</param>
    /// <exception cref="UserError">The file that they name cannot be written.</exception>
    public static FileLog Open(Shell shell, ProgramSettings settings, LogLevel usual)
    {
        var options = settings.Log;
        var least = settings.IsGiven(nameof(LogOptions.Level)) ? Enum.Parse<LogLevel>(options.Level, ignoreCase: true) : usual;
        Func<Reason, string> say = why => why.Say(shell.Phrases.Reasons);
        var writer = options.File.Length > 0 ? Rolling(shell, options) : null;
        return FileLog.To(writer ?? shell.Error, shell.Time, least, say, options.Format == LogOptions.Json, writer is not null);
    }

    /// <summary>The library writes no line and says nothing where it cannot: so it is tried first.</summary>
    private static RollingLogFile Rolling(Shell shell, LogOptions options)
    {
        var path = shell.FullPath(options.File);
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folder);
            using var tried = File.Create(Path.Combine(folder, "." + Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new UserError(shell.Phrases.Say("log.cannotWrite", path, SystemTrouble.Of(trouble).Say(shell.Phrases.Reasons)));
        }
        return new(path, options.FileMb * 1024L * 1024L, TimeSpan.FromDays(options.KeepDays));
    }
}
