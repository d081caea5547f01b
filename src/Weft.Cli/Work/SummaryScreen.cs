using Weft.Cli.Showing;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
using Weft.Graph;

namespace Weft.Cli.Work;

/// <summary>A book's graph in a few lines: who is in it, what binds them, what was left out.</summary>
internal sealed class SummaryScreen(Shell shell)
{
    private const int NameWidth = 28;
    private const int QuoteWidth = 60;

    public void Write(BookSummary summary)
    {
        if (summary.Cast.Count > 0)
            WriteCast(summary.Cast);
        if (summary.Ties.Count > 0)
            WriteTies(summary.Ties);
        WriteLeftOut(summary);
    }

    public void WriteCast(IEnumerable<ResolvedEntity> cast)
    {
        var columns = new Columns("", "", ">", "", "");
        foreach (var one in cast)
            columns.Add(
                Cells.Fit(one.Name, NameWidth),
                Figures.Name("type", one.Type, shell.Phrases),
                Figures.Count(one.Mentions),
                shell.Phrases.Say("summary.span", one.First, one.Last),
                Aliases(one)
            );
        shell.Out.WriteLine("  " + shell.Bold(shell.Phrases["summary.cast"]));
        columns.WriteBody(shell.Out, "    ");
    }

    public void WriteTies(IEnumerable<Tie> ties)
    {
        var columns = new Columns("", "", ">", "");
        foreach (var tie in ties)
            columns.Add(
                $"{Cells.Fit(tie.Source, NameWidth)} – {Cells.Fit(tie.Target, NameWidth)}",
                Figures.Name("tie", tie.Relation.Type, shell.Phrases)
                    + (tie.Relation.Label.Length > 0 ? $" ({Cells.Fit(tie.Relation.Label, 24)})" : ""),
                shell.Phrases.Say("summary.times", tie.Relation.Count),
                tie.Relation.Quotes.Count > 0
                    ? shell.Phrases.Say("summary.quote", Cells.Fit(tie.Relation.Quotes[0].Quote, QuoteWidth))
                    : ""
            );
        shell.Out.WriteLine("  " + shell.Bold(shell.Phrases["summary.ties"]));
        columns.WriteBody(shell.Out, "    ");
    }

    private void WriteLeftOut(BookSummary summary)
    {
        if (summary.Rejected.Count > 0)
        {
            var reasons = summary.Rejected.Select(one => $"{Figures.Count(one.Count)} × {one.Reason}");
            shell.Out.WriteLine(
                "  " + shell.Phrases.Say("summary.rejected", summary.Rejected.Sum(one => one.Count), string.Join("; ", reasons))
            );
        }
        if (summary.Skipped.Count > 0)
        {
            var kinds = summary.Skipped.Select(one =>
                shell.Phrases.Say("summary.skippedKind", one.Units, Figures.Name("kind", one.Kind, shell.Phrases), one.Characters)
            );
            shell.Out.WriteLine("  " + shell.Phrases.Say("summary.skipped", string.Join("; ", kinds)));
        }
    }

    private string Aliases(ResolvedEntity entity)
    {
        var others = entity.Aliases.Select(alias => alias.Name).Where(name => name != entity.Name).Take(4).ToList();
        return others.Count == 0 ? "" : shell.Phrases.Say("summary.aliases", Cells.Fit(string.Join(", ", others), 44));
    }
}
