using Weft.Application.Progress;

namespace Weft.Cli.Progress;

/// <summary>Shows how far the work is: drawn in place for a person, line by line for a file, not at all for a script.</summary>
internal interface IProgressView
{
    /// <summary>Runs the body, which hands over each reading to be shown.</summary>
    Task WhileAsync(Func<Action<ProgressReading>, Task> body);

    /// <summary>Something to be said once, beside the numbers.</summary>
    void Note(string line);
}
