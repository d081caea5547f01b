using System.Globalization;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Localization;
using Weft.Cli.Terminal;

namespace Weft.Cli.Output;

/// <summary>How a new edition differs: a line with the numbers, then what is changed, new or removed.</summary>
internal static class UpdateScreen
{
    /// <summary>Longer lists are for --json.</summary>
    private const int MostRows = 60;

    public static void Write(Shell shell, ProposedEdition proposed)
    {
        var (phrases, difference) = (shell.Phrases, proposed.Difference);
        var (book, title) = (proposed.Book.Id, OneLine.Of(proposed.Book.Title));
        if (difference.IsNothing)
        {
            shell.Out.WriteLine(phrases.Say("update.nothing", book, title, difference.Same));
            return;
        }
        shell.Out.WriteLine(
            phrases.Say("update.difference", book, title, difference.Same, difference.Changed, difference.New, difference.Removed)
                + (difference.IsRearranged ? phrases["list.then"] + phrases["update.rearranged"] : "")
                + (
                    difference.IsRecut
                        ? phrases["list.then"] + phrases[proposed.Cut.Told.TellsTheCut ? "update.recut" : "update.found"]
                        : ""
                )
                + SplitScreen.Notes(proposed.Cut, phrases)
        );
        if (difference.Changes.Count > 0)
            WriteChanges(shell, difference.Changes);
        if (difference.IsHardlyKnown)
            shell.Complain(phrases.Say("update.hardlyKnown", difference.Same, book, title));
    }

    private static void WriteChanges(Shell shell, IReadOnlyList<PartChange> changes)
    {
        var phrases = shell.Phrases;
        var columns = new Columns(
            phrases["head.fate"],
            ">" + phrases["head.number"],
            phrases["head.kind"],
            phrases["head.title"]
        );
        foreach (var change in changes.Take(MostRows))
        {
            var unit = (change.After ?? change.Before!).Unit;
            columns.Add(
                phrases.Name("fate", change.Fate),
                unit.Number.ToString(CultureInfo.InvariantCulture),
                phrases.Name("kind", unit.Kind),
                Cells.Fit(Title(change), 64)
            );
        }
        columns.WriteBody(shell.Out);
        if (changes.Count > MostRows)
            shell.Out.WriteLine("  " + phrases.Say("update.more", changes.Count - MostRows));
    }

    /// <summary>With the one that it had, where that is another.</summary>
    private static string Title(PartChange change) =>
        change is { Before.Unit.Title: var before, After.Unit.Title: var after } && before != after && before.Length > 0
            ? $"{before} → {after}"
            : (change.After ?? change.Before!).Unit.Title;
}
