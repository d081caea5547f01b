using System.CommandLine;
using Microsoft.Extensions.Logging;
using Weft.Application.Texts;
using Weft.Cli.Hosting;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Web;

namespace Weft.Cli.Commands;

/// <summary>A node for a supervisor to keep: works on whatever is ordered until told to stop, and logs to the error output.</summary>
internal sealed class NodeCommand : WeftCommand
{
    private readonly Option<string?> _role;

    public NodeCommand(Shell shell)
        : base("node", shell)
    {
        Add(_role = shell.ChoiceOption("--role", "node.role", "all", "web", "worker"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        using var log = FileLog.To(Shell.Error, Shell.Time, LogLevel.Information);
        using var drain = new CancellationTokenSource();
        using var now = new CancellationTokenSource();
        NodeHost? host = null;
        using var signals = Shell.Stops.Listen(number =>
        {
            Shell.Complain(number == 1 ? Phrases.Say("stop.draining", host?.InHand ?? 0) : Phrases["stop.now"]);
            drain.Cancel();
            if (number > 1)
                now.Cancel();
        });
        try
        {
            // Servers may come up after their nodes: nobody should have to start a node again for that.
            await using var stores = await ServerWait.AwaitAsync(
                Shell.Time,
                log,
                () => OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, drain.Token),
                drain.Token
            );
            using var working = WorkingLock.TryTake(stores) ?? throw new UserError(Phrases.Say("node.taken", stores.Folder));
            await using var opened = await ServerWait.AwaitAsync(
                Shell.Time,
                log,
                () => NodeHost.OpenAsync(stores, log, invocation.Get(_role)),
                drain.Token
            );
            host = opened;
            using var traces = TraceExport.Start(Shell.Variable(TraceExport.Variable), host.Options.Name);
            await using var watch = await host.StartWebAsync(stores, null, drain.Token);
            if (watch.Url is { } url)
                Shell.Complain(Phrases.Say("node.watch", url));
            Shell.Complain(Phrases.Say("node.started", host.Options.Name, host.Options.ProcessId, host.Options.Role));
            await host.RunAsync(drain.Token, now.Token);
        }
        catch (OperationCanceledException) when (drain.IsCancellationRequested)
        {
            // Stopped before its servers were there: nothing was taken.
        }
        Shell.Complain(Phrases[host is { GaveBack: false } ? "node.endedAway" : "node.ended"]);
        return ExitCode.Ok;
    }
}
