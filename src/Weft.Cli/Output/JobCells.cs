using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Terminal;

namespace Weft.Cli.Output;

/// <summary>Jobs as lists show them.</summary>
internal static class JobCells
{
    /// <summary>The title of its book; of one that was deleted nothing but its number is left.</summary>
    public static string Title(JobView view, Phrases phrases) =>
        view.Book?.Title ?? phrases.Say("jobs.bookDeleted", view.Job.Order.Book);

    /// <summary>Providers that these jobs wait for, in the provider's words and with what is to be typed, each once.</summary>
    public static IEnumerable<string> Waits(IEnumerable<JobView> views, Shell shell) =>
        views
            .SelectMany(view => view.Paused)
            .Where(provider => provider.IsPaused(shell.Time.GetUtcNow()))
            .DistinctBy(provider => provider.Name)
            .Select(provider => ProviderCells.Paused(provider, shell));
}
