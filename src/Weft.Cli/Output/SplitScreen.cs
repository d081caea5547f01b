using System.Globalization;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Cli.Localization;
using Weft.Cli.Terminal;

namespace Weft.Cli.Output;

/// <summary>How a file would be cut: a line about it, then each part with its first words.</summary>
internal static class SplitScreen
{
    public static void Write(Shell shell, string path, CutBook cut)
    {
        var (phrases, split) = (shell.Phrases, PreviewShape.Of(cut));
        shell.Out.WriteLine(
            phrases.Say(
                "import.split",
                Path.GetFileName(path),
                split.Title,
                split.Chapters,
                split.Characters,
                split.Encoding,
                split.Language
            ) + Notes(cut, phrases)
        );
        if (SplitText.Metadata(cut.Text.Metadata, phrases) is { Length: > 0 } said)
            shell.Out.WriteLine(said);
        var columns = new Columns(
            ">" + phrases["head.number"],
            phrases["head.kind"],
            phrases["head.title"],
            ">" + phrases["head.length"],
            phrases["head.begins"]
        );
        foreach (var part in cut.Units.Zip(split.Parts))
            columns.Add(
                part.First.Number.ToString(CultureInfo.InvariantCulture),
                phrases.Name("kind", part.First.Kind),
                Cells.Fit(part.First.Title, 32),
                Figures.Count(part.First.Length),
                Cells.Fit(part.Second.Begins, 48)
            );
        columns.Write(shell.Out);
    }

    /// <summary>How it was cut as told, and what could not be read, was guessed, not found or is odd: sentences to be put behind another.</summary>
    public static string Notes(CutBook cut, Phrases phrases)
    {
        var said = SplitText.Warnings(cut, phrases).ToList();
        if (SplitText.Told(cut.Told, phrases) is { Length: > 0 } told)
            said.Insert(0, phrases.Say("import.told", told));
        if (cut.Text.Guessed)
            said.Add(phrases.Say("import.guessed", cut.Text.Encoding));
        if (cut.Units.All(unit => unit.Kind != UnitKind.Chapter))
            said.Add(phrases.Say("import.noChapters", cut.Units.Count(unit => unit.Kind == UnitKind.Part)));
        return string.Concat(said.Select(sentence => phrases["list.then"] + sentence));
    }
}
