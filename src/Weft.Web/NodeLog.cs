using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Weft.Web;

/// <summary>What the web server and the page have to say goes to the node's own log, from warnings on.</summary>
internal sealed class NodeLog(ILogger log) : ILoggerProvider
{
    /// <summary>A port that is taken is no error here: the next one is tried.</summary>
    private const string StartOfServer = "Microsoft.Extensions.Hosting";

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith(StartOfServer, StringComparison.Ordinal) ? NullLogger.Instance : new Quiet(log);

    public void Dispose() { }

    private sealed class Quiet(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && log.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
                log.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
