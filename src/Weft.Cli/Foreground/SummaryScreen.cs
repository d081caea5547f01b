using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Terminal;
using Weft.Graph;

namespace Weft.Cli.Foreground;

/// <summary>A book's graph in a few lines: who is in it, what binds them, what was left out.</summary>
internal sealed class SummaryScreen(Shell shell)
{
    private const int NameWidth = 28;
    private const int QuoteWidth = 60;

    public void Write(JobSummary summary)
    {
        if (summary.Graph.Cast.Count > 0)
            WriteCast(summary.Graph.Cast);
        if (summary.Graph.Strongest.Count > 0)
            WriteRelations(summary.Graph.Strongest);
        WriteLeftOut(summary);
    }

    public void WriteCast(IEnumerable<ResolvedEntity> cast)
    {
        var columns = new Columns("", "", ">", "", "");
        foreach (var entity in cast)
            columns.Add(
                Cells.Fit(entity.Name, NameWidth),
                shell.Phrases.Name("type", entity.Type),
                Figures.Count(entity.Mentions),
                shell.Phrases.Say("summary.span", entity.First, entity.Last),
                Aliases(entity)
            );
        shell.Out.WriteLine("  " + shell.Bold(shell.Phrases["summary.cast"]));
        columns.WriteBody(shell.Out, "    ");
    }

    public void WriteRelations(IEnumerable<NamedRelation> relations)
    {
        var columns = new Columns("", "", ">", "");
        foreach (var named in relations)
            columns.Add(
                $"{Cells.Fit(named.Source, NameWidth)} – {Cells.Fit(named.Target, NameWidth)}",
                shell.Phrases.Name("tie", named.Relation.Type)
                    + (named.Relation.Label.Length > 0 ? $" ({Cells.Fit(named.Relation.Label, 24)})" : ""),
                shell.Phrases.Say("summary.times", named.Relation.Count),
                named.Relation.Quotes.Count > 0
                    ? shell.Phrases.Say("summary.quote", Cells.Fit(named.Relation.Quotes[0].Quote, QuoteWidth))
                    : ""
            );
        shell.Out.WriteLine("  " + shell.Bold(shell.Phrases["summary.ties"]));
        columns.WriteBody(shell.Out, "    ");
    }

    private void WriteLeftOut(JobSummary summary)
    {
        if (summary.Rejected.Count > 0)
        {
            var reasons = summary.Rejected.Select(count => $"{Figures.Count(count.Count)} × {count.Reason}");
            shell.Out.WriteLine(
                "  "
                    + shell.Phrases.Say(
                        "summary.rejected",
                        summary.Rejected.Sum(count => count.Count),
                        string.Join("; ", reasons)
                    )
            );
        }
        if (summary.Skipped.Count > 0)
        {
            var kinds = summary.Skipped.Select(share =>
                shell.Phrases.Say("summary.skippedKind", share.Units, shell.Phrases.Name("kind", share.Cause), share.Characters)
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
