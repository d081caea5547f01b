using Microsoft.Extensions.Logging;
using Weft.Cli.Parsing;
using Weft.Cli.Work;

namespace Weft.Cli.Commands;

/// <summary>A worker for a supervisor to keep: works on whatever is ordered until told to stop, and logs to the error output.</summary>
internal sealed class WorkCommand(Shell shell) : WeftCommand("work", shell)
{
    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenOrMakeAsync(Shell, asked.Settings, cancel);
        using var working = WorkingLock.TryTake(place) ?? throw new Refusal(Phrases.Say("work.taken", place.Folder));
        using var log = FileLog.To(Shell.Error, Shell.Time, LogLevel.Information);
        var host = new NodeHost(place, log);
        using var drain = new CancellationTokenSource();
        using var now = new CancellationTokenSource();
        using var signals = Shell.Stops.Listen(number =>
        {
            Shell.Complain(number == 1 ? Phrases.Say("stop.draining", host.InHand) : Phrases["stop.now"]);
            drain.Cancel();
            if (number > 1)
                now.Cancel();
        });
        Shell.Complain(Phrases.Say("work.started", host.Options.Name, host.Options.ProcessId));
        await host.RunAsync(drain.Token, now.Token);
        Shell.Complain(Phrases["work.ended"]);
        return ExitCode.Ok;
    }
}
