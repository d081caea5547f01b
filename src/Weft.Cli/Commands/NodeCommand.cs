using System.CommandLine;
using Microsoft.Extensions.Logging;
using Weft.Application.Texts;
using Weft.Cli.Hosting;
using Weft.Cli.Parsing;
using Weft.Cli.Settings;
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
        using var log = NodeLogs.Open(Shell, invocation.Settings, LogLevel.Information);
        using var signals = new DrainSignals(Shell);
        try
        {
            // Servers may come up after their nodes: nobody should have to start a node again for that.
            await using var stores = await ServerWait.AwaitAsync(
                Shell.Time,
                log,
                () => OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, signals.Drain),
                signals.Drain
            );
            using var working = WorkingLock.TryTake(stores) ?? throw new UserError(Phrases.Say("node.taken", stores.Folder));
            await using var opened = await ServerWait.AwaitAsync(
                Shell.Time,
                log,
                () => NodeHost.OpenAsync(stores, log, invocation.Get(_role)),
                signals.Drain
            );
            signals.Host = opened;
            using var traces = TraceExport.Start(Shell.Variable(TraceExport.Variable), opened.Options.Name);
            await using var watch = await opened.StartWebAsync(stores, null, signals.Drain);
            if (watch.Url is { } url)
            {
                if (opened.Options.Role != WorkerOptions.Worker)
                    Shell.Complain(Phrases.Say("node.page", url));
                Shell.Complain(Phrases.Say("node.watch", url));
            }
            Shell.Complain(Phrases.Say("node.started", opened.Options.Name, opened.Options.ProcessId, opened.Options.Role));
            await opened.RunAsync(signals.Drain, signals.Now);
        }
        catch (OperationCanceledException) when (signals.Drain.IsCancellationRequested)
        {
            // Stopped before its servers were there: nothing was taken.
        }
        Shell.Complain(Phrases[signals.Host is { GaveBack: false } ? "node.endedAway" : "node.ended"]);
        return ExitCode.Ok;
    }
}
