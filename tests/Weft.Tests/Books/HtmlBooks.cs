using System.Text;
using Weft.Books;
using Xunit;

namespace Weft.Tests.Books;

public sealed class HtmlFormatLine : FormatConformance
{
    public override string Format => "html";

    protected override string FileName => "night.html";

    protected override IReadOnlyList<string> Chapters { get; } = ["The Ford", "The Letter"];

    protected override byte[] Content() =>
        Utf8(
            "<!DOCTYPE html><html><head><title>The Long Night</title></head><body><h1>The Long Night</h1><h2>The Ford</h2><p>He walked along the river.</p><h2>The Letter</h2><p>There was no answer.</p></body></html>"
        );
}

public sealed class Fb2FormatLine : FormatConformance
{
    public override string Format => "fb2";

    protected override string FileName => "night.fb2";

    protected override IReadOnlyList<string> Chapters { get; } = ["The Ford", "The Letter"];

    protected override byte[] Content() =>
        Utf8(
            "<?xml version=\"1.0\"?><FictionBook xmlns=\"http://www.gribuser.ru/xml/fictionbook/2.0\"><description><title-info><book-title>The Long Night</book-title></title-info></description>"
                + "<body><title><p>The Long Night</p></title><section><title><p>The Ford</p></title><p>He walked along the river<a type=\"note\">1</a>.</p></section>"
                + "<section><title><p>The Letter</p></title><p>There was no answer.</p></section></body><body name=\"notes\"><section><title><p>1</p></title><p>The Tamar.</p></section></body></FictionBook>"
        );
}

/// <summary>FictionBook in a zip of its own.</summary>
public sealed class PackedFb2
{
    [Fact]
    public void A_damaged_file_is_read_or_refused_and_nothing_else() =>
        Mutations.Check(
            ZipOf.Files(
                (
                    "night.fb2",
                    "<?xml version=\"1.0\"?><FictionBook xmlns=\"http://www.gribuser.ru/xml/fictionbook/2.0\"><body><section><title><p>The Ford</p></title><p>He walked.</p></section></body></FictionBook>"
                )
            ),
            "night.fb2.zip"
        );
}

/// <summary>Pages as people save them.</summary>
public sealed class HtmlBooks
{
    [Fact]
    public void Blanks_and_wraps_of_the_source_are_none_of_the_text() =>
        Assert.Equal(
            "One two three.\n\n他走了很远的路。\n\nfirst\nsecond\n",
            Read("<p>One\n   two&nbsp;\n<b>three</b>.</p><div>他走了\n  很远的路。</div><p>first<br>second</p>").Text
        );

    [Fact]
    public void Scripts_and_styles_are_no_text_and_menus_stand_apart()
    {
        var text = Read("<nav><a href='x'>Home</a></nav><style>p{}</style><script>var a = '<p>no</p>';</script><p>He left.</p>");
        Assert.Equal("He left.\n\nHome\n", text.Text);
        Assert.Equal([new Aside(UnitKind.Navigation, 10)], text.Asides);
    }

    [Theory]
    [InlineData("gb18030", "gb2312", "他沿着河边慢慢地走着，什么也没有想。")]
    [InlineData("big5", "big5", "他沿著河邊慢慢地走著，什麼也沒有想。")]
    [InlineData("utf-8", "gb2312", "他沿着河边慢慢地走着，什么也没有想。")]
    [InlineData("gb18030", "utf-8", "他沿着河边慢慢地走着，什么也没有想。")]
    public void A_page_is_read_as_it_declares_unless_its_bytes_say_otherwise(string written, string declared, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var page = $"<html><head><meta charset=\"{declared}\"></head><body><p>{text}</p></body></html>";
        Assert.Equal(text + "\n", BookReader.Read(Encoding.GetEncoding(written).GetBytes(page), "a.html").Text);
    }

    [Fact]
    public void A_page_under_the_name_of_a_text_is_read_as_a_page() =>
        Assert.Equal("html", BookReader.Read("<!DOCTYPE html><p>He left the house.</p>"u8.ToArray(), "a.txt").Format);

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Throws<BookReadException>(() => Read(string.Concat(Enumerable.Repeat("<div><span>", 400_000)) + "text"));

    private static BookText Read(string body) =>
        BookReader.Read(Encoding.UTF8.GetBytes($"<html><body>{body}</body></html>"), "a.html");
}
