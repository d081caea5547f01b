using Spectre.Console;
using Weft.Application.Progress;
using Weft.Cli.Hosting;
using Weft.Cli.Progress;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Foreground;

/// <summary>Works on jobs in this process while a person looks on, and leaves politely when asked to.</summary>
internal sealed class ForegroundRunner(OpenStores stores, bool json)
{
    private Shell Shell => stores.Shell;

    /// <summary>The view that fits the output: drawn, in lines, or for a script none.</summary>
    private IProgressView View =>
        json ? new SilentView(Shell)
        : Shell.OutIsTerminal
            ? new LiveView(Shell, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Shell.Drawing) }))
        : new LineView(Shell, Shell.Out);

    /// <summary>
    /// Until the jobs are over, or a signal: then nothing more is claimed and running chapters finish within the grace; a second signal
    /// gives them back at once. Returns where the jobs stand.
    /// </summary>
    public async Task<ProgressReading> WorkAsync(IReadOnlyList<JobId> jobs)
    {
        var view = View;
        using var log = FileLog.In(
            stores.Folder,
            Shell.Time,
            trouble => view.Note(trouble),
            why => why.Say(Shell.Phrases.Reasons)
        );
        await using var host = await NodeHost.OpenAsync(stores, log);
        // The view tells it of the providers of these jobs, whoever works on them.
        host.Say = _ => { };
        using var drain = new CancellationTokenSource();
        using var now = new CancellationTokenSource();
        using var gone = new CancellationTokenSource();
        using var signals = Shell.Stops.Listen(number => Stop(number, host, view, drain, now));
        var node = LeaveAsync(host.RunAsync(drain.Token, now.Token), gone);
        await new ProgressPoller(stores, jobs).UntilOverAsync(view, gone.Token);
        await drain.CancelAsync();
        await node;
        return await stores.ProgressOf(jobs).ReadAsync(CancellationToken.None);
    }

    /// <summary>Looks on while another process works; a signal ends the looking only.</summary>
    public async Task<ProgressReading> WatchAsync(IReadOnlyList<JobId> jobs)
    {
        using var stop = new CancellationTokenSource();
        using var signals = Shell.Stops.Listen(_ => stop.Cancel());
        return await new ProgressPoller(stores, jobs).UntilOverAsync(View, stop.Token);
    }

    private static void Stop(
        int number,
        NodeHost host,
        IProgressView view,
        CancellationTokenSource drain,
        CancellationTokenSource now
    )
    {
        view.Note(host.StopWords(number));
        drain.Cancel();
        if (number > 1)
            now.Cancel();
    }

    private static async Task LeaveAsync(Task node, CancellationTokenSource gone)
    {
        try
        {
            await node;
        }
        finally
        {
            await gone.CancelAsync();
        }
    }
}
