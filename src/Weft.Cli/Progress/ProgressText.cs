using Weft.Application.Progress;
using Weft.Application.Texts;
using Weft.Cli.Output;

namespace Weft.Cli.Progress;

/// <summary>The words of a reading, the same in every view.</summary>
internal static class ProgressText
{
    public static string Numbers(JobProgress job, Phrases phrases)
    {
        if (job.IsPreparing)
            return phrases["progress.preparing"];
        var text = phrases.Say("progress.numbers", job.Done, job.Runs.Total, job.Entities, job.Relations);
        if (job.Runs.Failed > 0)
            text += phrases.Say("progress.failed", job.Runs.Failed);
        return text + Spent(job, phrases);
    }

    public static string Spent(JobProgress job, Phrases phrases) =>
        (job.Tokens > 0 ? phrases.Say("progress.tokens", job.Tokens) : "")
        + (job.Micros > 0 ? phrases.Say("progress.money", Figures.Money(job.Micros, job.Currency)) : "")
        + SpentText.Thinking(job.Thinking, job.Currency, phrases);

    /// <summary>Pace and time left, or nothing while nobody can tell.</summary>
    public static string Speed(ProgressReading reading, Phrases phrases) =>
        reading is { PerMinute: { } pace, Left: { } left, IsOver: false, IsPreparing: false }
            ? phrases.Say("progress.speed", pace < 10 ? $"{pace:0.0}" : $"{pace:0}", Figures.Span(left, phrases))
            : "";
}
