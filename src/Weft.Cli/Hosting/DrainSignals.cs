using Weft.Application.Texts;
using Weft.Cli.Terminal;

namespace Weft.Cli.Hosting;

/// <summary>What the signals of a person or a supervisor mean to a working process: the first one drains it, a second one ends it now.</summary>
internal sealed class DrainSignals : IDisposable
{
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _now = new();
    private readonly IDisposable _signals;

    public DrainSignals(Shell shell) =>
        _signals = shell.Stops.Listen(number =>
        {
            shell.Complain(Host?.StopWords(number) ?? shell.Phrases["stop.now"]);
            _drain.Cancel();
            if (number > 1)
                _now.Cancel();
        });

    /// <summary>Who is drained, once there is somebody.</summary>
    public NodeHost? Host { get; set; }

    public CancellationToken Drain => _drain.Token;

    public CancellationToken Now => _now.Token;

    public void Dispose()
    {
        _signals.Dispose();
        _drain.Dispose();
        _now.Dispose();
    }
}
