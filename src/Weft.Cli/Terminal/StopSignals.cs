using System.Runtime.InteropServices;

namespace Weft.Cli.Terminal;

/// <summary>The process's own signals: Ctrl-C and SIGTERM are counted together and no longer end the process by themselves.</summary>
internal sealed class StopSignals : IStopSignals
{
    public IDisposable Listen(Action<int> signalled)
    {
        var count = 0;
        void On(PosixSignalContext context)
        {
            context.Cancel = true;
            signalled(Interlocked.Increment(ref count));
        }
        return new Listening([
            PosixSignalRegistration.Create(PosixSignal.SIGINT, On),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, On),
        ]);
    }

    private sealed record Listening(PosixSignalRegistration[] Registrations) : IDisposable
    {
        public void Dispose()
        {
            foreach (var registration in Registrations)
                registration.Dispose();
        }
    }
}
