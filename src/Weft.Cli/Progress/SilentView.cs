using Weft.Application.Progress;
using Weft.Cli.Output;
using Weft.Cli.Terminal;

namespace Weft.Cli.Progress;

/// <summary>For a script: notes alone, on the error output.</summary>
internal sealed class SilentView(Shell shell) : IProgressView
{
    private readonly HashSet<string> _once = [];

    public Task WhileAsync(Func<Action<ProgressReading>, Task> body) =>
        body(reading =>
        {
            foreach (var line in reading.Jobs.SelectMany(job => ProviderCells.Waits(job, shell)))
                Note(line);
        });

    public void Note(string line)
    {
        if (_once.Add(line))
            shell.Complain(line);
    }
}
