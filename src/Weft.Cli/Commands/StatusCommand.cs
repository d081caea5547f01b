using System.CommandLine;
using Spectre.Console;
using Weft.Application.Shapes;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Status;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Who works on what, what waits and what is wrong, from beside the nodes.</summary>
internal sealed class StatusCommand : WeftCommand
{
    private readonly Option<bool> _once;

    public StatusCommand(Shell shell)
        : base("status", shell) => Add(_once = shell.Flag("--once", "status.once"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        await using var overviews = await OverviewSource.OpenAsync(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, WorkersStatusShape.Of(await overviews.Reader.ReadAsync(cancel), Phrases.Reasons));
        else if (invocation.Get(_once) || !Shell.OutIsTerminal)
            await WriteOnceAsync(overviews, cancel);
        else
            await WriteLiveAsync(overviews, cancel);
        return ExitCode.Ok;
    }

    private async Task WriteOnceAsync(OverviewSource overviews, CancellationToken cancel)
    {
        var overview = await overviews.Reader.ReadAsync(cancel);
        foreach (var line in new StatusScreen(Shell).Lines(overview, int.MaxValue))
            Shell.Out.WriteLine(line.IsHead ? Shell.Bold(line.Text) : line.Text);
    }

    private async Task WriteLiveAsync(OverviewSource overviews, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var signals = Shell.Stops.Listen(_ => stop.Cancel());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Shell.Drawing) });
        await new LiveStatus(Shell, console).ShowAsync(overviews.Reader, stop.Token);
    }
}
