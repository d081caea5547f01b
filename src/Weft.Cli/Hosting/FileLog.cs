using System.Globalization;
using Microsoft.Extensions.Logging;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Reasons;

namespace Weft.Cli.Hosting;

/// <summary>The working process's own words, line by line: to a file beside the data while a person looks at progress, else to the error output.</summary>
internal sealed class FileLog : ILogger, IDisposable
{
    private const long Longest = 10_000_000;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private readonly TextWriter _to;
    private readonly TimeProvider _time;
    private readonly LogLevel _least;
    private readonly Action<string>? _trouble;
    private readonly bool _owned;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _told = [];
    private readonly AsyncLocal<string?> _scope = new();
    private Func<Reason, string>? _say;
    private bool _isJson;
    private int _lost;

    private FileLog(TextWriter to, TimeProvider time, LogLevel least, Action<string>? trouble, bool owned) =>
        (_to, _time, _least, _trouble, _owned) = (to, time, least, trouble, owned);

    public static string PathIn(string folder) => Path.Combine(folder, "weft.log");

    /// <summary>Appends to the log of a data folder; one that has grown long becomes the old one. Errors are also told to <paramref name="trouble"/>,
    /// reasons in the words of <paramref name="say"/>.</summary>
    public static FileLog In(string folder, TimeProvider time, Action<string> trouble, Func<Reason, string>? say = null)
    {
        try
        {
            var path = PathIn(folder);
            if (File.Exists(path) && new FileInfo(path).Length > Longest)
                File.Move(path, path + ".1", overwrite: true);
            return new(
                new StreamWriter(path, append: true) { AutoFlush = true },
                time,
                LogLevel.Information,
                trouble,
                owned: true
            )
            {
                _say = say,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            trouble(say is null ? error.Message : say(SystemTrouble.Of(error)));
            return new(TextWriter.Null, time, LogLevel.Information, trouble, owned: false);
        }
    }

    /// <summary>Lines for a person who looks on: reasons in the words of <paramref name="say"/>, all else as it is logged.</summary>
    /// <param name="isJson">For a program: an object a line, with the same fields.</param>
    /// <param name="owned">The writer is closed with it.</param>
    public static FileLog To(
        TextWriter writer,
        TimeProvider time,
        LogLevel least,
        Func<Reason, string>? say = null,
        bool isJson = false,
        bool owned = false
    ) => new(writer, time, least, null, owned) { _say = say, _isJson = isJson };

    /// <summary>What stands with each line that is logged below this call.</summary>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        var outer = _scope.Value;
        _scope.Value = state.ToString();
        return new Scope(() => _scope.Value = outer);
    }

    private sealed class Scope(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

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
        var text = OneLine.Of(formatter(state, exception));
        var now = _time.GetUtcNow();
        if (logLevel >= LogLevel.Error)
            Tell(Said(state) ?? (exception is null ? text : $"{text}: {exception.Message}"), now);
        var at = now.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var words = _owned && !_isJson ? text : Said(state) ?? text;
        if (_isJson)
            WriteJson(new(at, Word(logLevel), words, _scope.Value, ReasonOf(state)?.Code, exception?.ToString()));
        else
            Write(
                $"{at} {Word(logLevel)}: {words}{(_scope.Value is { } about ? $" [{about}]" : "")}{(exception is null ? "" : Environment.NewLine + exception)}"
            );
    }

    /// <summary>A line of the log for a program.</summary>
    private sealed record Line(string At, string Level, string Text, string? About, string? Code, string? Error);

    private static string Word(LogLevel level) => level.ToString().ToLowerInvariant();

    private void WriteJson(Line line) => Write(ShapeJson.WriteLine(line));

    private static Reason? ReasonOf<TState>(TState state) =>
        state is IReadOnlyList<KeyValuePair<string, object?>> { Count: 2 } values
        && values[0].Value is Reason { Code.Length: > 0 } why
            ? why
            : null;

    /// <summary>Of a line that is a reason alone.</summary>
    private string? Said<TState>(TState state) =>
        _say is not null
        && state is IReadOnlyList<KeyValuePair<string, object?>> { Count: 2 } values
        && values[0].Value is Reason why
            ? OneLine.Of(_say(why))
            : null;

    /// <summary>Many chapters meet the same trouble: it is told once each half minute.</summary>
    private void Tell(string text, DateTimeOffset now)
    {
        if (_trouble is null)
            return;
        lock (_lock)
        {
            if (_told.TryGetValue(text, out var last) && now - last < Again)
                return;
            _told[text] = now;
        }
        _trouble(text);
    }

    /// <summary>The log holds no truth: where the disk is full its lines are counted, and work goes on.</summary>
    private void Write(string line)
    {
        lock (_lock)
        {
            try
            {
                if (_lost > 0)
                    _to.WriteLine($"{_lost} lines could not be written here");
                _to.WriteLine(Printable.Of(line));
                _lost = 0;
            }
            catch (IOException)
            {
                _lost++;
            }
        }
    }

    public void Dispose()
    {
        if (!_owned)
            return;
        try
        {
            _to.Dispose();
        }
        catch (IOException)
        {
            // The disk is full; what is lost is a line of the log.
        }
    }
}
