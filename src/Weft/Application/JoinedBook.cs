using System.Text;
using Weft.Books;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>A file of a book that has many.</summary>
internal sealed record FileOfBook(string Path, Result<CutBook> Cut);

/// <summary>Files of one book, each with a chapter or several, joined in the natural order of their paths.</summary>
internal static class JoinedBook
{
    /// <summary>The first file that can't be read refuses the whole book, by its name.</summary>
    /// <param name="paths">Full paths, at least one.</param>
    /// <param name="title">Of the book.</param>
    public static Task<Result<CutBook>> CutAsync(
        IEnumerable<string> paths,
        string title,
        ReadingHints hints,
        CancellationToken cancel
    ) =>
        JoinAsync(
            paths
                .Order(NaturalOrder.Instance)
                .ToAsyncEnumerable()
                .Select(
                    async (string path, CancellationToken _) =>
                        new FileOfBook(path, await BookImport.CutFileAsync(path, hints, cancel))
                ),
            title,
            hints
        );

    /// <summary>The same of files that are read one after the other.</summary>
    /// <param name="files">At least one, in order.</param>
    public static async Task<Result<CutBook>> JoinAsync(IAsyncEnumerable<FileOfBook> files, string title, ReadingHints hints)
    {
        var (text, units) = (new StringBuilder(), new List<Unit>());
        var read = new List<BookText>();
        var number = 0;
        await foreach (var (path, result) in files)
        {
            if (result is not Result<CutBook>.Done(var cut))
                return result;
            if (text.Length + cut.Text.Text.Length > BookReader.DefaultSizeLimit)
                return new Refusal.NoBookInFile(
                    title,
                    BookReasons.TooLarge(title, text.Length + cut.Text.Text.Length, BookReader.DefaultSizeLimit)
                );
            foreach (var unit in WithChapter(cut, Path.GetFileNameWithoutExtension(path)))
                units.Add(unit with { Number = number + unit.Number, Start = text.Length + unit.Start });
            number = units[^1].Number;
            text.Append(cut.Text.Text);
            if (!cut.Text.Text.EndsWith('\n'))
            {
                text.Append('\n');
                units[^1] = units[^1] with { Length = units[^1].Length + 1 };
            }
            read.Add(cut.Text);
        }
        var whole = new BookText(
            text.ToString(),
            string.Join('+', read.Select(part => part.Encoding).Distinct(StringComparer.Ordinal).Take(2)),
            read.TrueForAll(part => part.Format == read[0].Format) ? read[0].Format : "text",
            read.Sum(part => part.Replaced)
        )
        {
            Guessed = read.Exists(part => part.Guessed),
            Metadata = read.TrueForAll(part => part.Metadata == read[0].Metadata) ? read[0].Metadata : BookMetadata.None,
        };
        return new CutBook(title, BookLanguage.Of(whole.Text), whole, units) { Told = hints.Told };
    }

    /// <summary>A file without headings is a chapter of its file's name.</summary>
    private static IEnumerable<Unit> WithChapter(CutBook cut, string name)
    {
        if (cut.Units.Any(unit => unit.Kind == UnitKind.Chapter))
            return cut.Units;
        var end = cut.Text.BookEnd;
        return cut
            .Units.Where(unit => unit.Start >= end)
            .Select(unit => unit with { Number = 1 })
            .Prepend(new Unit(1, UnitKind.Chapter, Blanks.Fold(Printable.Of(name)), 0, end));
    }
}
