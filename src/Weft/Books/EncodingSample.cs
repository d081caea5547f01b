using System.Text;

namespace Weft.Books;

/// <summary>How a file begins where it is read in an encoding: by it a person sees which one is right.</summary>
/// <param name="Unread">Characters of the sample that stand as U+FFFD.</param>
public sealed record EncodingSample(string Encoding, string Text, int Unread)
{
    private const int Bytes = 240;
    private const int Characters = 40;

    private static readonly string[] Names = ["utf-8", "gb18030", "big5", "windows-1252", "utf-16le", "utf-16be"];

    /// <summary>One for each encoding that books are mostly in, the likeliest first. Empty where the file has only ASCII.</summary>
    public static IReadOnlyList<EncodingSample> Of(byte[] content)
    {
        var first = content.AsSpan().IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first < 0)
            return [];
        var line = content.AsSpan(0, first).LastIndexOf((byte)'\n') + 1;
        var from = Math.Max(line, first - Bytes / 4);
        var sample = content.AsSpan(from, Math.Min(Bytes, content.Length - from));
        var samples = new List<EncodingSample>();
        foreach (var name in Names)
        {
            // Characters of UTF-16 begin at even places.
            var odd = name.StartsWith("utf-16", StringComparison.Ordinal) ? from % 2 : 0;
            var text = TextEncodings.TryFind(name)!.GetString(sample[odd..]);
            text = name == "big5" ? Hkscs.Of(text) : text;
            text = Blanks.Fold(Reasons.Printable.Of(text.Length > Characters ? text[..Characters] : text));
            samples.Add(new(name, text, text.Count(c => c == '\uFFFD')));
        }
        return
        [
            .. samples
                .Where(one => one.Text.Length > 0)
                .OrderBy(one => one.Unread)
                .ThenByDescending(one => Readability.Chinese(one.Text)),
        ];
    }
}
