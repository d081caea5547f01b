using System.Text;

namespace Weft.Tests.Books;

/// <summary>Texts made of the pieces that splitters stumble over, and bytes of every kind.</summary>
internal static class RandomTexts
{
    private static readonly string[] Pieces =
    [
        "第",
        "一",
        "百",
        "二十三",
        "章",
        "回",
        "卷",
        "节",
        "部",
        " ",
        "\u3000",
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u2028",
        "Chapter ",
        "CHAPTER ",
        "IV",
        "1",
        "23.",
        ". ",
        "Book the First",
        "PART ",
        "CONTENTS\n",
        "目录\n",
        "序",
        "楔子\n",
        "尾声\n",
        "番外",
        "PREFACE\n",
        "EPILOGUE\n",
        "# ",
        "## ",
        "```\n",
        "---\n",
        "===\n",
        "> ",
        "- ",
        "    ",
        "*** START OF THIS PROJECT GUTENBERG EBOOK\n",
        "*** END OF THIS PROJECT GUTENBERG EBOOK\n",
        "他走了。",
        "“你好！”",
        "He went away. ",
        "the letter, and ",
        "(Cont.)",
        "，",
        "第一章 起点\n",
        "第二章 渡口\n",
        "Chapter 2\n",
        "II. The Ford\n",
        "一、\n",
        "\ud83d\ude00",
        "\ufeff",
        "\u200b",
        "\t",
        "<h2>",
        "</h2>",
        "[",
        "](",
        ")",
        "{#a}",
        "\u0001",
        "下回分解",
    ];

    public static string Text(Random random, int longest)
    {
        var text = new StringBuilder();
        var pool = Pieces.OrderBy(_ => random.Next()).Take(random.Next(2, Pieces.Length)).ToArray();
        for (var count = random.Next(1, longest); count > 0; count--)
            text.Append(pool[random.Next(pool.Length)]);
        return text.ToString();
    }

    public static byte[] Bytes(Random random)
    {
        var kind = random.Next(4);
        if (kind == 0)
        {
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            return noise;
        }
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var name = new[] { "utf-8", "utf-16", "utf-16BE", "gb18030", "big5", "windows-1252", "utf-32" }[random.Next(7)];
        var bytes = Encoding.GetEncoding(name).GetBytes(Text(random, 60));
        for (var hits = kind == 1 ? random.Next(5) : 0; hits > 0 && bytes.Length > 0; hits--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
