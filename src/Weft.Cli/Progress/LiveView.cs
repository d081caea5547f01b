using Spectre.Console;
using Spectre.Console.Rendering;
using Weft.Application.Progress;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Terminal;

namespace Weft.Cli.Progress;

/// <summary>Drawn in place: a bar for each job that runs, a total, and the latest notes.</summary>
internal sealed class LiveView(Shell shell, IAnsiConsole console) : IProgressView
{
    private const int MostRows = 8;
    private readonly List<string> _notes = [];
    private Action? _redraw;

    public Task WhileAsync(Func<Action<ProgressReading>, Task> body) =>
        console
            .Live(new Text(""))
            .AutoClear(true)
            .StartAsync(async context =>
            {
                await body(reading =>
                {
                    _redraw = () =>
                    {
                        context.UpdateTarget(Draw(reading));
                        context.Refresh();
                    };
                    _redraw();
                });
                _redraw = null;
            });

    /// <summary>Stands below the numbers from now on; shown at once, for it may be the answer to a key.</summary>
    public void Note(string line)
    {
        line = OneLine.Of(line);
        lock (_notes)
        {
            if (!_notes.Contains(line))
                _notes.Add(line);
        }
        _redraw?.Invoke();
    }

    internal IRenderable Draw(ProgressReading reading)
    {
        // What moves first; what is over only while there is room.
        var shown = reading.Jobs.OrderBy(job => job.IsOver).ThenBy(job => job.IsPreparing).Take(MostRows).ToList();
        var width = console.Profile.Width;
        var (title, bar) = (Math.Clamp(width / 4, 12, 28), Math.Clamp(width / 5, 6, 24));
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var job in shown)
            grid.AddRow(new Text(Cells.Fit(job.Title, title)), Bar(job, bar), new Text(ProgressText.Numbers(job, shell.Phrases)));
        var rows = new List<IRenderable> { grid };
        if (reading.Jobs.Count > shown.Count)
            rows.Add(
                new Text(shell.Phrases.Say("progress.moreJobs", reading.Jobs.Count - shown.Count, reading.Done, reading.Total))
            );
        var speed = ProgressText.Speed(reading, shell.Phrases).TrimStart(' ', ',', '，');
        var since = shell.Phrases.Say("progress.since", Figures.Span(reading.Since, shell.Phrases));
        rows.Add(new Text(speed.Length > 0 ? speed : since, Color.Grey));
        foreach (var line in reading.Jobs.SelectMany(job => ProviderCells.Waits(job, shell)).Distinct())
            rows.Add(new Text(line, Color.Yellow));
        lock (_notes)
            rows.AddRange(_notes.TakeLast(3).Select(note => new Text(note, Color.Yellow)));
        return new Rows(rows);
    }

    private static Text Bar(JobProgress job, int width)
    {
        var filled = job.Runs.Total == 0 ? 0 : width * job.Done / job.Runs.Total;
        var bar = new string('━', filled) + new string('─', width - filled);
        return new Text(bar, job.Runs.Failed > 0 ? Color.Red : Color.Green);
    }
}
