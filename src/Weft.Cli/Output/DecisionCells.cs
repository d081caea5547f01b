using System.Globalization;
using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Output;

/// <summary>Decisions on names, in words.</summary>
internal static class DecisionCells
{
    /// <summary>What it is, who decided it and when.</summary>
    public static string Line(NameDecision decision, Shell shell) =>
        shell.Phrases.Say(
            $"graph.undo.{Glossary.Word(decision.Kind)}",
            decision.Number,
            decision.Name,
            Other(decision, shell.Phrases)
        ) + Source(decision, shell);

    /// <summary>What was done, and how it is taken back.</summary>
    /// <param name="name">As it was typed.</param>
    public static string Done(NameDecision decision, string name, Book book, Phrases phrases) =>
        phrases.Say(
            $"graph.{Glossary.Word(decision.Kind)}.done",
            name,
            Other(decision, phrases),
            book.Title,
            book.Id,
            decision.Number
        );

    /// <summary>The other name, the shown name, or the type as people call it.</summary>
    public static string Other(NameDecision decision, Phrases phrases) =>
        decision.Kind == DecisionKind.Retype ? phrases.Name("type", decision.Other) : decision.Other;

    private static string Source(NameDecision decision, Shell shell)
    {
        var at = decision.At is { } said
            ? TimeZoneInfo.ConvertTime(said, shell.Time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : "";
        var source = string.Join(' ', new[] { decision.By, at }.Where(part => part.Length > 0));
        return source.Length == 0 ? "" : shell.Phrases.Say("graph.undo.source", source);
    }
}
