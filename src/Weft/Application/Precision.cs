using Weft.Application.Texts;
using Weft.Books;
using Weft.Model;

namespace Weft.Application;

/// <summary>What is wrong with a line of a judged sample.</summary>
internal enum LineFault
{
    /// <summary>The verdict is neither yes nor no.</summary>
    Verdict,

    /// <summary>The kind is none that a sample has.</summary>
    Kind,

    /// <summary>The number stands on a line before too.</summary>
    Number,
}

/// <param name="Line">Of the file, from 1.</param>
/// <param name="Said">What stands there.</param>
internal sealed record BadLine(int Line, LineFault Fault, string Said);

/// <summary>How many of the judged facts are right, with the interval that holds the true share in 95 of 100 such samples (Wilson).</summary>
/// <param name="Kind">Null = of all kinds.</param>
/// <param name="Share">Null where none was judged, like the bounds.</param>
internal sealed record PrecisionRow(FactKind? Kind, int Judged, int Right, double? Share, double? Low, double? High)
{
    /// <summary>The 97.5 % quantile of the normal distribution.</summary>
    private const double Z = 1.959963984540054;

    public static PrecisionRow Of(FactKind? kind, int judged, int right)
    {
        if (judged == 0)
            return new(kind, 0, 0, null, null, null);
        var (n, share) = ((double)judged, (double)right / judged);
        var middle = share + Z * Z / (2 * n);
        var spread = Z * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        var scale = 1 + Z * Z / n;
        return new(kind, judged, right, share, Math.Max(0, (middle - spread) / scale), Math.Min(1, (middle + spread) / scale));
    }
}

/// <param name="Facts">Lines of the sample.</param>
/// <param name="Rows">Of each kind that the sample has, then of all.</param>
internal sealed record Precision(int Facts, IReadOnlyList<PrecisionRow> Rows)
{
    public PrecisionRow All => Rows[^1];
}

/// <summary>Reads a sample that a person has judged, as a spreadsheet saves it. A pure function of the file.</summary>
internal static class PrecisionReader
{
    private const int MostBadLines = 20;

    private static readonly HashSet<string> Right = Words(
        "1 1.0 y yes true t right correct ok ✓ ✔ √ 是 对 對 真 正确 正確 对的 對的 是的"
    );

    private static readonly HashSet<string> Wrong = Words(
        "0 0.0 n no false f wrong incorrect ✗ ✘ × 否 错 錯 假 非 错误 錯誤 不对 不對 不是 不正确 不正確"
    );

    /// <param name="name">Of the file, for messages.</param>
    public static Result<Precision> Read(byte[] content, string name)
    {
        string text;
        try
        {
            // However it is called, it is a table.
            text = BookReader.Read(content, "sample.txt").Text;
        }
        catch (BookReadException)
        {
            return new Refusal.NoSample(name);
        }
        var rows = Csv.Read(text);
        if (rows.Count == 0 || ColumnOf(rows[0], "kind") is not { } kind || ColumnOf(rows[0], "verdict") is not { } verdict)
            return new Refusal.NoSample(name);
        return Count(rows, ColumnOf(rows[0], "number"), kind, verdict, name);
    }

    private static Result<Precision> Count(IReadOnlyList<CsvRow> rows, int? number, int kind, int verdict, string name)
    {
        var (bad, numbers) = (new List<BadLine>(), new HashSet<string>(StringComparer.Ordinal));
        var judged = new List<(FactKind Kind, bool IsRight)>();
        var kinds = new HashSet<FactKind>();
        foreach (var row in rows.Skip(1))
        {
            var (said, of) = (Cell(row, verdict), KindOf(Cell(row, kind)));
            if (of is { } known)
                kinds.Add(known);
            else
                bad.Add(new(row.Number, LineFault.Kind, Cell(row, kind)));
            if (number is { } at && Cell(row, at) is { Length: > 0 } called && !numbers.Add(called))
                bad.Add(new(row.Number, LineFault.Number, called));
            if (said.Length == 0)
                continue;
            if (VerdictOf(said) is not { } isRight)
                bad.Add(new(row.Number, LineFault.Verdict, said));
            else if (of is { } one)
                judged.Add((one, isRight));
        }
        if (bad.Count > 0)
            return new Refusal.BadVerdicts(name, bad.Count, [.. bad.Take(MostBadLines)]);
        return new Precision(rows.Count - 1, [.. kinds.Order().Select(one => RowOf(one, judged)), RowOf(null, judged)]);
    }

    private static PrecisionRow RowOf(FactKind? kind, List<(FactKind Kind, bool IsRight)> judged)
    {
        var of = judged.Where(verdict => kind is null || verdict.Kind == kind).ToList();
        return PrecisionRow.Of(kind, of.Count, of.Count(verdict => verdict.IsRight));
    }

    /// <summary>Null = neither.</summary>
    private static bool? VerdictOf(string said)
    {
        var word = Folded(said);
        return Right.Contains(word) ? true
            : Wrong.Contains(word) ? false
            : null;
    }

    /// <summary>By its word, or as either language calls it.</summary>
    private static FactKind? KindOf(string said)
    {
        foreach (var kind in Enum.GetValues<FactKind>())
            if (
                new[] { Glossary.Word(kind), Phrases.English.Name("fact", kind), Phrases.Chinese.Name("fact", kind) }.Any(name =>
                    Folded(name) == Folded(said)
                )
            )
                return kind;
        return null;
    }

    private static int? ColumnOf(CsvRow head, string column)
    {
        for (var at = 0; at < head.Cells.Count; at++)
            if (
                new[] { column, SampleCsv.Head(column, Phrases.English), SampleCsv.Head(column, Phrases.Chinese) }.Any(name =>
                    Folded(name) == Folded(head.Cells[at])
                )
            )
                return at;
        return null;
    }

    private static string Cell(CsvRow row, int at) => at < row.Cells.Count ? row.Cells[at].Trim() : "";

    private static string Folded(string word) => NameFolding.Key(word);

    private static HashSet<string> Words(string words) => [.. words.Split(' ').Select(Folded)];
}
