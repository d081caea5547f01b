using Weft.Books;
using Xunit;
using static Weft.Tests.Books.Office.OfficeFiles;

namespace Weft.Tests.Books.Office;

public sealed class OdtFormat : FormatConformance
{
    public override string Format => "odt";

    protected override string FileName => "night.odt";

    protected override IReadOnlyList<string> Chapters { get; } = ["The Ford", "The Letter"];

    protected override byte[] Content() =>
        Odt(
            "<text:h text:outline-level=\"1\">The Ford</text:h><text:p>He walked along the river.</text:p>"
                + "<text:h text:outline-level=\"1\">The Letter</text:h><text:p>There was no answer.</text:p>"
        );
}

public sealed class OdtTests
{
    private static BookText Read(string text, string automatic = "", string styles = "", string meta = "") =>
        BookReader.Read(Odt(text, automatic, styles, meta), "night.odt");

    [Fact]
    public void A_flat_file_is_read_as_a_zipped_one_is()
    {
        var text = "<text:h text:outline-level=\"2\">One</text:h><text:p>He walked.</text:p>";
        var (flat, zipped) = (BookReader.Read(Fodt(text), "night.fodt"), Read(text));
        Assert.Equal("odt", flat.Format);
        Assert.Equal(zipped.Text, flat.Text);
        Assert.Equal(["2 One"], flat.Headings());
    }

    [Fact]
    public void A_damaged_flat_file_is_read_or_refused_and_nothing_else() =>
        Mutations.Check(
            Fodt(
                "<text:h text:outline-level=\"1\">The Ford</text:h><text:p>He walked<text:note><text:note-body><text:p>Far.</text:p></text:note-body></text:note>.</text:p>"
                    + "<text:list><text:list-item><text:p text:style-name=\"P1\">A</text:p></text:list-item></text:list>",
                "<style:style style:name=\"P1\" style:family=\"paragraph\"/>"
            ),
            "night.fodt"
        );

    [Fact]
    public void The_title_is_the_book_s_and_no_chapter()
    {
        var book = Read(
            "<text:p text:style-name=\"P1\">The Long Night</text:p><text:h text:outline-level=\"1\">One</text:h><text:p>He walked.</text:p>",
            "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Title\"/>",
            "<office:styles><style:style style:name=\"Title\" style:family=\"paragraph\"/></office:styles>"
        );
        Assert.Equal("The Long Night", book.Metadata.Title);
        Assert.Equal(["1 One"], book.Headings());
    }

    [Theory]
    [InlineData("style:num-format=\"1\" style:num-prefix=\"Chapter \" style:num-suffix=\".\"", "1 Chapter 1. A|1 Chapter 2. B")]
    [InlineData("style:num-format=\"一, 二, 三, ...\" style:num-list-format=\"第%1%章\"", "1 第一章 A|1 第二章 B")]
    [InlineData("style:num-format=\"\"", "1 A|1 B")]
    public void Numbers_of_headings_are_written(string level, string headings) =>
        Assert.Equal(
            headings.Split('|'),
            Read(
                    "<text:h text:outline-level=\"1\">A</text:h><text:h text:outline-level=\"1\">B</text:h>",
                    styles: $"<office:styles><text:outline-style><text:outline-level-style text:level=\"1\" {level}/></text:outline-style></office:styles>"
                )
                .Headings()
        );

    [Fact]
    public void Lists_are_numbered_level_by_level_and_each_begins_anew()
    {
        var style =
            "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>"
            + "<text:list-level-style-number text:level=\"2\" style:num-format=\"a\" text:display-levels=\"2\"/></text:list-style>";
        var list =
            "<text:list text:style-name=\"L1\"><text:list-item><text:p>x</text:p><text:list><text:list-item><text:p>y</text:p></text:list-item></text:list></text:list-item>"
            + "<text:list-item><text:p>z</text:p><text:p>more</text:p></text:list-item></text:list>";
        Assert.Equal("1. x\n1.a y\n2. z\nmore\n\n1. x\n1.a y\n2. z\nmore", Read(list + list, style).Story());
    }

    [Fact]
    public void Notes_leave_their_mark_and_comments_none()
    {
        var book = Read(
            "<text:p>One<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>Foot.</text:p></text:note-body></text:note>"
                + " two<office:annotation><text:p>Really?</text:p></office:annotation>.</text:p>"
        );
        Assert.Equal("One[1] two.", book.Story());
        Assert.Equal("[1] Foot.\nReally?", book.Of(UnitKind.Notes));
    }

    [Fact]
    public void Ruby_keeps_its_base_and_sets_the_reading_aside()
    {
        var book = Read(
            "<text:p>他在<text:ruby><text:ruby-base>林</text:ruby-base><text:ruby-text>lín</text:ruby-text></text:ruby>中</text:p>"
        );
        Assert.Equal(("他在林中", "林 lín"), (book.Story(), book.Of(UnitKind.Ruby)));
    }

    [Fact]
    public void Deleted_and_hidden_text_is_set_aside()
    {
        var book = Read(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>ran</text:p></text:deletion></text:changed-region></text:tracked-changes>"
                + "<text:p>He <text:span text:style-name=\"T1\">secretly </text:span>walked.</text:p>"
                + "<text:section text:display=\"none\"><text:p>Hidden.</text:p></text:section>",
            "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>"
        );
        Assert.Equal("He walked.", book.Story());
        Assert.Equal("ran\nsecretly\nHidden.", book.Of(UnitKind.Deleted));
    }

    [Fact]
    public void A_table_of_contents_is_navigation()
    {
        var book = Read(
            "<text:table-of-content><text:table-of-content-source/><text:index-body><text:p>One 1</text:p></text:index-body></text:table-of-content>"
                + "<text:h text:outline-level=\"1\">One</text:h>"
        );
        Assert.Equal(("One", "One 1"), (book.Story(), book.Of(UnitKind.Navigation)));
    }

    [Fact]
    public void Blanks_are_as_the_file_counts_them() =>
        Assert.Equal(
            "a b  c\td\ne",
            Read("<text:p>\n  a \n b<text:s text:c=\"2\"/>c<text:tab/>d<text:line-break/>e</text:p>").Story()
        );

    [Fact]
    public void Tables_sections_and_text_boxes_stay()
    {
        var row =
            "<table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>";
        Assert.Equal(
            "Inside.\n\nBefore.\n\nBox\n\nA\tB\nA\tB",
            Read(
                    "<text:section><text:p>Inside.</text:p></text:section>"
                        + "<text:p>Before.<draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame></text:p>"
                        + $"<table:table><table:table-header-rows>{row}</table:table-header-rows>{row}</table:table>"
                )
                .Story()
        );
    }

    [Fact]
    public void Page_headers_and_footers_are_set_aside() =>
        Assert.Equal(
            "The Long Night\n7",
            Read(
                    "<text:p>He walked.</text:p>",
                    styles: "<office:master-styles><style:master-page><style:header><text:p>The Long Night</text:p></style:header>"
                        + "<style:footer><text:p>7</text:p></style:footer></style:master-page></office:master-styles>"
                )
                .Of(UnitKind.Pages)
        );

    [Fact]
    public void What_the_program_noted_is_the_book_s_metadata()
    {
        var metadata = Read(
            "<text:p>He walked.</text:p>",
            meta: "<dc:title>Night</dc:title><meta:initial-creator>A. Writer</meta:initial-creator><dc:creator>An editor</dc:creator><dc:language>en-GB</dc:language>"
        ).Metadata;
        Assert.Equal(("Night", "en-GB"), (metadata.Title, metadata.Language));
        Assert.Equal(["A. Writer"], metadata.Authors);
    }

    /// <summary>Programs that pack it anew put its kind elsewhere, or leave it out.</summary>
    [Fact]
    public void A_document_that_does_not_begin_with_its_kind_is_known_by_its_name() =>
        Assert.Equal(
            "odt",
            BookReader
                .Read(
                    OfficeFiles.Zip([
                        (
                            "content.xml",
                            "<d><body><text><p xmlns=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">He walked.</p></text></body></d>"
                        ),
                    ]),
                    "night.ODT"
                )
                .Format
        );

    [Fact]
    public void A_document_with_a_password_is_refused_by_name() =>
        Assert.Equal(
            "file_encrypted",
            Assert
                .Throws<BookReadException>(() => BookReader.Read(Odt("", manifest: "<encryption-data/>"), "night.odt"))
                .Reason.Code
        );
}
