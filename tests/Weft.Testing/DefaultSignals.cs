using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Weft.Testing;

/// <summary>
/// Starts processes that tests send signals to. A process inherits which signals are ignored: a shell ignores SIGINT for what it starts with
/// <c>&amp;</c>, and whoever runs the tests so would find every process deaf to it.
/// </summary>
public static partial class DefaultSignals
{
    private const nint Default = 0;
    private const nint Ignored = 1;

    private static readonly int[] Signals = [ProcessSignal.Interrupt, ProcessSignal.Quit, ProcessSignal.Terminate];
    private static readonly Lock Changing = new();

    /// <summary>Starts it with the system's default answer to SIGINT, SIGQUIT and SIGTERM; this process goes on ignoring what it ignored.</summary>
    public static void StartWithDefaultSignals(this Process process)
    {
        lock (Changing)
        {
            var changed = Signals.Where(IsIgnored).Select(signal => new Answer(signal, Default)).ToList();
            try
            {
                process.Start();
            }
            finally
            {
                changed.ForEach(answer => answer.Dispose());
            }
        }
    }

    /// <summary>This process ignores the signal until the end of what is done on this thread.</summary>
    public static IDisposable Ignoring(int signal) => new Answer(signal, Ignored);

    private static unsafe bool IsIgnored(int signal)
    {
        fixed (nint* action = new nint[Answer.Words])
            return Act(signal, null, action) == 0 && action[0] == Ignored;
    }

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static unsafe partial int Act(int signal, nint* change, nint* current);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);

    /// <summary>Another answer to a signal, and afterwards the one before with all its flags.</summary>
    private sealed class Answer : IDisposable
    {
        /// <summary>More than the 152 bytes of glibc's struct sigaction; the handler stands first in it on all systems.</summary>
        public const int Words = 32;

        private readonly nint[] _before = new nint[Words];
        private readonly int _signal;

        public unsafe Answer(int signal, nint handler)
        {
            Changing.Enter();
            _signal = signal;
            fixed (nint* before = _before)
                _ = Act(signal, null, before);
            SetHandler(signal, handler);
        }

        public unsafe void Dispose()
        {
            fixed (nint* before = _before)
                _ = Act(_signal, before, null);
            Changing.Exit();
        }
    }
}
