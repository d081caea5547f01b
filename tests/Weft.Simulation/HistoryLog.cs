using Microsoft.Extensions.Logging;

namespace Weft.Simulation;

/// <summary>What a node logs goes into the history.</summary>
internal sealed class HistoryLog(World world, Life life) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => world.Note($"{life.Name}: {formatter(state, exception)}{Told(exception)}");

    /// <summary>Type and words: a stack's frames depend on how warm the runtime is, not on the seed.</summary>
    private static string Told(Exception? exception) =>
        exception is null ? "" : $" | {exception.GetType().Name}: {exception.Message}";
}
