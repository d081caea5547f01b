using Weft.Books;
using Weft.Books.Formats;
using Xunit;

namespace Weft.Tests.Books;

/// <summary>Files of a format changed by chance, which are read or refused, and nothing else. The same chance each time.</summary>
internal static class Mutations
{
    private const int Seed = 20261128;

    /// <summary>Of each format: 10,000 with <c>WEFT_LONG=1</c>.</summary>
    public static int Cases => Environment.GetEnvironmentVariable("WEFT_LONG") is "1" ? 10_000 : 300;

    public static void Check(byte[] whole, string name)
    {
        foreach (var (number, content) in Of(whole))
        {
            try
            {
                var book = BookCutter.Cut(content, name);
                Covering.Check(book.Text.Text, book.Units);
            }
            catch (BookReadException refusal) when (refusal.Message.StartsWith(name + " ", StringComparison.Ordinal))
            {
                // Refused by its name.
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"case {number} of {name}: {failure.Message}", failure);
            }
        }
    }

    public static IEnumerable<(int Number, byte[] Content)> Of(byte[] whole)
    {
        var random = new Random(Seed);
        var files = whole.AsSpan().StartsWith("PK"u8) ? Files(whole) : null;
        for (var number = 0; number < Cases; number++)
        {
            // Changed as a whole, an archive is damaged mostly; changed inside, it is not.
            if (files is null || number % 3 == 0)
            {
                yield return (number, Changed(whole, number, random));
                continue;
            }
            var hit = random.Next(files.Count);
            yield return (
                number,
                ZipOf.Bytes([
                    .. files.Select((file, at) => at == hit ? (file.Name, Changed(file.Content, number, random)) : file),
                ])
            );
        }
    }

    private static byte[] Changed(byte[] whole, int number, Random random)
    {
        var content = (byte[])whole.Clone();
        if (content.Length == 0)
            return content;
        switch (number % 5)
        {
            case 0:
                content = content[..random.Next(content.Length)];
                break;
            case 1:
                // A stretch of it once more, elsewhere.
                var length = random.Next(1, Math.Max(2, content.Length / 4));
                var (from, to) = (random.Next(content.Length), random.Next(content.Length));
                content = [.. content[..to], .. content.Skip(from).Take(length), .. content[to..]];
                break;
            case 2:
                var cut = random.Next(content.Length);
                content = [.. content[..cut], .. content.Skip(cut + random.Next(1, 64))];
                break;
        }
        for (var hits = number % 17; hits > 0 && content.Length > 0; hits--)
            content[random.Next(content.Length)] = (byte)random.Next(256);
        return content;
    }

    private static List<(string Name, byte[] Content)> Files(byte[] whole)
    {
        using var archive = GuardedArchive.Open(new BookFile(whole, "whole.zip"));
        return [.. archive.Names.Select(name => (name, archive.Read(name)!))];
    }
}
