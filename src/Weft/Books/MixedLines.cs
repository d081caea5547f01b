using System.Text;

namespace Weft.Books;

/// <summary>
/// A file that was put together from pieces in two encodings: some of its lines are UTF-8, the others are not. Each line is read as what it is.
/// </summary>
internal static class MixedLines
{
    /// <summary>Fewer lines of a kind, or fewer characters in them, are damage.</summary>
    private const int FewestLines = 3;
    private const int FewestCharacters = 12;

    /// <summary>Null where the file is not of that kind.</summary>
    /// <param name="decodeOlder">Decodes bytes that are no UTF-8.</param>
    public static DecodedText? Decode(byte[] content, Func<byte[], DecodedText?> decodeOlder)
    {
        var lines = Split(content);
        var (unicode, older) = (
            lines.Where(line => line.IsUnicode == true).ToList(),
            lines.Where(line => line.IsUnicode == false).ToList()
        );
        if (!IsMuch(unicode, content) || !IsMuch(older, content))
            return null;
        if (decodeOlder(Joined(older, content)) is not { Guessed: false, Foreign: null, Replaced: 0 } decoded)
            return null;
        var encoding = TextEncodings.TryFind(decoded.Encoding)!;
        var text = new StringBuilder(content.Length);
        var replaced = 0;
        foreach (var run in Runs(lines))
        {
            var bytes = content.AsSpan(run.Start, run.Length);
            var piece = (run.IsUnicode == false ? encoding : Encoding.UTF8).GetString(bytes);
            replaced += run.IsUnicode == false ? 0 : piece.Count(c => c == '\uFFFD');
            text.Append(piece);
        }
        return new(text.ToString(), "utf-8+" + decoded.Encoding, replaced);
    }

    /// <param name="IsUnicode">Null where the line tells nothing, and is as those before it.</param>
    private readonly record struct Line(int Start, int Length, bool? IsUnicode);

    /// <summary>No second byte of any encoding here is a line feed.</summary>
    private static List<Line> Split(byte[] content)
    {
        var lines = new List<Line>();
        for (var start = 0; start < content.Length; )
        {
            var end = content.AsSpan(start).IndexOf((byte)'\n');
            var length = end < 0 ? content.Length - start : end + 1;
            lines.Add(new(start, length, IsUnicode(content.AsSpan(start, length))));
            start += length;
        }
        return lines;
    }

    /// <summary>Two Chinese characters of another encoding may look like two Russian ones in UTF-8; three bytes for one are no chance.</summary>
    private static bool? IsUnicode(ReadOnlySpan<byte> line)
    {
        if (!line.ContainsAnyInRange((byte)0x80, (byte)0xFF))
            return null;
        var isUnicode =
            System.Text.Unicode.Utf8.IsValid(line)
            || Readability.IsDamagedUtf8(line, Encoding.UTF8.GetString(line).Count(c => c == '\uFFFD'));
        return isUnicode && !line.ContainsAnyInRange((byte)0xE0, (byte)0xF4) ? null : isUnicode;
    }

    private static bool IsMuch(List<Line> lines, byte[] content) =>
        lines.Count >= FewestLines && lines.Sum(line => Above(content.AsSpan(line.Start, line.Length))) >= FewestCharacters;

    private static int Above(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var value in bytes)
            count += value >= 0x80 ? 1 : 0;
        return count;
    }

    private static byte[] Joined(List<Line> lines, byte[] content)
    {
        using var joined = new MemoryStream();
        foreach (var line in lines)
            joined.Write(content, line.Start, line.Length);
        return joined.ToArray();
    }

    /// <summary>Neighbours of one kind in one piece.</summary>
    private static IEnumerable<Line> Runs(List<Line> lines)
    {
        var run = lines[0];
        foreach (var line in lines.Skip(1))
        {
            if (line.IsUnicode is null || run.IsUnicode is null || line.IsUnicode == run.IsUnicode)
                run = new(run.Start, run.Length + line.Length, run.IsUnicode ?? line.IsUnicode);
            else
            {
                yield return run;
                run = line;
            }
        }
        yield return run;
    }
}
