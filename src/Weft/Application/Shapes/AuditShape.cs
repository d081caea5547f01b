using System.Text.Json.Nodes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>That somebody did something.</summary>
/// <param name="By">The user's or token's name, or <c>user@host</c> of a command line; empty where nobody was signed in.</param>
/// <param name="Owner">Of a token: who made it, if that is known.</param>
/// <param name="Who">The same in words, in the asker's language.</param>
/// <param name="Text">What was done, in the asker's language.</param>
internal sealed record AuditShape(
    long Entry,
    DateTimeOffset At,
    string What,
    string ByKind,
    string By,
    string? Owner,
    string? From,
    string Who,
    string Text,
    string Code,
    JsonObject Args
)
{
    public static AuditShape Of(AuditEntry entry, Phrases phrases) =>
        new(
            entry.Number,
            entry.At,
            Glossary.Word(entry.Kind),
            Glossary.Word(entry.By.Kind),
            entry.By.Name,
            NullIfEmpty(entry.By.Owner),
            NullIfEmpty(entry.By.From),
            AuditText.Who(entry.By, phrases),
            entry.What.Say(phrases.Reasons),
            entry.What.Code,
            ReasonJson.ToNode(entry.What)
        );

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
