using Weft.Application.Progress;
using Weft.Application.Texts;
using Weft.Model;

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
        + Thinking(job.Thinking, job.Currency, phrases);

    /// <summary>What of the spending went on thinking, behind the whole of it; nothing where nobody told of any.</summary>
    public static string Thinking(Thinking thinking, string currency, Phrases phrases) =>
        thinking.Tokens == 0
            ? ""
            : phrases.Say(
                "progress.thinking",
                thinking.Tokens,
                thinking.Micros > 0 ? phrases.Say("progress.money", Figures.Money(thinking.Micros, currency)) : ""
            );

    /// <summary>Pace and time left, or nothing while nobody can tell.</summary>
    public static string Speed(ProgressReading reading, Phrases phrases) =>
        reading is { PerMinute: { } pace, Left: { } left, IsOver: false, IsPreparing: false }
            ? phrases.Say("progress.speed", pace < 10 ? $"{pace:0.0}" : $"{pace:0}", Figures.Span(left, phrases))
            : "";
}
