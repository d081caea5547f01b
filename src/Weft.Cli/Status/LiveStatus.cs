using Spectre.Console;
using Spectre.Console.Rendering;
using Weft.Application.Progress;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Terminal;
using Weft.Runtime;
using Weft.Watching;

namespace Weft.Cli.Status;

/// <summary>The overview drawn in place, once a second, until stopped; what was seen last stays on the screen.</summary>
internal sealed class LiveStatus(Shell shell, IAnsiConsole console)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private readonly StatusScreen _screen = new(shell);

    public Task ShowAsync(OverviewReader reader, CancellationToken stop) =>
        console
            .Live(new Text(""))
            .Overflow(VerticalOverflow.Crop)
            .Cropping(VerticalOverflowCropping.Bottom)
            .StartAsync(async context =>
            {
                while (!stop.IsCancellationRequested)
                {
                    context.UpdateTarget(await DrawAsync(reader));
                    context.Refresh();
                    await Loop.DelayAsync(Pace, shell.Time, stop);
                }
            });

    /// <summary>While the ledger is away, what was read last, and why it is old.</summary>
    private async Task<IRenderable> DrawAsync(OverviewReader reader)
    {
        try
        {
            return Draw(await reader.ReadAsync(CancellationToken.None), "");
        }
        catch (TransientException trouble)
        {
            return Draw(reader.Last, shell.Phrases.Say("status.away", OneLine.Of(trouble.Reason.Say(shell.Phrases.Reasons))));
        }
    }

    internal IRenderable Draw(Overview? overview, string trouble)
    {
        var (width, height) = (Math.Max(20, console.Profile.Width), Math.Max(10, console.Profile.Height));
        var rows = new List<IRenderable>();
        if (trouble.Length > 0)
            rows.Add(new Text(Cells.Fit(trouble, width), Color.Red));
        if (overview is not null)
            rows.AddRange(_screen.Lines(overview, mostRuns: height / 2).Select(line => Draw(line, width)));
        return new Rows(rows);
    }

    private static Text Draw(StatusLine line, int width)
    {
        var style = line switch
        {
            { IsHead: true } => new Style(decoration: Decoration.Bold),
            { IsNote: true } => new Style(Color.Yellow),
            _ => Style.Plain,
        };
        // Cut by its cells, the columns' spaces kept: a line that wraps would push others off the screen.
        return new Text(Cells.Cut(line.Text, width - 1), style);
    }
}
