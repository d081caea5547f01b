using System.Text.Json.Nodes;
using Weft.Application.Texts;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>Something that happened.</summary>
/// <param name="Text">In one sentence, in the asker's language.</param>
internal sealed record EventShape(
    long Event,
    DateTimeOffset At,
    string Kind,
    long? Session,
    string? Node,
    long? Job,
    string? Provider,
    int Chapters,
    string Reason,
    string ReasonCode,
    JsonObject ReasonArgs,
    string Text
)
{
    public static EventShape Of(EventView view, Phrases phrases)
    {
        var seen = view.Event;
        return new(
            seen.Number,
            seen.At,
            Glossary.Word(seen.Kind),
            seen.Session?.Value,
            view.Session?.Node,
            seen.Job?.Value,
            seen.Provider.Length == 0 ? null : seen.Provider,
            seen.Chapters,
            seen.Reason.Say(phrases.Reasons),
            seen.Reason.Code,
            ReasonJson.ToNode(seen.Reason),
            EventText.Say(view, phrases)
        );
    }
}
