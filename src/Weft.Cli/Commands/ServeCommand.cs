using Microsoft.Extensions.Logging;
using Weft.Application.Texts;
using Weft.Cli.Hosting;
using Weft.Cli.Parsing;
using Weft.Cli.Settings;
using Weft.Cli.Status;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Web;

namespace Weft.Cli.Commands;

/// <summary>The page for a person: serves it and works, or leaves the work to a process that is at it already.</summary>
internal sealed class ServeCommand(Shell shell) : WeftCommand("serve", shell)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        using var log = NodeLogs.Open(Shell, invocation.Settings, LogLevel.Warning);
        using var signals = new DrainSignals(Shell);
        try
        {
            await using var stores = await ServerWait.AwaitAsync(
                Shell.Time,
                log,
                () => OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, signals.Drain),
                signals.Drain
            );
            await using var opened = await ServerWait.AwaitAsync(
                Shell.Time,
                log,
                () => NodeHost.OpenAsync(stores, log, WorkerOptions.All),
                signals.Drain
            );
            signals.Host = opened;
            // Beside another process of this machine only the ledger and the system know who works.
            await using var overview = stores.Settings.Place.IsOneMachine ? await OverviewSource.OpenAsync(stores) : null;
            using var traces = TraceExport.Start(Shell.Variable(TraceExport.Variable), opened.Options.Name);
            await using var web = await opened.StartWebAsync(stores, overview?.Reader, signals.Drain);
            if (web.Url is not { } url)
                throw new UserError(Phrases.Say("serve.nowhere", stores.Settings.Web.Listen));
            Shell.Out.WriteLine(Phrases.Say("serve.at", url));
            var warm = web.WarmUpAsync(signals.Drain);
            await WorkAsync(stores, opened, signals.Drain, signals.Now);
            await warm;
        }
        catch (OperationCanceledException) when (signals.Drain.IsCancellationRequested)
        {
            // Stopped before its servers were there, or while another process worked: nothing was taken.
        }
        return ExitCode.Ok;
    }

    /// <summary>Works as soon as no other process does.</summary>
    private async Task WorkAsync(OpenStores stores, NodeHost host, CancellationToken drain, CancellationToken now)
    {
        for (var isTold = false; ; isTold = true)
        {
            using (var working = WorkingLock.TryTake(stores))
            {
                if (working is not null)
                {
                    await host.RunAsync(drain, now);
                    return;
                }
            }
            if (!isTold)
                Shell.Out.WriteLine(Phrases.Say("serve.beside", stores.Folder));
            await Task.Delay(AskAgain, Shell.Time, drain);
        }
    }
}
