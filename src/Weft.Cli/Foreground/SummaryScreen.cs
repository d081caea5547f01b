using System.Globalization;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Terminal;
using Weft.Graph;
using Weft.Reasons;

namespace Weft.Cli.Foreground;

/// <summary>A book's graph in a few lines: who is in it, what binds them, what was left out.</summary>
internal sealed class SummaryScreen(Shell shell)
{
    private const int NameWidth = 28;
    private const int QuoteWidth = 60;
    private const int MostCommunities = 12;
    private const int MostWithoutEntity = 5;
    private const int MostMembers = 8;
    private const int MembersWidth = 84;

    public void Write(JobSummary summary)
    {
        if (summary.Graph.Cast.Count > 0)
            WriteCast(summary.Graph.Cast);
        WriteTies(summary.Graph);
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
                Span(entity.First, entity.Last),
                Aliases(entity)
            );
        shell.Out.WriteLine("  " + shell.Bold(shell.Phrases["summary.cast"]));
        columns.WriteBody(shell.Out, "    ");
    }

    /// <summary>Each with its head, how many it has, and who else matters in it; of many the first.</summary>
    public void WriteCommunities(IReadOnlyList<NamedCommunity> communities)
    {
        var columns = new Columns("", ">", "");
        foreach (var community in communities.Take(MostCommunities))
            columns.Add(
                Cells.Fit(community.Head.Name, NameWidth),
                Figures.Count(community.Members.Count),
                Cells.Fit(
                    string.Join(", ", community.Members.Skip(1).Take(MostMembers).Select(member => member.Name)),
                    MembersWidth
                )
            );
        shell.Out.WriteLine("  " + shell.Bold(shell.Phrases["summary.communities"]));
        columns.WriteBody(shell.Out, "    ");
        if (communities.Count > MostCommunities)
            shell.Out.WriteLine("    " + shell.Phrases.Say("summary.moreCommunities", communities.Count - MostCommunities));
    }

    /// <summary>First what the text says of two, then who stands beside whom.</summary>
    public void WriteTies(GraphSummary graph)
    {
        WriteRelations(shell.Phrases["summary.named"], graph.Named);
        WriteRelations(
            shell.Phrases["summary.together"],
            [.. graph.Strongest.Where(named => !TieRanking.IsNamed(named.Relation))]
        );
    }

    /// <summary>Nothing where there are none.</summary>
    /// <param name="head">The line above them.</param>
    public void WriteRelations(string head, IReadOnlyList<NamedRelation> relations)
    {
        if (relations.Count == 0)
            return;
        var columns = new Columns("", "", ">", ">", "");
        foreach (var named in relations)
            columns.Add(
                $"{Cells.Fit(named.Source, NameWidth)} {Glossary.ArrowOf(named.Relation)} {Cells.Fit(named.Target, NameWidth)}",
                Tie(named.Relation),
                // What the lines are ordered by.
                shell.Phrases.Say("summary.strength", named.Relation.Weight.ToString("0.#", CultureInfo.InvariantCulture)),
                shell.Phrases.Say("summary.times", named.Relation.Count),
                named.Relation.Quotes.Count > 0
                    ? shell.Phrases.Say("summary.quote", Cells.Fit(named.Relation.Quotes[0].Quote, QuoteWidth))
                    : ""
            );
        shell.Out.WriteLine("  " + shell.Bold(head));
        columns.WriteBody(shell.Out, "    ");
    }

    public void WriteTraits(ResolvedEntity entity)
    {
        shell.Out.WriteLine("  " + shell.Bold(shell.Phrases["graph.traits"]));
        foreach (var trait in entity.Traits)
            shell.Out.WriteLine(
                "    "
                    + shell.Phrases.Say(
                        "graph.trait",
                        shell.Phrases.Name("trait", trait.Kind),
                        OneLine.Of(trait.Text),
                        trait.Chapter,
                        Cells.Fit(trait.Quote, QuoteWidth)
                    )
            );
    }

    private void WriteLeftOut(JobSummary summary)
    {
        if (summary.WithoutEntity.Count > 0)
        {
            var names = summary
                .WithoutEntity.Take(MostWithoutEntity)
                .Select(name => shell.Phrases.Say("summary.withoutEntityOne", name.Name, name.Count))
                .ToList();
            if (summary.WithoutEntity.Count > MostWithoutEntity)
                names.Add(shell.Phrases.Say("summary.withoutEntityMore", summary.WithoutEntity.Count - MostWithoutEntity));
            shell.Out.WriteLine("  " + shell.Phrases.Say("summary.withoutEntity", string.Join("; ", names)));
        }
        if (summary.Rejected.Count > 0)
        {
            var reasons = summary.Rejected.Select(count =>
                $"{Figures.Count(count.Count)} × {count.Reason.Say(shell.Phrases.Reasons)}"
            );
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
                shell.Phrases.Say(
                    "summary.skippedKind",
                    share.Units,
                    share.Kind is { } kind ? shell.Phrases.Name("kind", kind) : share.Reason.Say(shell.Phrases.Reasons),
                    share.Characters
                )
            );
            shell.Out.WriteLine("  " + shell.Phrases.Say("summary.skipped", string.Join("; ", kinds)));
        }
    }

    /// <summary>A number of 0 is that of what stands before the first chapter, or of a text without any.</summary>
    private string Span(int first, int last) =>
        (first, last) switch
        {
            (0, 0) => shell.Phrases["summary.spanNone"],
            (0, _) => shell.Phrases.Say("summary.spanUpTo", last),
            _ when first == last => shell.Phrases.Say("summary.spanOne", first),
            _ => shell.Phrases.Say("summary.span", first, last),
        };

    /// <summary>The kind of tie with its label, where that says more.</summary>
    private string Tie(ResolvedRelation relation)
    {
        var type = shell.Phrases.Tie(relation.Type);
        var says = relation.Label.Length > 0 && !Same(relation.Label, type) && !Same(relation.Label, relation.Type);
        return says ? $"{type} ({Cells.Fit(relation.Label, 24)})" : type;
    }

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private string Aliases(ResolvedEntity entity)
    {
        var others = entity
            .Aliases.Select(alias => alias.Name)
            .Where(name => !Same(name, entity.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(4)
            .ToList();
        return others.Count == 0 ? "" : shell.Phrases.Say("summary.aliases", Cells.Fit(string.Join(", ", others), 44));
    }
}
