using System.Text;
using Weft.Books;
using Weft.Books.Formats;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Books;

public sealed class EpubFormatLine : FormatConformance
{
    public override string Format => "epub";

    protected override string FileName => "night.epub";

    protected override IReadOnlyList<string> Chapters { get; } = ["起点", "渡口"];

    protected override byte[] Content() =>
        SmallEpub.Of(
            [("起点", "a.xhtml"), ("渡口", "b.xhtml")],
            ("a.xhtml", "<h2>起点</h2><p>他沿着河边慢慢地走着，什么也没有想。</p>"),
            ("b.xhtml", "<h2>渡口</h2><p>老人放下手里的茶碗，看了他一眼。</p>")
        );
}

/// <summary>EPUBs as shops and programs make them.</summary>
public sealed class EpubBooks
{
    private const string Story = "<p>他沿着河边慢慢地走着，什么也没有想。老人放下手里的茶碗，看了他一眼。</p>";

    [Fact]
    public void Metadata_are_read()
    {
        var book = Cut(SmallEpub.Of([], ("a.xhtml", "<h2>第一章 起点</h2>" + Story)));
        Assert.Equal("长夜行", book.Title);
        Assert.Equal(
            new BookMetadata
            {
                Title = "长夜行",
                Authors = ["林远"],
                Language = "zh-CN",
                Date = "2019",
                Description = "一个人的路。",
            },
            book.Text.Metadata
        );
    }

    [Fact]
    public void A_navigation_whose_entries_all_lead_to_one_place_is_not_believed() =>
        Assert.Equal(
            ["山外", "起点", "渡口"],
            Chapters(
                SmallEpub.Of(
                    [("山外", "a.xhtml"), ("起点", "a.xhtml"), ("渡口", "a.xhtml")],
                    ("a.xhtml", $"<h2>山外</h2>{Story}<h2>起点</h2>{Story}<h2>渡口</h2>{Story}")
                )
            )
        );

    [Fact]
    public void Bare_numbers_under_each_title_are_sections_of_chapters() =>
        Assert.Equal(
            ["山外", "起点", "渡口"],
            Chapters(
                SmallEpub.Of(
                    [],
                    ("a.xhtml", $"<h1>山外</h1><h2>一</h2>{Story}<h2>二</h2>{Story}<h2>三</h2>{Story}"),
                    ("b.xhtml", $"<h1>起点</h1><h2>一</h2>{Story}<h2>二</h2>{Story}"),
                    ("c.xhtml", $"<h1>渡口</h1><h2>一</h2>{Story}<h2>二</h2>{Story}")
                )
            )
        );

    [Fact]
    public void Headings_that_are_pictures_come_from_the_navigation() =>
        Assert.Equal(
            ["山外", "起点", "渡口"],
            Chapters(
                SmallEpub.Of(
                    [("山外", "a.xhtml"), ("起点", "b.xhtml"), ("渡口", "c.xhtml")],
                    ("a.xhtml", "<h1>山外</h1>" + Story),
                    ("b.xhtml", "<img src='b.png' alt='title'/>" + Story),
                    ("c.xhtml", "<h1>渡口</h1>" + Story)
                )
            )
        );

    [Fact]
    public void A_chapter_may_go_on_in_the_next_document()
    {
        var book = Cut(
            SmallEpub.Of(
                [("山外", "a.xhtml"), ("渡口", "c.xhtml")],
                ("a.xhtml", "<h1>山外</h1>" + Story),
                ("b.xhtml", Story),
                ("c.xhtml", "<h1>渡口</h1>" + Story)
            )
        );
        Assert.Equal(["山外", "渡口"], book.Units.Select(unit => unit.Title));
        Assert.True(book.Units[0].Length > book.Units[1].Length * 3 / 2);
    }

    [Fact]
    public void One_document_has_the_chapters_that_its_text_has_where_the_navigation_names_only_the_document() =>
        Assert.Equal(
            Enumerable.Range(1, 8).Select(n => $"路 {n}"),
            Chapters(
                SmallEpub.Of(
                    [("Start", "a.xhtml"), ("End", "b.xhtml")],
                    ("a.xhtml", string.Concat(Enumerable.Range(1, 7).Select(n => $"<h2>路 {n}</h2>{Story}"))),
                    ("b.xhtml", "<h2>路 8</h2>" + Story)
                )
            )
        );

    [Fact]
    public void Chapters_in_one_document_are_told_apart_by_the_names_that_the_navigation_links_to() =>
        Assert.Equal(
            ["山外", "起点", "渡口"],
            Chapters(
                SmallEpub.Of(
                    [("山外", "a.xhtml#x"), ("起点", "a.xhtml#y"), ("渡口", "a.xhtml#z")],
                    ("a.xhtml", $"<p id='x'>山外</p>{Story}<p><a id='y'/>起点</p>{Story}<p id='z'>渡口</p>{Story}")
                )
            )
        );

    [Fact]
    public void A_title_page_and_a_colophon_are_no_chapters()
    {
        var book = Cut(
            SmallEpub.Of(
                [("Titlepage", "t.xhtml"), ("山外", "a.xhtml"), ("渡口", "b.xhtml"), ("Fin", "z.xhtml")],
                (
                    "t.xhtml",
                    "<body epub:type='frontmatter'><section epub:type='titlepage'><h1>长夜行</h1><p>林远</p></section></body>"
                ),
                ("a.xhtml", "<h2>山外</h2>" + Story),
                ("b.xhtml", "<h2>渡口</h2>" + Story),
                ("z.xhtml", "<body epub:type='backmatter'><section epub:type='colophon'><p>某某出版社</p></section></body>")
            )
        );
        Assert.Equal(
            [UnitKind.Front, UnitKind.Chapter, UnitKind.Chapter, UnitKind.Appendix],
            book.Units.Select(unit => unit.Kind)
        );
    }

    [Fact]
    public void Notes_ruby_and_page_numbers_stand_after_the_book()
    {
        var book = Cut(
            SmallEpub.Of(
                [],
                (
                    "a.xhtml",
                    "<h2>第一章 起点</h2><p>他<ruby>沿<rt>yán</rt></ruby>着河<span epub:type='pagebreak' title='12'/>边走<a epub:type='noteref' href='#n1'>1</a>。</p>"
                        + "<aside epub:type='footnote' id='n1'><p>黄河。</p></aside><p>请记住本站域名 www.example.com 最快更新</p>"
                )
            )
        );
        var units = book.Units.ToDictionary(unit => unit.Kind, unit => book.Text.Text.Substring(unit.Start, unit.Length).Trim());
        Assert.Equal("第一章 起点\n\n他沿着河边走[1]。", units[UnitKind.Chapter]);
        Assert.Equal("[1] 黄河。", units[UnitKind.Notes]);
        Assert.Equal("沿（yán）", units[UnitKind.Ruby]);
        Assert.Equal("12", units[UnitKind.Pages]);
        Assert.Equal("请记住本站域名 www.example.com 最快更新", units[UnitKind.Advertising]);
    }

    [Fact]
    public void A_locked_book_is_refused_and_scrambled_fonts_are_not()
    {
        var files = new List<(string, byte[])>();
        Add(SmallEpub.Container, "META-INF/container.xml");
        Add(
            "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>",
            "OEBPS/book.opf"
        );
        Add(SmallEpub.Page("<h2>第一章</h2>" + Story), "OEBPS/a.xhtml");
        Assert.Single(Chapters(Locked("OEBPS/fonts/a.otf")));
        var refusal = Assert.Throws<BookReadException>(() => Cut(Locked("OEBPS/a.xhtml")));
        Assert.Contains("DRM", refusal.Message, StringComparison.Ordinal);

        void Add(string text, string name) => files.Add((name, Encoding.UTF8.GetBytes(text)));

        byte[] Locked(string name) =>
            ZipOf.Bytes([
                .. files,
                (
                    "META-INF/encryption.xml",
                    Encoding.UTF8.GetBytes(
                        $"<encryption><EncryptedData><CipherData><CipherReference URI='{name}'/></CipherData></EncryptedData></encryption>"
                    )
                ),
            ]);
    }

    [Fact]
    public void What_unpacks_to_more_than_a_book_is_refused_before_it_fills_the_memory()
    {
        var bomb = ZipOf.Bytes(
            ("META-INF/container.xml", Encoding.UTF8.GetBytes(SmallEpub.Container)),
            ("OEBPS/book.opf", new byte[64 * 1024 * 1024])
        );
        Assert.True(bomb.Length < 200_000);
        Assert.Contains("unpacks to more", Assert.Throws<BookReadException>(() => Cut(bomb)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_lead_out_of_the_archive_lead_nowhere()
    {
        var epub = ZipOf.Files(
            (
                "META-INF/container.xml",
                SmallEpub.Container.Replace("OEBPS/book.opf", "../../etc/passwd", StringComparison.Ordinal)
            ),
            ("x.txt", "text")
        );
        Assert.Contains("damaged", Assert.Throws<BookReadException>(() => Cut(epub)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_book_of_one_document_is_read_or_refused_and_nothing_else() =>
        Mutations.Check(
            SmallEpub.Of(
                [("起点", "a.xhtml"), ("渡口", "a.xhtml#b")],
                ("a.xhtml", $"<h2>起点</h2>{Story}<h2 id='b'>渡口</h2>{Story}")
            ),
            "night.epub"
        );

    private static CutBook Cut(byte[] content) => BookCutter.Cut(content, "night.epub");

    private static IEnumerable<string> Chapters(byte[] content) =>
        Cut(content).Units.Where(unit => unit.Kind == UnitKind.Chapter).Select(unit => unit.Title);
}
