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
            ) + Notes(cut, split.Chapters, phrases)
        );
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

    /// <summary>What could not be read, was guessed or not found.</summary>
    public static string Notes(CutBook cut, int chapters, Phrases phrases) =>
        (cut.Text.Replaced > 0 ? phrases.Say("import.replaced", cut.Text.Replaced) : "")
        + (cut.Text.Guessed ? phrases.Say("import.guessed", cut.Text.Encoding) : "")
        + (chapters == 0 ? phrases["import.noChapters"] : "");
}
