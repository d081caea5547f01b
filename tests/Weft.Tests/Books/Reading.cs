using System.Text;
using Weft.Books;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>Bytes to text: every encoding a book comes in, long and short, and every file that is none.</summary>
public sealed class Reading
{
    private const string Chinese = "第一章 起点\n他沿着河边慢慢地走着，心里想着昨天夜里发生的事情，却怎么也想不明白。\n";
    private const string Traditional = "第一章 起點\n他沿著河邊慢慢地走著，心裡想著昨天夜裡發生的事情，卻怎麼也想不明白。\n";
    private const string English = "Chapter 1\r\n\r\n“Don’t go,” she said — and the café was closed.\r\n";

    static Reading() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", Chinese, 1)]
    [InlineData("utf-16", Chinese, 1)]
    [InlineData("utf-16BE", Chinese, 1)]
    [InlineData("gb18030", Chinese, 1)]
    [InlineData("gb18030", Chinese, 2000)]
    [InlineData("gb18030", Traditional, 1)]
    [InlineData("gb2312", Chinese, 1)]
    [InlineData("big5", Traditional, 1)]
    [InlineData("big5", Traditional, 2000)]
    [InlineData("utf-16", English, 1)]
    [InlineData("utf-16BE", English, 1)]
    [InlineData("windows-1252", English, 1)]
    [InlineData("windows-1252", English, 2000)]
    [InlineData("us-ascii", "Chapter 1\n\nIt was late.\n", 1)]
    public void Text_comes_back_as_it_was_written(string encoding, string text, int times)
    {
        var whole = string.Concat(Enumerable.Repeat(text, times));
        var read = BookReader.Read(Encoding.GetEncoding(encoding).GetBytes(whole), "book.txt");
        Assert.Equal((whole, 0, "text"), (read.Text, read.Replaced, read.Format));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    [InlineData("gb18030")]
    public void A_byte_order_mark_decides_and_goes(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var read = BookReader.Read(encoding.GetBytes("\ufeff" + Chinese), "book.txt");
        Assert.Equal(Chinese, read.Text);
    }

    [Theory]
    [InlineData("红楼梦", "gb18030")]
    [InlineData("第一章", "gb18030")]
    [InlineData("你好，世界。", "gb18030")]
    [InlineData("café", "windows-1252")]
    [InlineData("“Yes,” he said.", "windows-1252")]
    [InlineData("It’s 5 o’clock", "windows-1252")]
    [InlineData("Brontë, Charlotte: Jane Eyre", "windows-1252")]
    public void A_few_words_are_enough_to_tell_Chinese_from_Western(string text, string encoding)
    {
        var read = BookReader.Read(Encoding.GetEncoding(encoding).GetBytes(text), "book.txt");
        Assert.Equal((text, encoding), (read.Text, read.Encoding));
    }

    [Fact]
    public void Characters_that_cannot_be_decoded_are_counted()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Chinese, 20)));
        bytes[100] = 0xFF;
        bytes[400] = 0xFE;
        var read = BookReader.Read(bytes, "book.txt");
        Assert.Equal("utf-8", read.Encoding);
        Assert.InRange(read.Replaced, 2, 6);
        Assert.Equal(read.Replaced, read.Text.Count(c => c == '\uFFFD'));
    }

    [Fact]
    public void A_replacement_sign_that_stands_in_the_file_is_not_counted()
    {
        var read = BookReader.Read(Encoding.UTF8.GetBytes("a \uFFFD b"), "book.txt");
        Assert.Equal(("a \uFFFD b", 0), (read.Text, read.Replaced));
    }

    [Fact]
    public void A_file_cut_off_inside_a_character_is_still_its_encoding()
    {
        foreach (var name in new[] { "utf-8", "gb18030" })
        {
            var bytes = Encoding.GetEncoding(name).GetBytes(string.Concat(Enumerable.Repeat(Chinese, 20)) + "河");
            var read = BookReader.Read(bytes[..^1], "book.txt");
            Assert.Equal((name, 1), (read.Encoding, read.Replaced));
        }
    }

    [Fact]
    public void Line_ends_stay()
    {
        const string Text = "one\r\ntwo\nthree\rfour";
        Assert.Equal(Text, BookReader.Read(Encoding.UTF8.GetBytes(Text), "book.txt").Text);
    }

    [Theory]
    [InlineData("book.md", "markdown")]
    [InlineData("BOOK.MARKDOWN", "markdown")]
    [InlineData("book.txt", "text")]
    [InlineData("book", "text")]
    public void The_extension_tells_the_format(string name, string format) =>
        Assert.Equal(format, BookReader.Read("text"u8.ToArray(), name).Format);

    public static TheoryData<byte[], string> Refused =>
        new()
        {
            { [], "is empty" },
            { [0xEF, 0xBB, 0xBF], "only a byte order mark" },
            { [0xFF, 0xFE], "only a byte order mark" },
            { Encoding.UTF8.GetBytes(" \r\n\t\u3000\u3000\n\u00a0\ufeff\u200b"), "only white space" },
            { [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "PNG" },
            { "%PDF-1.7 …"u8.ToArray(), "is damaged" },
            { "PK\u0003\u0004 mimetypeapplication/epub+zip"u8.ToArray(), "is damaged" },
            { "PK\u0003\u0004 something.bin"u8.ToArray(), "ZIP archive and no book" },
            { [.. new byte[60], .. "BOOKMOBI"u8, .. new byte[60]], "Calibre" },
            { "{\\rtf1 text}"u8.ToArray(), "RTF" },
            { "<!DOCTYPE html><html><body><img src='a.png'></body></html>"u8.ToArray(), "holds no text" },
            { [1, 2, 3, 0, 4, 5, 0, 0, 0, 6, 7, 8, 9, 0xFF], "not text" },
            { [.. "ab"u8, .. new byte[64], .. "cd"u8], "not text" },
            { "a\0b\0\0c\0\0d\0e\0\0f\0g\0\0"u8.ToArray(), "not text" },
            { [.. "book/1.txt"u8, .. new byte[247], .. "ustar\0"u8, .. new byte[250], .. "He went home."u8], "tar archive" },
            { [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3E, 0, 1, 0, 0, 0], "program" },
        };

    /// <summary>The text, and what stands in it: one zero, many at its end as a broken download leaves them, a hole.</summary>
    [Theory]
    [InlineData("utf-8", Chinese)]
    [InlineData("utf-8", English)]
    [InlineData("utf-16", Chinese)]
    [InlineData("utf-16", English)]
    [InlineData("gb18030", Chinese)]
    [InlineData("big5", Traditional)]
    [InlineData("windows-1252", English)]
    public void Zeros_in_a_text_are_left_out_and_counted(string encoding, string text)
    {
        var whole = string.Concat(Enumerable.Repeat(text, 20));
        var half = whole.Length / 2;
        foreach (
            var (damaged, zeros) in new[]
            {
                (whole[..half] + "\0" + whole[half..], 1),
                (whole[..1] + "\0" + whole[1..], 1),
                (whole + new string('\0', 400), 400),
                (whole[..half] + new string('\0', 300) + whole[half..] + "\0", 301),
            }
        )
        {
            var bytes = Encoding.GetEncoding(encoding).GetBytes(damaged);
            if (encoding == "utf-16")
                bytes = [0xFF, 0xFE, .. bytes];
            var read = BookReader.Read(bytes, "book.txt");
            Assert.Equal(whole, read.Text);
            Assert.Equal(zeros, read.Replaced);
        }
    }

    /// <summary>The commonest characters are few in it, and kana have the same bytes in Japanese encodings.</summary>
    [Theory]
    [InlineData("寄生少女ゆうちゃん\n寄生少女ゆうちゃん\n寄生少女ゆうちゃん\n", false)]
    [InlineData("第一章 少女マリカ\n　　マリカ走进了教室。\n", false)]
    [InlineData("林青山Hello\n", true)]
    public void Chinese_with_kana_in_GBK_is_Chinese_and_a_guess_is_called_one(string text, bool guessed)
    {
        var read = BookReader.Read(Encoding.GetEncoding("gb18030").GetBytes(text), "book.txt");
        Assert.Equal((text, "gb18030", guessed), (read.Text, read.Encoding, read.Guessed));
    }

    [Theory]
    [InlineData("gb18030", "gbk")]
    [InlineData("gb18030", "GB2312")]
    [InlineData("big5", "Big5")]
    [InlineData("euc-jp", "euc-jp")]
    [InlineData("utf-16", "utf-16")]
    public void An_encoding_that_a_person_names_is_taken(string written, string named)
    {
        const string Text = "第一章\n少女\n";
        var read = BookReader.Read(Encoding.GetEncoding(written).GetBytes(Text), "book.txt", named);
        Assert.Equal((Text, false), (read.Text, read.Guessed));
    }

    [Theory]
    [InlineData("klingon")]
    [InlineData("utf-7")]
    [InlineData("")]
    public void An_encoding_that_there_is_not_is_refused(string named) =>
        Assert.Contains(
            "gb18030",
            Assert.Throws<BookReadException>(() => BookReader.Read("x"u8.ToArray(), "b.txt", named)).Message
        );

    [Fact]
    public void English_in_UTF16_without_a_mark_is_no_text_full_of_zeros() =>
        Assert.Equal("utf-16le", BookReader.Read(Encoding.Unicode.GetBytes("Go on."), "book.txt").Encoding);

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_text_is_refused_with_a_word_on_what_to_do(byte[] content, string reason)
    {
        var e = Assert.Throws<BookReadException>(() => BookReader.Read(content, "my-book.txt"));
        Assert.StartsWith("my-book.txt ", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_before_it_is_read()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "a text of twenty-two b");
            var e = Assert.Throws<BookReadException>(() => BookReader.Read(path, sizeLimit: 21));
            Assert.Contains("split it", e.Message, StringComparison.Ordinal);
            Assert.Equal("a text of twenty-two b", BookReader.Read(path, sizeLimit: 22).Text);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("/no/such/folder/book.txt")]
    [InlineData("/")]
    [InlineData("")]
    public void A_missing_file_is_named(string path) => Assert.Throws<BookReadException>(() => BookReader.Read(path));

    [Fact]
    public void Reading_any_bytes_gives_a_text_or_a_refusal()
    {
        var random = new Random(20251124);
        for (var round = 0; round < 3000; round++)
        {
            var content = RandomTexts.Bytes(random);
            try
            {
                var book = BookCutter.Cut(content, round % 2 == 0 ? "book.txt" : "book.md");
                Covering.Check(book.Text.Text, book.Units);
            }
            catch (BookReadException e)
            {
                Assert.Contains(":", e.Message, StringComparison.Ordinal);
            }
        }
    }
}
