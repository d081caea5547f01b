using Weft.Books;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>Real books, against the true headings that the corpus lists.</summary>
public sealed class CorpusBooks(ITestOutputHelper output)
{
    /// <summary>Chapters of one long line: two of its headings are missing in the file, so the corpus's own count is by their numbers.</summary>
    private const string OneLine = "awkward/big-one-line-shi-gong-an.txt";

    /// <summary>Files that hold no book: other tests hold what becomes of them.</summary>
    private static bool IsBook(string file) =>
        Path.GetExtension(file) is ".txt" or ".md" or ".epub" or ".htm"
        && !file.EndsWith("empty.txt", StringComparison.Ordinal)
        && !file.EndsWith("-only.txt", StringComparison.Ordinal);

    /// <summary>The table of all files: how many chapters each has, how many we find, and how many of those begin where they should.</summary>
    [Fact]
    public void Every_file_of_the_corpus_has_its_chapters()
    {
        var wrong = new List<string>();
        output.WriteLine("| file | true | found | begin right | missing | repeated |");
        output.WriteLine("|---|---:|---:|---:|---|---|");
        foreach (var (file, count) in Counts().Where(row => IsBook(row.File)))
        {
            var book = Cut(file);
            var starts = book.Units.Where(unit => unit.Kind == UnitKind.Chapter).Select(unit => unit.Start).ToList();
            var truth = Listed.Select(row => row.Data).Contains(file)
                ? Headings(file).Where(heading => heading.Kind == "chapter").Select(heading => heading.Start).ToHashSet()
                : null;
            var right = truth is null ? "-" : $"{starts.Count(truth.Contains)}";
            output.WriteLine(
                $"| {file} | {count} | {starts.Count} | {right} | {string.Join(", ", book.Numbers.Missing.Select(range => $"{range.First}-{range.Last}"))} | {string.Join(", ", book.Numbers.Repeated)} |"
            );
            if (
                file == OneLine
                    ? starts.Count is < 520 or > 528
                    : starts.Count != count || (truth is not null && !starts.All(truth.Contains))
            )
                wrong.Add(file);
        }
        Assert.Empty(wrong);
    }

    /// <summary>Small files that people met faults with.</summary>
    [Theory]
    [InlineData("dotchap.txt", 6, "chapter.001")]
    [InlineData("en6.txt", 6, "CHAPTER 1")]
    [InlineData("esc.txt", 2, "CHAPTER I")]
    [InlineData("inline-para.txt", 8, "第一章")]
    [InlineData("jj2.txt", 6, "1标题1")]
    [InlineData("nbsp-ent.txt", 6, "第一章")]
    [InlineData("nul.txt", 6, "第一章")]
    [InlineData("poison6.txt", 6, "CHAPTER 1")]
    [InlineData("quotes.txt", 2, "第一章")]
    [InlineData("trad.txt", 2, "第一章")]
    [InlineData("vip.txt", 6, "VIP章节 第一章")]
    [InlineData("gb-kana.txt", 0, "")]
    public void Files_that_were_cut_wrongly_once_have_their_chapters(string file, int chapters, string first)
    {
        var path = Path.Combine(
            Path.GetDirectoryName(Path.GetDirectoryName(Require.CorpusFile("chapters.tsv")))!,
            "faults",
            "texts",
            file
        );
        Assert.SkipUnless(File.Exists(path), $"{path} is not there.");
        var book = BookCutter.Cut(File.ReadAllBytes(path), file);
        var found = book.Units.Where(unit => unit.Kind == UnitKind.Chapter).ToList();
        output.WriteLine(
            $"{file}: {book.Text.Encoding}, {found.Count} chapters: {string.Join(" | ", found.Select(unit => unit.Title))}"
        );
        Assert.Equal(chapters, found.Count);
        Assert.StartsWith(first, found.FirstOrDefault()?.Title ?? "", StringComparison.Ordinal);
        Covering.Check(book.Text.Text, book.Units);
    }

    /// <summary>Files whose headings the corpus lists by offset.</summary>
    public static TheoryData<string> Listed =>
        [
            "zh/sanguo-yanyi.txt",
            "zh/a-q-zhengzhuan-trad.txt",
            "en/pride-and-prejudice.txt",
            "en/sense-and-sensibility.txt",
            "en/alice.txt",
            "en/sherlock-holmes-adventures.txt",
            "en/two-cities.txt",
            "en/monte-cristo.md",
            "awkward/gb18030-toc-rulin-waishi.txt",
            "awkward/run-on-headings-rulin-waishi.txt",
            "awkward/windows-1252-alice.txt",
            "awkward/utf-16le-bom-sanguo-5.txt",
            "awkward/mixed-line-endings-sanguo-3.txt",
        ];

    [Theory]
    [MemberData(nameof(Listed))]
    public void Chapters_begin_where_the_corpus_says(string file)
    {
        var book = Cut(file);
        var truth = Headings(file);
        var chapters = book.Units.Where(u => u.Kind == UnitKind.Chapter).Select(u => u.Start).ToList();

        Assert.Equal(ChapterCount(file), chapters.Count);
        // A heading that stands there twice with the same text is listed twice, and is one chapter and a copy.
        Assert.Superset(
            truth.Where(h => h.Kind == "chapter").Select(h => h.Start).ToHashSet(),
            book.Units.Select(u => u.Start).ToHashSet()
        );
        Assert.Subset(truth.Where(h => h.Kind == "chapter").Select(h => h.Start).ToHashSet(), chapters.ToHashSet());
        Assert.Equal(
            truth.Where(h => h.Kind == "part").Select(h => h.Start),
            book.Units.Where(u => u.Kind == UnitKind.Part).Select(u => u.Start)
        );
        Covering.Check(book.Text.Text, book.Units);
    }

    [Theory]
    [InlineData("zh/sanguo-yanyi.txt", "三国演义", "zh", "utf-8")]
    [InlineData("zh/a-q-zhengzhuan-trad.txt", "阿Ｑ正傳", "zh", "utf-8")]
    [InlineData("en/pride-and-prejudice.txt", "Pride and Prejudice", "en", "utf-8")]
    [InlineData("en/two-cities.txt", "A Tale of Two Cities", "en", "utf-8")]
    [InlineData("en/monte-cristo.md", "The Count of Monte Cristo", "en", "utf-8")]
    [InlineData("awkward/gb18030-toc-rulin-waishi.txt", "儒林外史", "zh", "gb18030")]
    [InlineData("awkward/windows-1252-alice.txt", "Alice’s Adventures in Wonderland", "en", "windows-1252")]
    [InlineData("awkward/utf-16le-bom-sanguo-5.txt", "三国演义", "zh", "utf-16le")]
    [InlineData("awkward/no-headings-bartleby.txt", "no-headings-bartleby", "en", "utf-8")]
    [InlineData("awkward/big-one-line-shi-gong-an.txt", "施公案", "zh", "utf-8")]
    public void Title_language_and_encoding_are_found(string file, string title, string language, string encoding)
    {
        var book = Cut(file);
        Assert.Equal((title, language, encoding, 0), (book.Title, book.Language, book.Text.Encoding, book.Text.Replaced));
    }

    [Fact]
    public void A_table_of_contents_is_a_unit_of_its_own()
    {
        foreach (
            var file in new[] { "en/two-cities.txt", "en/sherlock-holmes-adventures.txt", "awkward/gb18030-toc-rulin-waishi.txt" }
        )
            Assert.Single(Cut(file).Units, u => u.Kind == UnitKind.Contents);
    }

    [Fact]
    public void The_frame_of_Project_Gutenberg_is_front_matter_and_licence()
    {
        var units = Cut("en/alice.txt").Units;
        Assert.Equal(UnitKind.Front, units[0].Kind);
        Assert.Equal(UnitKind.Licence, units[^1].Kind);
        Assert.Equal(UnitKind.Chapter, units[^2].Kind);
    }

    [Fact]
    public void A_book_in_one_line_is_cut_at_the_headings_inside_it()
    {
        var book = Cut("awkward/big-one-line-shi-gong-an.txt");
        var chapters = book.Units.Where(u => u.Kind == UnitKind.Chapter).ToList();
        Assert.InRange(chapters.Count, 520, 528);
        Assert.All(chapters, u => Assert.Equal('第', book.Text.Text[u.Start]));
        Assert.True(book.Units.Max(u => u.Length) < 20_000);
        Covering.Check(book.Text.Text, book.Units);
    }

    [Theory]
    [InlineData("awkward/no-headings-bartleby.txt", 3)]
    [InlineData("awkward/no-headings-one-line-kong-yiji.txt", 1)]
    public void A_text_without_headings_has_parts_and_no_chapters(string file, int parts)
    {
        var book = Cut(file);
        Assert.All(book.Units, u => Assert.Equal(UnitKind.Part, u.Kind));
        Assert.Equal(parts, book.Units.Count);
        Covering.Check(book.Text.Text, book.Units);
    }

    [Theory]
    [InlineData("awkward/empty.txt", "is empty")]
    [InlineData("awkward/bom-only.txt", "only a byte order mark")]
    [InlineData("awkward/whitespace-only.txt", "only white space")]
    public void What_is_no_book_is_refused_politely(string file, string reason)
    {
        var e = Assert.Throws<BookReadException>(() => BookReader.Read(Require.CorpusFile(file)));
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_books_are_cut_within_seconds()
    {
        foreach (var file in new[] { "en/monte-cristo.md", "awkward/big-one-line-shi-gong-an.txt" })
        {
            var time = ThreadTime.Of(() => Cut(file));
            Assert.True(time < TimeSpan.FromSeconds(5), $"{file} took {time}");
        }
    }

    private static CutBook Cut(string file)
    {
        var path = Require.CorpusFile(file);
        return BookCutter.Cut(File.ReadAllBytes(path), Path.GetFileName(path));
    }

    private static List<(string Kind, int Start)> Headings(string file)
    {
        var path = Require.CorpusFile(Path.Combine("headings", file.Replace("/", "__", StringComparison.Ordinal) + ".tsv"));
        return
        [
            .. File.ReadLines(path).Skip(1).Select(line => line.Split('\t')).Select(cells => (cells[0], int.Parse(cells[3]))),
        ];
    }

    private static int ChapterCount(string file) => Counts().Single(row => row.File == file).Chapters;

    private static IEnumerable<(string File, int Chapters)> Counts() =>
        File.ReadLines(Require.CorpusFile("chapters.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(cells => (cells[0], int.Parse(cells[5])));
}
