using System.Buffers;

namespace Weft.Books;

/// <summary>
/// How much a decoded text reads like one. Every byte string is valid in some encoding, so validity alone tells nothing:
/// Chinese decoded wrongly gives rare characters, and the commonest ones make up a third of any real text.
/// </summary>
internal static class Readability
{
    /// <summary>The least share of common characters in real Chinese; wrong decodings stay under 0.05.</summary>
    public const double ChineseLimit = 0.12;

    /// <summary>A shorter text without a byte order mark and without a zero byte is not taken for UTF-16.</summary>
    private const int FewestUtf16 = 16;

    private static readonly SearchValues<char> Common = SearchValues.Create(
        "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡裏"
            + "用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實"
            + "日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并並物手应應战戰向头頭"
            + "文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒东東原声聲却卻曰吾何"
            + "，。！？、：；“”「」　"
    );

    /// <summary>Share of the text's non-ASCII characters that are common in Chinese; 0 for a text without any.</summary>
    public static double Chinese(string text)
    {
        var (wide, common) = (0, 0);
        foreach (var c in Sample(text))
        {
            // Kana stand in several encodings under the same bytes: they tell nothing.
            if (c < 0x80 || c is >= '\u3041' and <= '\u30FE')
                continue;
            wide++;
            if (Common.Contains(c))
                common++;
        }
        return wide == 0 ? 0 : (double)common / wide;
    }

    /// <summary>Share of the text's Chinese characters that are common in Chinese: signs, which Japanese has too, don't count.</summary>
    public static double ChineseHan(string text)
    {
        var (han, common) = (0, 0);
        foreach (var c in Sample(text))
        {
            if (!Script.IsHan(c))
                continue;
            han++;
            common += Common.Contains(c) ? 1 : 0;
        }
        return han == 0 ? 0 : (double)common / han;
    }

    /// <summary>Share of characters that an English or Chinese UTF-16 text is made of; 0 where the text does not read as either.</summary>
    public static double Utf16(string text, ReadOnlySpan<byte> content)
    {
        var (ascii, wide, han) = (0, 0, 0);
        foreach (var c in Sample(text))
        {
            if (c is (>= ' ' and <= '~') or '\n' or '\r' or '\t')
                ascii++;
            else
                wide++;
            if (c is >= '\u4e00' and <= '\u9fff' or >= '\u3000' and <= '\u303f' or >= '\uff00' and <= '\uffef')
                han++;
        }
        if (wide <= ascii)
            return (double)ascii / (ascii + wide);
        // Two ASCII letters make a Chinese character, and by chance a common one. Only enough text can tell.
        var chance = !content.Contains((byte)0) && (text.Length < FewestUtf16 || CountAscii(content) > content.Length * 0.8);
        return chance || Chinese(text) < ChineseLimit ? 0 : (double)(ascii + han) / (ascii + wide);
    }

    private static int CountAscii(ReadOnlySpan<byte> content)
    {
        var count = 0;
        foreach (var b in content)
            count += b < 0x80 ? 1 : 0;
        return count;
    }

    /// <summary>A UTF-8 file with a few broken bytes: far more sound sequences of several bytes than unsound ones.</summary>
    public static bool IsDamagedUtf8(ReadOnlySpan<byte> content, int broken)
    {
        var sequences = 0;
        for (var i = 0; i + 1 < content.Length; i++)
        {
            var length = content[i] switch
            {
                >= 0xC2 and <= 0xDF => 2,
                >= 0xE0 and <= 0xEF => 3,
                >= 0xF0 and <= 0xF4 => 4,
                _ => 1,
            };
            if (length == 1 || i + length > content.Length)
                continue;
            if (content.Slice(i + 1, length - 1).IndexOfAnyExceptInRange((byte)0x80, (byte)0xBF) >= 0)
                continue;
            sequences++;
            i += length - 1;
        }
        return sequences >= 10 * broken && sequences > 2;
    }

    /// <summary>
    /// A Western text has its bytes above ASCII one at a time among ASCII letters: quotes, dashes and accents. Two-byte encodings
    /// have them in runs.
    /// </summary>
    public static bool IsWestern(ReadOnlySpan<byte> content)
    {
        var (high, alone) = (0, 0);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] < 0x80)
                continue;
            high++;
            if ((i == 0 || content[i - 1] < 0x80) && (i + 1 == content.Length || content[i + 1] < 0x80))
                alone++;
        }
        return high * 3 <= content.Length && alone >= high * 0.6 && !LooksCyrillic(content);
    }

    /// <summary>Words of letters above ASCII only.</summary>
    private static bool LooksCyrillic(ReadOnlySpan<byte> content)
    {
        var letters = 0;
        foreach (var b in content)
            letters += (b | 0x20) is >= (byte)'a' and <= (byte)'z' ? 1 : 0;
        return letters < content.Length / 3;
    }

    private static ReadOnlySpan<char> Sample(string text) => text.AsSpan(0, Math.Min(text.Length, 200_000));
}
