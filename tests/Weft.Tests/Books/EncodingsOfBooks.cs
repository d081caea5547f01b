using System.Text;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>Real books and their pieces, written in every encoding that books come in, and damaged as files are.</summary>
public sealed class EncodingsOfBooks(ITestOutputHelper output)
{
    static EncodingsOfBooks() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly int[] Lengths = [20, 60, 200, 1000, 20_000];

    private static readonly int[] Places = [0, 3_001, 20_011, 61_003];

    /// <summary>Each encoding against pieces of many lengths from many places: all are read back, and named.</summary>
    [Theory]
    [InlineData("zh/sanguo-yanyi.txt", "utf-8", "utf-8")]
    [InlineData("zh/sanguo-yanyi.txt", "gb18030", "gb18030")]
    [InlineData("zh/sanguo-yanyi.txt", "utf-16", "utf-16le")]
    [InlineData("zh/sanguo-yanyi.txt", "utf-16BE", "utf-16be")]
    [InlineData("zh/a-q-zhengzhuan-trad.txt", "big5", "big5")]
    [InlineData("zh/a-q-zhengzhuan-trad.txt", "gb18030", "gb18030")]
    [InlineData("en/two-cities.txt", "windows-1252", "windows-1252")]
    [InlineData("en/two-cities.txt", "utf-16", "utf-16le")]
    [InlineData("en/two-cities.txt", "utf-16BE", "utf-16be")]
    public void Pieces_of_a_book_come_back_as_they_were(string file, string written, string named)
    {
        var book = BookReader.Read(Require.CorpusFile(file)).Text;
        var encoding = Encoding.GetEncoding(written, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        var (right, wrong) = (0, new List<string>());
        foreach (var length in Lengths)
        foreach (var place in Places)
        {
            // Past the frame, and without what the encoding cannot write.
            var piece = book.Substring(place % (book.Length - length), length).Replace("\ufeff", "");
            piece = encoding.GetString(encoding.GetBytes(piece));
            if (piece.All(c => c < 0x80) && written == "windows-1252")
                continue;
            var read = BookReader.Read(encoding.GetBytes(piece), "piece.txt");
            if (read.Text == piece && read.Encoding == named)
                right++;
            else
                wrong.Add($"{length} from {place}: {read.Encoding}{(read.Guessed ? " (a guess)" : "")}: {Cells(read.Text)}");
        }
        output.WriteLine($"{file} in {written}: {right} right, {wrong.Count} wrong");
        wrong.ForEach(output.WriteLine);
        Assert.Empty(wrong);
    }

    private static string Cells(string text) => OneLine.Of(text.Length > 20 ? text[..20] : text);

    private const string Japanese =
        "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは記憶している。吾輩はここで始めて人間というものを見た。\n";

    private const string Korean =
        "나는 그 사람을 항상 선생님이라고 불렀다. 그래서 여기서도 그냥 선생님이라고 쓸 뿐이고 본명을 밝히지는 않겠다. 이것은 세상을 꺼려서라기보다 그것이 나에게 자연스럽기 때문이다.\n";

    [Theory]
    [InlineData("shift_jis", Japanese, "Japanese text in shift_jis", "日文文本（shift_jis）")]
    [InlineData("euc-jp", Japanese, "Japanese text in euc-jp", "日文文本（euc-jp）")]
    [InlineData("euc-kr", Korean, "Korean text in euc-kr", "韩文文本（euc-kr）")]
    public void Japanese_and_Korean_are_refused_by_name_and_read_where_a_person_says_so(
        string encoding,
        string text,
        string english,
        string chinese
    )
    {
        foreach (var times in new[] { 1, 50 })
        {
            var whole = string.Concat(Enumerable.Repeat(text, times));
            var bytes = Encoding.GetEncoding(encoding).GetBytes(whole);
            var error = Assert.Throws<BookReadException>(() => BookReader.Read(bytes, "b.txt"));
            Assert.Contains(english, error.Message);
            Assert.Contains(chinese, error.Reason.Say(Phrases.Chinese.Reasons));
            Assert.Equal(whole, BookReader.Read(bytes, "b.txt", encoding).Text);
        }
    }

    [Theory]
    [InlineData("zh", "gb18030", 2)]
    [InlineData("zh", "gb18030", 20)]
    [InlineData("zh", "big5", 10)]
    [InlineData("en", "windows-1252", 10)]
    public void Two_encodings_in_one_file_are_read_each_as_what_it_is(string language, string second, int turns)
    {
        var prose = SampleProse.Of(language).Where(text => text.Any(c => c > 0x80)).Take(80).ToList();
        var encoding = Encoding.GetEncoding(second);
        var (bytes, text) = (new List<byte>(), new StringBuilder());
        foreach (var (paragraph, i) in prose.Select((paragraph, i) => (paragraph, i)))
        {
            var written = i * turns / prose.Count % 2 == 0 ? Encoding.UTF8 : encoding;
            var line = written.GetString(written.GetBytes(paragraph + "\r\n\r\n"));
            bytes.AddRange(written.GetBytes(line));
            text.Append(line);
        }
        var read = BookReader.Read([.. bytes], "book.txt");
        Assert.Equal((text.ToString(), "utf-8+" + second, 0), (read.Text, read.Encoding, read.Replaced));
        var cut = new CutBook("t", language, read, []);
        Assert.Contains(second, Assert.Single(SplitText.Warnings(cut, Phrases.English)));
    }

    /// <summary>谢谢 alone in a line looks like two Russian letters in UTF-8.</summary>
    [Fact]
    public void Short_lines_that_look_like_another_encoding_stay_what_the_others_are()
    {
        var text = string.Concat(SampleProse.Of("zh").Take(20).Select(line => line + "\n谢谢\n\n"));
        var read = BookReader.Read(Encoding.GetEncoding("gb18030").GetBytes(text), "book.txt");
        Assert.Equal((text, "gb18030"), (read.Text, read.Encoding));
    }

    /// <summary>Bytes that another program wrote (Python's codec big5hkscs): nearly half of its characters are Hong Kong's own.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("big5")]
    [InlineData("big5-hkscs")]
    public void Cantonese_in_the_Big5_of_Hong_Kong_is_read_whole(string? told)
    {
        var bytes = Convert.FromHexString(
            "B2C4A440B3B920B4E7A4660ACA5C925D9DF6AA65C3E4A6E69DF7A66EAD40A141C94EA448C1BF9DCFA1439DF5ADD3A6D1A448AE61B8DCA147A175A741"
                + "925D95DA95DA91C19DEEA148A176AAFCA9FAADF8AABEC249B5AAA141B262AB59B1E6A6ED9DF8A4F4A1430A"
        );
        var read = BookReader.Read(bytes, "book.txt", told);
        Assert.Equal(
            (
                "第一章 渡口\n佢哋喺河邊行咗好耐，冇人講嘢。嗰個老人家話：「你哋啱啱嚟㗎？」阿明唔知點答，淨係望住啲水。\n",
                "big5-hkscs",
                0
            ),
            (read.Text, read.Encoding, read.Replaced)
        );
    }

    [Theory]
    [InlineData("gb18030")]
    [InlineData("big5")]
    public void A_mark_of_another_encoding_does_not_mislead(string encoding)
    {
        var text = string.Concat(SampleProse.Of("zh").Take(20).Select(line => line + "\n"));
        text = Encoding.GetEncoding(encoding).GetString(Encoding.GetEncoding(encoding).GetBytes(text));
        var read = BookReader.Read([0xEF, 0xBB, 0xBF, .. Encoding.GetEncoding(encoding).GetBytes(text)], "book.txt");
        Assert.Equal((text, encoding), (read.Text, read.Encoding));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void UTF16_that_was_cut_off_inside_a_character_loses_that_one(string encoding)
    {
        var text = string.Concat(SampleProse.Of("zh").Take(20).Select(line => line + "\n"));
        var read = BookReader.Read(Encoding.GetEncoding(encoding).GetBytes(text)[..^1], "book.txt");
        Assert.Equal((text[..^1] + "\uFFFD", 1), (read.Text, read.Replaced));
    }

    [Fact]
    public void What_could_not_be_read_is_shown_where_it_stands()
    {
        var bytes = Encoding.UTF8.GetBytes(
            "第一章 起点\n他走了。\n\n他沿着河边慢慢地走着，心里想着昨天夜里发生的事情。\n第二章 渡口\n他来了。\n"
                + string.Concat(Enumerable.Repeat("他沿着河边慢慢地走着。\n", 40))
        );
        bytes[Encoding.UTF8.GetByteCount("第一章 起点\n他走了。\n\n他沿着河边")] = 0xFF;
        var read = BookReader.Read(bytes, "book.txt");
        var place = Assert.Single(UnreadPlace.In(read, 5));
        Assert.Equal(4, place.Line);
        Assert.StartsWith("他沿着河边\uFFFD", place.Around, StringComparison.Ordinal);
        var cut = new CutBook("t", "zh", read, []);
        Assert.Contains("line 4: “他沿着河边�", Assert.Single(SplitText.Warnings(cut, Phrases.English)));
        Assert.Contains("第 4 行：“他沿着河边�", Assert.Single(SplitText.Warnings(cut, Phrases.Chinese)));
    }

    [Fact]
    public void A_sample_shows_which_encoding_is_right()
    {
        var bytes = Encoding.GetEncoding("gb18030").GetBytes("Chapter\n第一章 起点\n他走了，谁也没有看见。\n");
        var samples = EncodingSample.Of(bytes);
        Assert.Equal(("gb18030", 0), (samples[0].Encoding, samples[0].Unread));
        Assert.StartsWith("第一章 起点 他走了", samples[0].Text, StringComparison.Ordinal);
        Assert.Empty(EncodingSample.Of("plain"u8.ToArray()));
    }
}
