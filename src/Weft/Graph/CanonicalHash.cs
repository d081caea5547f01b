using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weft.Graph;

/// <summary>
/// One hash for a book's graph, the same from every store and after any faults. Lines of UTF-8, fields parted by tabs, sorted by
/// their bytes, decimals with three places. Left out: attempt, job, session, times, ids of the database, provider, and entities
/// without mentions.
/// </summary>
internal static class CanonicalHash
{
    /// <summary>SHA-256, lower-case hex.</summary>
    public static string Of(RawBook raw, ResolvedBook resolved)
    {
        var lines = new List<byte[]>();
        foreach (var chapter in raw.Chapters)
            AddRaw(lines, chapter);
        return Of(lines, resolved);
    }

    /// <summary>The same of chapters that come one by one.</summary>
    public static async Task<string> OfAsync(
        IAsyncEnumerable<RawChapter> chapters,
        ResolvedBook resolved,
        CancellationToken cancel
    )
    {
        var lines = new List<byte[]>();
        await foreach (var chapter in chapters.WithCancellation(cancel))
            AddRaw(lines, chapter);
        return Of(lines, resolved);
    }

    private static string Of(List<byte[]> lines, ResolvedBook resolved)
    {
        AddResolved(lines, resolved);
        lines.Sort((left, right) => left.AsSpan().SequenceCompareTo(right));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
            hash.AppendData(line);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AddRaw(List<byte[]> lines, RawChapter raw)
    {
        var (chapter, facts) = (raw.Chapter, raw.Facts);
        var key = $"{chapter.Key}@{Number(chapter.Position)}";
        lines.Add(Line("chapter", key, Number(chapter.Number), chapter.Kind.ToString()));
        foreach (var it in facts.Mentions)
            lines.Add(Line("mention", key, it.Name, it.Type, Number(it.Count), it.Quote, Number(it.Offset)));
        foreach (var it in facts.Traits)
            lines.Add(Line("trait", key, it.Name, it.Kind, it.Text, it.Quote, Number(it.Offset)));
        foreach (var it in facts.Relations)
            lines.Add(
                Line(
                    it.Mutual ? "mutual" : "relation",
                    key,
                    it.Source,
                    it.Target,
                    it.Type,
                    it.Label,
                    Number(it.Count),
                    it.Quote,
                    Number(it.Offset),
                    Decimal(it.Confidence)
                )
            );
    }

    private static void AddResolved(List<byte[]> lines, ResolvedBook resolved)
    {
        foreach (var it in resolved.Entities.Where(entity => entity.Mentions > 0))
        {
            lines.Add(
                Line(
                    "entity",
                    it.Id,
                    it.Name,
                    Number(it.NameChapter),
                    it.Type,
                    Number(it.Mentions),
                    Numbers(it.Chapters),
                    Numbers(it.Counts)
                )
            );
            foreach (var alias in it.Aliases)
                lines.Add(Line("alias", it.Id, alias.Name, Number(alias.Chapter)));
            foreach (var trait in it.Traits)
                lines.Add(Line("is", it.Id, trait.Kind, trait.Text, Number(trait.Chapter), trait.Quote, Number(trait.Offset)));
        }
        foreach (var it in resolved.Relations)
        {
            lines.Add(
                Line(
                    it.Mutual ? "mutual_link" : "link",
                    it.Source,
                    it.Target,
                    it.Type,
                    it.Label,
                    Decimal(it.Weight),
                    Number(it.Count),
                    Numbers(it.Chapters),
                    Numbers(it.Counts)
                )
            );
            foreach (var quote in it.Quotes)
                lines.Add(Line("quote", it.Source, it.Target, it.Type, Number(quote.Chapter), quote.Quote, Number(quote.Offset)));
        }
        foreach (var it in resolved.SameAs)
            lines.Add(Line("same", it.Name, it.Other, it.By, Number(it.Chapter)));
    }

    private static byte[] Line(params ReadOnlySpan<string> fields)
    {
        var line = new StringBuilder();
        foreach (var field in fields)
            line.Append(Escape(field)).Append('\t');
        line[^1] = '\n';
        return Encoding.UTF8.GetBytes(line.ToString());
    }

    private static string Escape(string text) =>
        text.AsSpan().IndexOfAny('\\', '\t', '\n') < 0
            ? text
            : text.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\t", "\\t", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Numbers(IReadOnlyList<int> values) => string.Join(',', values.Select(Number));

    private static string Decimal(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
