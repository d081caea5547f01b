using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Weft.Cli.Work;

/// <summary>The working process's own words, line by line: to a file beside the data while a person looks at progress, else to the error output.</summary>
internal sealed class FileLog : ILogger, IDisposable
{
    private const long Longest = 10_000_000;
    private readonly TextWriter _to;
    private readonly TimeProvider _time;
    private readonly LogLevel _least;
    private readonly Action<string>? _trouble;
    private readonly bool _owned;
    private readonly Lock _lock = new();

    private FileLog(TextWriter to, TimeProvider time, LogLevel least, Action<string>? trouble, bool owned) =>
        (_to, _time, _least, _trouble, _owned) = (to, time, least, trouble, owned);

    public static string PathIn(string folder) => Path.Combine(folder, "weft.log");

    /// <summary>Appends to the log of a data folder; one that has grown long becomes the old one. Errors are also told to <paramref name="trouble"/>.</summary>
    public static FileLog In(string folder, TimeProvider time, Action<string> trouble)
    {
        var path = PathIn(folder);
        if (File.Exists(path) && new FileInfo(path).Length > Longest)
            File.Move(path, path + ".1", overwrite: true);
        return new(new StreamWriter(path, append: true) { AutoFlush = true }, time, LogLevel.Information, trouble, owned: true);
    }

    public static FileLog To(TextWriter writer, TimeProvider time, LogLevel least) =>
        new(writer, time, least, null, owned: false);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= _least;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
            return;
        var text = formatter(state, exception);
        if (logLevel >= LogLevel.Error)
            _trouble?.Invoke(exception is null ? text : $"{text}: {exception.Message}");
        var at = _time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        lock (_lock)
        {
            _to.WriteLine($"{at} {logLevel.ToString().ToLowerInvariant()}: {text}");
            if (exception is not null)
                _to.WriteLine(exception);
        }
    }

    public void Dispose()
    {
        if (_owned)
            _to.Dispose();
    }
}
