using System.Text;
using Weft.Books;
using Xunit;

namespace Weft.Tests.Books.Office;

public sealed class PdfFormat : FormatConformance
{
    public override string Format => "pdf";

    protected override string FileName => "night.pdf";

    protected override IReadOnlyList<string> Chapters { get; } = ["The Ford", "The Letter"];

    protected override byte[] Content() =>
        new PdfFiles()
            .Page()
            .At(PdfFiles.Left, 740, "The Ford", 18)
            .Gap()
            .Lines(PdfTests.Prose)
            .Page()
            .At(PdfFiles.Left, 740, "The Letter", 18)
            .Gap()
            .Lines(PdfTests.Prose)
            .File();
}

public sealed class PdfTests
{
    /// <summary>A paragraph as it is set: full lines, and a short one at its end.</summary>
    public static readonly string[] Prose =
    [
        "He walked along the river for a long time and thought of nothing at all, and",
        "the water went beside him as it had gone for years, without a sound, between",
        "the reeds and the stones.",
    ];

    private static readonly string Joined = string.Join(' ', Prose);

    private static BookText Read(PdfFiles file) => BookReader.Read(file.File(), "night.pdf");

    [Fact]
    public void Lines_are_joined_to_the_paragraphs_that_they_were()
    {
        var file = new PdfFiles().Page().Lines(Prose).Lines(Prose).Gap().Lines(Prose);
        Assert.Equal($"{Joined}\n\n{Joined}\n\n{Joined}", Read(file).Story());
    }

    [Fact]
    public void A_line_that_is_set_in_begins_a_paragraph()
    {
        string[] full = [Prose[0], Prose[1]];
        var file = new PdfFiles()
            .Page()
            .Lines(full)
            .Column(PdfFiles.Left + 20, "But then he turned, and saw a light over the hill, and it was far away in the")
            .Lines(full);
        Assert.Equal(2, Read(file).Story().Split("\n\n").Length);
    }

    [Fact]
    public void A_paragraph_goes_on_over_the_end_of_a_page()
    {
        var file = new PdfFiles().Page().Lines(Prose).Lines(Prose[0], Prose[1]).Page().Lines(Prose[2]).Lines(Prose);
        Assert.Equal($"{Joined}\n\n{Joined}\n\n{Joined}", Read(file).Story());
    }

    [Fact]
    public void Words_that_were_divided_are_joined_and_words_with_a_hyphen_keep_it()
    {
        var file = new PdfFiles()
            .Page()
            .Lines(
                "The well-known man of the old town had walked along the river and was remem-",
                "bered by all of them there for his good heart and his long coat, and the well-",
                "known man smiled."
            );
        Assert.EndsWith(
            "was remembered by all of them there for his good heart and his long coat, and the well-known man smiled.",
            Read(file).Story(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Running_heads_and_numbers_of_pages_are_set_aside()
    {
        var file = new PdfFiles();
        for (var page = 1; page <= 5; page++)
        {
            var head = page % 2 == 0 ? "THE LONG NIGHT" : "A head of its own " + (char)('a' + page);
            file.Page().At(200, 800, head, 9).At(290, 40, $"{page + 6}", 9);
            file.Height = 740;
            file.Lines(
                    $"{(char)('A' + page)} man walked along the river for a long time and thought of nothing at all",
                    Prose[1],
                    Prose[2]
                )
                .Gap()
                .Lines(Prose[0], Prose[1], $"the reeds {(char)('a' + page)} and the stones.");
        }
        var book = Read(file);
        Assert.Equal(10, book.Story().Split("\n\n").Length);
        Assert.DoesNotContain("NIGHT", book.Story(), StringComparison.Ordinal);
        Assert.DoesNotContain("head of its own", book.Story(), StringComparison.Ordinal);
        Assert.Equal(10, book.Of(UnitKind.Pages).Split('\n').Length);
        Assert.Contains("THE LONG NIGHT\n8\n", book.Of(UnitKind.Pages) + "\n", StringComparison.Ordinal);
    }

    [Fact]
    public void The_outline_names_the_headings_where_it_is_right()
    {
        var file = new PdfFiles()
            .Page()
            .Entry("The Ford")
            .Lines("The Ford")
            .Gap()
            .Lines(Prose)
            .Page()
            .Entry("The Letter")
            .Lines("The Letter")
            .Gap()
            .Lines(Prose);
        Assert.Equal(["1 The Ford", "1 The Letter"], Read(file).Headings());
    }

    [Fact]
    public void An_outline_that_names_other_things_is_not_believed()
    {
        var file = new PdfFiles();
        foreach (var (title, entry) in new[] { ("The Ford", "Page 1"), ("The Letter", "Page 2") })
            file.Page().Entry(entry).At(PdfFiles.Left, 740, title, 18).Gap().Lines(Prose);
        Assert.Equal(["1 The Ford", "1 The Letter"], Read(file).Headings());
    }

    [Fact]
    public void Headings_are_larger_than_the_text_or_bold_and_by_themselves()
    {
        var file = new PdfFiles()
            .Page()
            .At(PdfFiles.Left, 740, "BOOK ONE", 24)
            .Gap()
            .At(PdfFiles.Left, 690, "The Ford and", 18)
            .At(PdfFiles.Left, 668, "the River", 18)
            .Gap()
            .Lines(Prose)
            .Gap()
            .At(PdfFiles.Left, 540, "Of the reeds", 12, bold: true)
            .Gap()
            .Lines(Prose);
        Assert.Equal(["1 BOOK ONE", "2 The Ford and the River", "3 Of the reeds"], Read(file).Headings());
    }

    [Fact]
    public void Two_columns_are_read_one_after_the_other()
    {
        string[] left = [.. Enumerable.Range(1, 12).Select(i => $"left line {i:00} goes down the page")];
        string[] right = [.. Enumerable.Range(1, 12).Select(i => $"right line {i:00} goes down it too")];
        var file = new PdfFiles().Page().Column(PdfFiles.Left, left);
        file.Height = 740;
        var story = Read(file.Column(320, right)).Story().ReplaceLineEndings(" ");
        Assert.Equal(
            string.Join(' ', [.. left, .. right]),
            string.Join(' ', story.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );
    }

    [Fact]
    public void Columns_whose_lines_stand_at_other_heights_are_read_one_after_the_other()
    {
        string[] left = [.. Enumerable.Range(1, 12).Select(i => $"left line {i:00} goes down the page")];
        string[] right = [.. Enumerable.Range(1, 12).Select(i => $"right line {i:00} goes down it too")];
        var file = new PdfFiles().Page().Column(PdfFiles.Left, left);
        file.Height = 733;
        file.Column(320, right).Page().Column(PdfFiles.Left, "the last of the left", "and one more");
        file.Height = 733;
        var story = Read(file.Column(320, "the last of the right")).Story().ReplaceLineEndings(" ");
        Assert.Equal(
            string.Join(' ', [.. left, .. right, "the last of the left", "and one more", "the last of the right"]),
            string.Join(' ', story.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );
    }

    [Fact]
    public void A_table_of_contents_with_white_in_its_lines_is_no_columns()
    {
        var file = new PdfFiles().Page();
        for (var number = 1; number <= 12; number++)
        {
            var height = file.Height;
            file.At(PdfFiles.Left, height, $"Chapter {number}").At(320, height, $"what the river said {number}");
        }
        var story = Read(file).Story().ReplaceLineEndings(" ");
        Assert.Contains("Chapter 1 what the river said 1", story);
        Assert.Contains("Chapter 12 what the river said 12", story);
    }

    [Fact]
    public void A_short_heading_over_both_columns_divides_them()
    {
        string[] Column(string side, int from) =>
            [.. Enumerable.Range(from, 6).Select(i => $"{side} line {i:00} goes down the page")];
        var file = new PdfFiles().Page().At(PdfFiles.Left, 740, "Chapter 1", 18);
        var top = file.Height - 10;
        file.Height = top;
        file.Column(PdfFiles.Left, Column("left", 1));
        file.Height = top;
        file.Column(320, Column("right", 1));
        top = file.Height - 30;
        file.At(PdfFiles.Left, top, "Chapter 2", 18).Height = top - 30;
        file.Column(PdfFiles.Left, Column("left", 7));
        file.Height = top - 30;
        var book = Read(file.Column(320, Column("right", 7)));
        Assert.Equal(["1 Chapter 1", "1 Chapter 2"], book.Headings());
        var story = book.Story();
        Assert.True(
            story.IndexOf("right line 06", StringComparison.Ordinal) < story.IndexOf("Chapter 2", StringComparison.Ordinal)
        );
        Assert.True(
            story.IndexOf("left line 07", StringComparison.Ordinal) > story.IndexOf("Chapter 2", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_heading_of_three_lines_is_one()
    {
        var file = new PdfFiles()
            .Page()
            .At(PdfFiles.Left, 740, "Chapter 3. A Race and a", 18)
            .At(PdfFiles.Left, 719, "Long Tale, with What", 18)
            .At(PdfFiles.Left, 698, "Came of It", 18)
            .Gap()
            .Lines(Prose);
        Assert.Equal(["1 Chapter 3. A Race and a Long Tale, with What Came of It"], Read(file).Headings());
    }

    [Fact]
    public void Footnotes_leave_their_mark_and_are_set_aside()
    {
        var file = new PdfFiles()
            .Page()
            .Lines(Prose)
            .Lines("He had a house there")
            .At(PdfFiles.Left + 105, 740 - 3 * 14.4 + 4, "1", 7)
            .At(PdfFiles.Left, 80, "1 A small one, near the ford,", 8)
            .At(PdfFiles.Left, 70, "and without a door.", 8);
        var book = Read(file);
        Assert.Equal($"{Joined}\n\nHe had a house there[1]", book.Story());
        Assert.Equal("1 A small one, near the ford, and without a door.", book.Of(UnitKind.Notes));
    }

    [Fact]
    public void A_scan_is_refused_and_told_what_to_do()
    {
        var refusal = Assert.Throws<BookReadException>(() => Read(new PdfFiles().Page().Page())).Reason;
        Assert.Equal("file_scan", refusal.Code);
        Assert.Contains("ocrmypdf", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%PDF-1.7\n")]
    [InlineData("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>")]
    public void A_file_that_only_begins_like_a_pdf_is_damaged(string content) =>
        Assert.Contains(
            Assert.Throws<BookReadException>(() => BookReader.Read(Encoding.ASCII.GetBytes(content), "night.pdf")).Reason.Code,
            (string[])["file_damaged", "file_scan"]
        );

    [Theory]
    [InlineData("ﬁ", "fi")]
    [InlineData("⼀", "一")]
    [InlineData("⻚", "页")]
    [InlineData("Ｑ", "Ｑ")]
    [InlineData("\0", "")]
    public void Signs_that_only_fonts_need_become_letters(string sign, string letters) =>
        Assert.Equal(letters, Weft.Books.Formats.Pdf.PdfCharacters.Even(sign));
}
