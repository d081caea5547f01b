using System.Diagnostics;
using Weft.Testing;
using Xunit;

namespace Weft.Chaos;

/// <summary>What these tests start can be stopped, whoever started the tests.</summary>
public sealed class DefaultSignalsTests
{
    [Theory]
    [InlineData(ProcessSignal.Interrupt)]
    [InlineData(ProcessSignal.Quit)]
    [InlineData(ProcessSignal.Terminate)]
    public async Task A_process_started_under_a_runner_that_ignores_signals_is_ended_by_them(int signal)
    {
        using var process = new Process { StartInfo = new("sleep", ["60"]) };
        using (DefaultSignals.Ignoring(signal))
            process.StartWithDefaultSignals();
        ProcessSignal.Send(process.Id, signal);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).Comes();
        Assert.Equal(128 + signal, process.ExitCode);
    }
}
