using System.Buffers;
using System.Text;

namespace Weft.Books;

/// <summary>
/// Japanese and Korean in the encodings of their own. They are known by what nearly every sentence of them has: kana, and the syllables of
/// particles and endings. Read as Chinese they would give rare characters without an error.
/// </summary>
internal static class ForeignText
{
    /// <summary>Fewer characters above ASCII tell nothing.</summary>
    private const int Fewest = 20;

    private const double KanaLimit = 0.3;

    /// <summary>Chinese books name Japanese things in kana; a book that is mostly kana is none.</summary>
    private const double KanaOverChinese = 0.45;

    private const double SyllableLimit = 0.25;

    private const double LossLimit = 0.01;

    private const int SampleBytes = 200_000;

    /// <summary>A third of the syllables of any Korean text.</summary>
    private static readonly SearchValues<char> Syllables = SearchValues.Create(
        "이다는을를가에의고하지로은서도한기사그라나대어아있었리자들만시것해여보수으니게면인일정"
    );

    /// <summary>Null where it is neither. The text is that of its sample, for its name.</summary>
    /// <param name="chinese">How it reads as Chinese, if it does.</param>
    /// <param name="decode">Counts what it cannot decode.</param>
    public static DecodedText? Find(byte[] content, DecodedText? chinese, Func<Encoding, ReadOnlySpan<byte>, DecodedText> decode)
    {
        var limit = chinese is null || Readability.Chinese(chinese.Text) < Readability.ChineseLimit ? KanaLimit : KanaOverChinese;
        var sample = content.AsSpan(0, Math.Min(content.Length, SampleBytes));
        foreach (var name in new[] { "shift_jis", "euc-jp" })
        {
            var text = decode(Encoding.GetEncoding(name), sample);
            if (IsSound(text) && Kana(text.Text) >= limit && !ReadsBetter(chinese, text.Text))
                return text with { Foreign = "language_japanese" };
        }
        var korean = decode(Encoding.GetEncoding("euc-kr"), sample);
        return limit == KanaLimit && IsSound(korean) && Share(korean.Text, Syllables.Contains) >= SyllableLimit
            ? korean with
            {
                Foreign = "language_korean",
            }
            : null;
    }

    private static bool IsSound(DecodedText text) => text.Replaced <= text.Text.Length * LossLimit;

    private static double Kana(string text) => Share(text, c => c is >= '\u3041' and <= '\u30fe');

    /// <summary>Kana have the same bytes in GB18030 and in EUC-JP: what stands between them decides.</summary>
    private static bool ReadsBetter(DecodedText? chinese, string japanese) =>
        chinese is not null && Readability.ChineseHan(chinese.Text) > Readability.ChineseHan(japanese);

    /// <summary>Of the characters above ASCII; 0 where they are too few.</summary>
    private static double Share(string text, Func<char, bool> counts)
    {
        var (wide, counted) = (0, 0);
        foreach (var c in text)
        {
            wide += c >= 0x80 ? 1 : 0;
            counted += counts(c) ? 1 : 0;
        }
        return wide < Fewest ? 0 : (double)counted / wide;
    }
}
