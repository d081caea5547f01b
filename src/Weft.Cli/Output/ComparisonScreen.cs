using System.Globalization;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Graph.Comparison;
using Weft.Model;

namespace Weft.Cli.Output;

/// <summary>A comparison of two jobs as a person reads it: numbers, chapters, lists with quotes.</summary>
/// <param name="limit">Rows of each list.</param>
internal sealed class ComparisonScreen(Shell shell, ComparedJobs compared, FindingFilter filter, int limit)
{
    /// <summary>Of more, those that differ most are shown.</summary>
    private const int MostChapters = 30;

    private Phrases Phrases => shell.Phrases;

    public void Write()
    {
        shell.Out.WriteLine(
            Phrases.Say("compare.head", compared.Book.Title, compared.Chapters.Count, Of(compared.A), Of(compared.B))
        );
        WriteNumbers();
        WriteLeftOut();
        if (filter is { Kind: null, Side: null, Chapters: null })
            WriteChapters();
        foreach (var kind in Enum.GetValues<FindingKind>().Where(kind => filter.Kind is null || filter.Kind == kind))
        foreach (var side in Sides)
            WriteList(kind, side);
    }

    /// <summary>What both say alike is a list only where it is asked for.</summary>
    private IEnumerable<FindingSide> Sides =>
        filter.Side is { } one ? [one] : [FindingSide.OnlyA, FindingSide.OnlyB, FindingSide.Differs];

    private string Of(Job job) => Phrases.Say("compare.job", job.Id, string.Join(" → ", job.Order.Providers));

    private void WriteNumbers()
    {
        var rows = new Columns(
            "",
            ">" + Phrases.Say("compare.only", compared.A.Id),
            ">" + Phrases.Say("compare.only", compared.B.Id),
            ">" + Phrases["compare.both"],
            ">" + Phrases["compare.differs"]
        );
        foreach (var kind in Enum.GetValues<FindingKind>())
            rows.Add([Phrases.Name("finding", kind), .. Numbers(compared.Counts(kind))]);
        rows.Write(shell.Out, "  ");
    }

    private void WriteLeftOut()
    {
        if (compared.LeftOut.Count == 0)
            return;
        shell.Out.WriteLine(Phrases.Say("compare.leftOut", compared.LeftOut.Count));
        foreach (var same in compared.LeftOut.GroupBy(chapter => (chapter.A, chapter.B)))
            shell.Out.WriteLine(
                "  "
                    + Phrases.Say(
                        "compare.standing",
                        NumberRanges.Of(same.Select(chapter => chapter.Number)),
                        compared.A.Id,
                        Phrases.Name("standing", same.Key.A),
                        compared.B.Id,
                        Phrases.Name("standing", same.Key.B)
                    )
            );
    }

    private void WriteChapters()
    {
        var shown = compared.Chapters;
        if (shown.Count > MostChapters)
            shown =
            [
                .. shown
                    .OrderByDescending(chapter => chapter.All.All - chapter.All.Both)
                    .Take(MostChapters)
                    .OrderBy(chapter => chapter.Chapter.Position),
            ];
        shell.Out.WriteLine(
            shown.Count == compared.Chapters.Count
                ? Phrases["compare.chapters"]
                : Phrases.Say("compare.someChapters", shown.Count, compared.Chapters.Count)
        );
        var rows = new Columns(">", "", ">", ">", ">", ">");
        foreach (var chapter in shown)
            rows.Add([
                chapter.Chapter.Number.ToString(CultureInfo.InvariantCulture),
                Output.Cells.Fit(chapter.Chapter.Title, 30),
                .. Numbers(chapter.All),
            ]);
        rows.WriteBody(shell.Out);
    }

    private static string[] Numbers(SideCounts counts) =>
        [Figures.Count(counts.OnlyA), Figures.Count(counts.OnlyB), Figures.Count(counts.Both), Figures.Count(counts.Differs)];

    private void WriteList(FindingKind kind, FindingSide side)
    {
        var found = (filter with { Kind = kind, Side = side }).Of(compared).ToList();
        if (found.Count == 0 || limit == 0)
            return;
        shell.Out.WriteLine(
            Phrases.Say("compare.list", Phrases.Name("finding", kind), SideOf(side), Math.Min(limit, found.Count), found.Count)
        );
        foreach (var row in found.Take(limit))
            shell.Out.WriteLine("  " + Phrases.Say("compare.row", row.In.Chapter.Number, Line(row.Finding)));
    }

    private string SideOf(FindingSide side) =>
        side switch
        {
            FindingSide.OnlyA => Phrases.Say("compare.only", compared.A.Id),
            FindingSide.OnlyB => Phrases.Say("compare.only", compared.B.Id),
            FindingSide.Both => Phrases["compare.both"],
            _ => Phrases["compare.differs"],
        };

    private string Line(Finding finding)
    {
        var said = finding.Either;
        if (finding.Side != FindingSide.Differs)
            return $"{Full(finding.Kind, said)}  {Quote(said)}";
        var (a, b) = (finding.A!, finding.B!);
        var quotes = a.Quote == b.Quote ? Quote(a) : $"{Quote(a)} | {Quote(b)}";
        return a.Type == b.Type
            ? $"{Full(finding.Kind, a)} | {Full(finding.Kind, b)}  {quotes}"
            : $"{Full(finding.Kind, a)} | {TypeOf(finding.Kind, b)}  {quotes}";
    }

    private static string Quote(Said said) => $"“{OneLine.Of(said.Quote)}”";

    private string Full(FindingKind kind, Said said) =>
        kind == FindingKind.Event ? What(said) : $"{What(said)}: {TypeOf(kind, said)}";

    private static string What(Said said)
    {
        var what = said.Target.Length > 0 ? $"{said.Name} {(TieKinds.IsMutual(said.Type) ? "–" : "→")} {said.Target}" : said.Name;
        return OneLine.Of(said.Others.Count > 0 ? $"{what} ({string.Join(", ", said.Others)})" : what);
    }

    private string TypeOf(FindingKind kind, Said said)
    {
        var type = kind == FindingKind.Relation ? Phrases.Tie(said.Type) : Phrases.Name("type", said.Type);
        return said.Label.Length > 0 ? $"{type} ({OneLine.Of(said.Label)})" : type;
    }
}
