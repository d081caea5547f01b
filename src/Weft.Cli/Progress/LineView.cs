using Weft.Application.Progress;
using Weft.Cli.Output;
using Weft.Cli.Terminal;

namespace Weft.Cli.Progress;

/// <summary>Plain lines: at each job's end, at each new failure or pause, and every few seconds while chapters get done.</summary>
internal sealed class LineView(Shell shell, TextWriter to) : IProgressView
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly Dictionary<long, (int Done, int Failed, TimeSpan At)> _said = [];
    private readonly HashSet<string> _once = [];

    public Task WhileAsync(Func<Action<ProgressReading>, Task> body) => body(Show);

    public void Note(string line)
    {
        if (_once.Add(line))
            to.WriteLine(line);
    }

    private void Show(ProgressReading reading)
    {
        foreach (var job in reading.Jobs)
        {
            foreach (var line in ProviderCells.Waits(job, shell))
                Note(line);
            var said = _said.GetValueOrDefault(job.Job.Id.Value, (Done: -1, Failed: 0, At: -Every));
            var failedMore = job.Runs.Failed > said.Failed;
            var due = job.Done > said.Done && reading.Since - said.At >= Every;
            if (job.Runs.Total == 0 || !(failedMore || due || (job.IsOver && job.Done > said.Done)))
                continue;
            _said[job.Job.Id.Value] = (job.Done, job.Runs.Failed, reading.Since);
            to.WriteLine(
                $"{Cells.Fit(job.Title, 40)}: {ProgressText.Numbers(job, shell.Phrases)}{ProgressText.Speed(reading, shell.Phrases)}"
            );
        }
    }
}
