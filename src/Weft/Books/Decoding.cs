using System.Text;
using Weft.Reasons;

namespace Weft.Books;

/// <summary>A file's text and how it was found. <paramref name="Replaced"/> = characters that could not be decoded.</summary>
/// <param name="Guessed">Another encoding would have made a text of the bytes too.</param>
/// <param name="Foreign">The code of the language's name where it is one that no book is read in.</param>
internal sealed record DecodedText(string Text, string Encoding, int Replaced, bool Guessed = false, string? Foreign = null);

/// <summary>
/// Bytes to text: byte order mark, then strict UTF-8, then UTF-16 without a mark, then the older encodings by how well their text reads, line by
/// line where some lines are UTF-8 and some are not.
/// </summary>
internal static class Decoding
{
    /// <summary>More than one undecodable character in fifty: this is not the file's encoding.</summary>
    private const double LossLimit = 0.02;

    /// <summary>So much of a file tells whether it is UTF-16. Even, as its characters are.</summary>
    private const int SampleBytes = 200_000;

    private const int Big5 = 950;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    static Decoding() => System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Null where no encoding makes text of the bytes. The text is empty where there is only a mark.</summary>
    public static DecodedText? Decode(byte[] content)
    {
        if (Marked(content) is var (encoding, skip))
        {
            // A mark before something else was put there by a tool that did not look.
            var marked = Sound(Lossy(encoding, content.AsSpan(skip)));
            if (marked is not null || skip == content.Length)
                return marked;
            content = content[skip..];
        }
        if (Strict(StrictUtf8, content) is { } text)
        {
            var sound = Sound(new DecodedText(text, "utf-8", 0));
            if (sound is not null || !HasZero(text))
                return sound;
        }
        if (Utf16(content) is { } wide)
            return wide;
        return Zeros.Few(content) is { } zeros ? Sound(Older(zeros.Rest(content)), zeros.Count) : null;
    }

    /// <summary>In the encoding that a person named; a byte order mark goes. Null where it makes no text of the bytes.</summary>
    public static DecodedText? Decode(byte[] content, Encoding encoding)
    {
        ReadOnlySpan<byte> rest = content;
        var mark = encoding.GetPreamble();
        if (mark.Length > 0 && rest.StartsWith(mark))
            rest = rest[mark.Length..];
        return Sound(Lossy(encoding, rest));
    }

    private static (Encoding Encoding, int Skip)? Marked(ReadOnlySpan<byte> content) =>
        content switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (System.Text.Encoding.UTF8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (System.Text.Encoding.UTF32, 4),
            [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true), 4),
            [0xFF, 0xFE, ..] => (System.Text.Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (System.Text.Encoding.BigEndianUnicode, 2),
            [0x84, 0x31, 0x95, 0x33, ..] => (System.Text.Encoding.GetEncoding("gb18030"), 4),
            _ => null,
        };

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> content)
    {
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static DecodedText Lossy(Encoding encoding, ReadOnlySpan<byte> content)
    {
        var fallback = new CountingFallback();
        var counting = (Encoding)encoding.Clone();
        counting.DecoderFallback = fallback;
        var text = new char[counting.GetCharCount(content)];
        fallback.Count = 0;
        counting.GetChars(content, text);
        var decoded = new DecodedText(new string(text), Name(encoding), fallback.Count);
        return encoding.CodePage == Big5 && Hkscs.Of(decoded.Text) is var whole && whole != decoded.Text
            ? decoded with
            {
                Text = whole,
                Encoding = Hkscs.Name,
            }
            : decoded;
    }

    /// <summary>IANA's "utf-16" leaves the byte order open; here it is known.</summary>
    private static string Name(Encoding encoding) =>
        encoding.WebName.ToLowerInvariant() switch
        {
            "utf-16" => "utf-16le",
            "utf-32" => "utf-32le",
            var name => name,
        };

    /// <summary>Text may lose a few characters, and has next to no control characters. Zeros and control characters are left out, and counted as lost.</summary>
    private static DecodedText? Sound(DecodedText? decoded, int zeros = 0)
    {
        if (decoded is null || Zeros.Few(decoded.Text) is not { } inside)
            return null;
        if (decoded.Replaced > Math.Max(2, decoded.Text.Length * LossLimit))
            return null;
        var controls = decoded.Text.Count(c =>
            c < ' ' && c is not ('\t' or '\n' or '\v' or '\f' or '\r' or '\u001a' or '\u001b')
        );
        if (controls - inside.Count > Math.Max(2, decoded.Text.Length / 100))
            return null;
        // What old editors put at the end of a file.
        var text = Printable.Of(inside.Rest(decoded.Text).TrimEnd('\u001a'), out var taken);
        return decoded with { Text = text, Replaced = decoded.Replaced + inside.Count + zeros + taken };
    }

    private static bool HasZero(string text) => text.Contains('\0');

    /// <summary>
    /// UTF-16 without a mark. English has a zero in every second byte; Chinese has them only in its line ends and spaces,
    /// so there the text must read as Chinese. Both byte orders are tried; a wrong one gives rare characters. A file that was cut off inside
    /// a character has a byte more.
    /// </summary>
    private static DecodedText? Utf16(byte[] content)
    {
        if (content.Length < 4)
            return null;
        Encoding? best = null;
        var bestShare = 0.5;
        var sample = content.AsSpan(0, Math.Min(content.Length, SampleBytes));
        foreach (var bigEndian in new[] { false, true })
        {
            var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: false);
            var decoded = Lossy(encoding, sample);
            var unsound = HasZero(decoded.Text) || decoded.Replaced > Math.Max(1, decoded.Text.Length * LossLimit);
            var share = unsound ? 0 : Readability.Utf16(decoded.Text, sample);
            if (share > bestShare)
                (best, bestShare) = (encoding, share);
        }
        return best is null ? null : Sound(Lossy(best, content));
    }

    private static DecodedText? Older(byte[] content)
    {
        var damaged = Lossy(System.Text.Encoding.UTF8, content);
        if (MixedLines.Decode(content, OneOlder) is { } mixed)
            return mixed;
        return Readability.IsDamagedUtf8(content, damaged.Replaced) ? damaged with { Encoding = "utf-8" } : OneOlder(content);
    }

    /// <summary>All of it in one encoding that is older than Unicode's.</summary>
    private static DecodedText? OneOlder(byte[] content)
    {
        var chinese = new[] { "gb18030", "big5" }
            .Select(name => Lossy(System.Text.Encoding.GetEncoding(name), content))
            .Where(decoded => decoded.Replaced <= Math.Max(2, decoded.Text.Length * LossLimit))
            .MaxBy(decoded => Readability.Chinese(decoded.Text));
        if (ForeignText.Find(content, chinese, Lossy) is { } foreign)
            return foreign;
        if (chinese is not null && Readability.Chinese(chinese.Text) >= Readability.ChineseLimit)
            return chinese;
        if (Readability.IsWestern(content))
            return Lossy(System.Text.Encoding.GetEncoding("windows-1252"), content);
        // Few characters tell nothing: of two readings, the one in a language that is read here. Words of another alphabet have odd
        // lengths too, and those don't read as Chinese without a loss.
        var guess = chinese is { Replaced: 0 } ? chinese : Detected(content) ?? chinese;
        return guess is null ? null : guess with { Guessed = true };
    }

    private static DecodedText? Detected(byte[] content)
    {
        var detected = UtfUnknown.CharsetDetector.DetectFromBytes(content).Detected;
        if (detected?.Encoding is not { } encoding || detected.Confidence < 0.3)
            return null;
        // What calls itself Latin-1 or ASCII is windows-1252 in practice: its bytes 0x80-0x9F are letters and quotes, not controls.
        var name = encoding.WebName.ToLowerInvariant();
        return Lossy(name is "iso-8859-1" or "us-ascii" ? System.Text.Encoding.GetEncoding("windows-1252") : encoding, content);
    }

    private sealed class CountingFallback : DecoderFallback
    {
        public int Count { get; set; }

        public override int MaxCharCount => 1;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer(this);

        private sealed class Buffer(CountingFallback owner) : DecoderFallbackBuffer
        {
            private bool pending;

            public override int Remaining => pending ? 1 : 0;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                owner.Count++;
                return pending = true;
            }

            public override char GetNextChar()
            {
                var next = pending ? '\uFFFD' : '\0';
                pending = false;
                return next;
            }

            public override bool MovePrevious() => false;

            public override void Reset() => pending = false;
        }
    }
}
