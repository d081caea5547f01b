using Weft.Model;

namespace Weft.Application.Texts;

/// <summary>An event in one sentence.</summary>
internal static class EventText
{
    public static string Say(EventView view, Phrases phrases)
    {
        var seen = view.Event;
        var subject = seen switch
        {
            { Session: not null } => "session",
            { Job: not null } => "job",
            _ => "provider",
        };
        var sentence = phrases.Say(
            $"event.{subject}.{Glossary.Word(seen.Kind)}",
            Subject(seen),
            view.Session?.Node ?? "?",
            view.Session?.ProcessId ?? 0,
            seen.Chapters
        );
        return seen.Reason.IsNone ? sentence : phrases.Say("event.because", sentence, seen.Reason.Say(phrases.Reasons));
    }

    private static string Subject(LedgerEvent seen) => seen.Session?.ToString() ?? seen.Job?.ToString() ?? seen.Provider;
}
