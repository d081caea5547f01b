using System.Text;
using Weft.Books;
using Xunit;
using static Weft.Tests.Books.Office.OfficeFiles;

namespace Weft.Tests.Books.Office;

public sealed class DocxFormat : FormatConformance
{
    public override string Format => "docx";

    protected override string FileName => "night.docx";

    protected override IReadOnlyList<string> Chapters { get; } = ["The Ford", "The Letter"];

    protected override byte[] Content() =>
        Docx(P("The Ford", "1") + P("He walked along the river.") + P("The Letter", "1") + P("There was no answer."));
}

public sealed class DocxTests
{
    private static BookText Read(string body, params (string, string)[] parts) =>
        BookReader.Read(Docx(body, parts), "night.docx");

    [Fact]
    public void Headings_are_those_of_a_style_of_one_it_is_based_on_and_of_the_paragraph_itself()
    {
        var own = "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>" + R("Own") + "</w:p>";
        var none = "<w:p><w:pPr><w:pStyle w:val=\"1\"/><w:outlineLvl w:val=\"9\"/></w:pPr>" + R("Body") + "</w:p>";
        Assert.Equal(
            ["1 第一章 起点", "1 Mine", "2 Own"],
            Read(P("第一章 起点", "1") + P("Mine", "Own") + own + none).Headings()
        );
    }

    [Fact]
    public void The_title_is_the_book_s_and_no_chapter()
    {
        var book = Read(P("The Long Night", "T") + P("One", "1") + P("He walked."));
        Assert.Equal("The Long Night", book.Metadata.Title);
        Assert.Equal(["1 One"], book.Headings());
        Assert.Equal("The Long Night\n\nOne\n\nHe walked.", book.Story());
    }

    [Theory]
    [InlineData("decimal", "Chapter %1", "Chapter 1 A|Chapter 2 B")]
    [InlineData("chineseCountingThousand", "第%1章", "第一章 A|第二章 B")]
    [InlineData("upperRoman", "%1.", "I. A|II. B")]
    [InlineData("cardinalText", "Part %1", "Part One A|Part Two B")]
    public void Numbers_that_word_sets_before_headings_are_written(string format, string pattern, string headings)
    {
        var numbering = $"""
            <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{pattern}"/></w:lvl>
            </w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
            """;
        string Numbered(string text) =>
            "<w:p><w:pPr><w:pStyle w:val=\"1\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>"
            + R(text)
            + "</w:p>";
        Assert.Equal(
            headings.Split('|').Select(heading => "1 " + heading),
            Read(Numbered("A") + Numbered("B"), ("numbering", numbering)).Headings()
        );
    }

    [Fact]
    public void Lower_levels_of_a_list_begin_anew_under_each_upper_one()
    {
        var numbering = """
            <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/>
            <w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
            """;
        string At(int level) =>
            $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr>{R("x")}</w:p>";
        Assert.Equal(
            "1. x\n1.a) x\n1.b) x\n2. x\n2.a) x",
            Read(At(0) + At(1) + At(1) + At(0) + At(1), ("numbering", numbering)).Story()
        );
    }

    [Fact]
    public void Footnotes_and_endnotes_leave_their_mark_and_stand_after_the_book()
    {
        var book = Read(
            $"<w:p>{R("One")}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{R(" two")}<w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>",
            (
                "footnotes",
                $"<w:footnote w:type=\"separator\" w:id=\"0\">{P("---")}</w:footnote><w:footnote w:id=\"2\">{P("Foot.")}</w:footnote>"
            ),
            ("endnotes", $"<w:endnote w:id=\"2\">{P("End.")}</w:endnote>")
        );
        Assert.Equal("One[1] two[2]", book.Story());
        Assert.Equal("[1] Foot.\n[2] End.", book.Of(UnitKind.Notes));
    }

    [Fact]
    public void Comments_are_notes() =>
        Assert.Equal(
            "Really?",
            Read(
                    $"<w:p>{R("One")}<w:r><w:commentReference w:id=\"0\"/></w:r></w:p>",
                    ("comments", $"<w:comment w:id=\"0\">{P("Really?")}</w:comment>")
                )
                .Of(UnitKind.Notes)
        );

    [Fact]
    public void Ruby_keeps_its_base_and_sets_the_reading_aside()
    {
        var book = Read(
            $"<w:p>{R("他在")}<w:r><w:ruby><w:rubyPr/><w:rt>{R("lín")}</w:rt><w:rubyBase>{R("林")}</w:rubyBase></w:ruby></w:r>{R("中")}</w:p>"
        );
        Assert.Equal("他在林中", book.Story());
        Assert.Equal("林 lín", book.Of(UnitKind.Ruby));
    }

    [Fact]
    public void Deleted_moved_and_hidden_text_is_set_aside_and_inserted_text_stays()
    {
        var book = Read(
            $"<w:p>{R("He ")}<w:del><w:r><w:delText>ran</w:delText></w:r></w:del><w:ins>{R("walked")}</w:ins><w:moveFrom>{R("moved")}</w:moveFrom>"
                + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>secret</w:t></w:r>"
                + $"{R(".")}</w:p>"
        );
        Assert.Equal("He walked.", book.Story());
        Assert.Equal("ran\nmovedhiddensecret", book.Of(UnitKind.Deleted));
    }

    [Fact]
    public void A_paragraph_whose_end_was_deleted_runs_on_into_the_next() =>
        Assert.Equal("One two", Read($"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{R("One ")}</w:p>" + P("two")).Story());

    [Fact]
    public void A_table_of_contents_is_navigation_however_it_is_made()
    {
        var control =
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>"
            + P("Control 1")
            + "</w:sdtContent></w:sdt>";
        var field =
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
            + R("Field 1")
            + "</w:p>"
            + P("Field 2")
            + "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
        var book = Read(control + field + P("Style 1", "TOC1") + P("One", "1") + P("He walked."));
        Assert.Equal("One\n\nHe walked.", book.Story());
        Assert.Equal("Control 1\nField 1\nField 2\nStyle 1", book.Of(UnitKind.Navigation));
    }

    [Fact]
    public void A_field_shows_its_result_and_not_its_order()
    {
        var field =
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF x</w:instrText><w:t>order</w:t></w:r>"
            + $"<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{R("seven")}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
        Assert.Equal("It is seven.", Read($"<w:p>{R("It is ")}{field}{R(".")}</w:p>").Story());
    }

    [Fact]
    public void A_field_that_is_never_closed_does_not_swallow_the_book()
    {
        var body =
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>"
            + string.Concat(Enumerable.Repeat(P("Lost."), 20))
            + P("Found.");
        Assert.EndsWith("Found.", Read(body).Story(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_boxes_follow_their_paragraph_once()
    {
        string Box(string text) => $"<w:txbxContent>{P(text)}</w:txbxContent>";
        var alternate =
            $"<mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:drawing>{Box("Box")}</w:drawing></mc:Choice><mc:Fallback>{Box("Box")}</mc:Fallback></mc:AlternateContent>";
        Assert.Equal("Before.\n\nBox\n\nAfter.", Read($"<w:p>{R("Before.")}<w:r>{alternate}</w:r></w:p>" + P("After.")).Story());
    }

    [Fact]
    public void A_table_is_written_row_by_row_and_a_page_laid_out_by_one_paragraph_by_paragraph()
    {
        string Row(params string[] cells) => "<w:tr>" + string.Concat(cells.Select(cell => $"<w:tc>{cell}</w:tc>")) + "</w:tr>";
        Assert.Equal(
            "A\tB\nC\tD\n\nOne.\n\nTwo.",
            Read($"<w:tbl>{Row(P("A"), P("B"))}{Row(P("C"), P("D"))}</w:tbl><w:tbl>{Row(P("One.") + P("Two."))}</w:tbl>").Story()
        );
    }

    [Fact]
    public void Breaks_tabs_hyphens_and_symbols_become_characters()
    {
        var runs =
            "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d\u00ADe</w:t><w:softHyphen/><w:t>f</w:t>"
            + "<w:sym w:font=\"Symbol\" w:char=\"F061\"/><w:sym w:font=\"Arial\" w:char=\"00E9\"/></w:r>";
        Assert.Equal("a\nb\tc-defαé", Read($"<w:p>{runs}</w:p>").Story());
    }

    [Fact]
    public void Page_headers_and_footers_are_set_aside() =>
        Assert.Equal(
            "The Long Night\n7",
            Read(P("He walked."), ("header", P("The Long Night")), ("footer", P("7"))).Of(UnitKind.Pages)
        );

    [Fact]
    public void What_the_program_noted_is_the_book_s_metadata()
    {
        var file = Zip([
            ("[Content_Types].xml", "<Types/>"),
            (
                "word/document.xml",
                "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>He walked.</w:t></w:r></w:p></w:body></w:document>"
            ),
            (
                "docProps/core.xml",
                "<p xmlns:dc=\"d\"><dc:title>Night</dc:title><dc:creator>A. Writer; B. Writer</dc:creator><dc:created>2020-01-02T03:04:05Z</dc:created></p>"
            ),
        ]);
        var metadata = BookReader.Read(file, "night.docx").Metadata;
        Assert.Equal(("Night", "2020-01-02"), (metadata.Title, metadata.Date));
        Assert.Equal(["A. Writer", "B. Writer"], metadata.Authors);
    }

    [Theory]
    [InlineData("EncryptedPackage", "file_encrypted")]
    [InlineData("WordDocument", "file_old_word")]
    public void Documents_with_a_password_and_of_the_old_format_are_refused_by_name(string stream, string code)
    {
        byte[] file = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes(stream)];
        Assert.Equal(code, Assert.Throws<BookReadException>(() => BookReader.Read(file, "night.docx")).Reason.Code);
    }

    [Fact]
    public void Xml_without_end_and_without_bottom_is_damaged()
    {
        foreach (var body in (string[])["<w:p><w:r>", string.Concat(Enumerable.Repeat("<w:sdt>", 100_000))])
            Assert.Equal("file_damaged", Assert.Throws<BookReadException>(() => Read(body)).Reason.Code);
    }
}
