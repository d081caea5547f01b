using System.CommandLine;
using Spectre.Console;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Watching;
using Weft.Cli.Work;
using Weft.Web.Api;

namespace Weft.Cli.Commands;

/// <summary>Who works on what, what waits and what is wrong, from beside the nodes.</summary>
internal sealed class StatusCommand : WeftCommand
{
    private readonly Option<bool> _once;

    public StatusCommand(Shell shell)
        : base("status", shell) => Add(_once = shell.Flag("--once", "status.once"));

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        await using var lookout = await Lookout.OpenAsync(place);
        if (asked.Json)
            Json.Write(Shell.Out, WorkersStatus.Of(await lookout.Reader.ReadAsync(cancel)));
        else if (asked.Get(_once) || !Shell.OutIsTerminal)
            await WriteOnceAsync(lookout, cancel);
        else
            await WriteLiveAsync(lookout, cancel);
        return ExitCode.Ok;
    }

    private async Task WriteOnceAsync(Lookout lookout, CancellationToken cancel)
    {
        var overview = await lookout.Reader.ReadAsync(cancel);
        foreach (var line in new StatusScreen(Shell).Lines(overview, int.MaxValue))
            Shell.Out.WriteLine(line.IsHead ? Shell.Bold(line.Text) : line.Text);
    }

    private async Task WriteLiveAsync(Lookout lookout, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var signals = Shell.Stops.Listen(_ => stop.Cancel());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Shell.Out) });
        await new LiveStatus(Shell, console).ShowAsync(lookout.Reader, stop.Token);
    }
}
