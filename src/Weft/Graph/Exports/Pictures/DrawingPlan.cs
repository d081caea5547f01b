using System.Globalization;
using Weft.Graph.Communities;
using Weft.Model;

namespace Weft.Graph.Exports.Pictures;

/// <summary>Makes the picture of a graph: its most important names, each with room for its label, what binds them, a legend, and what is left out.</summary>
internal static class DrawingPlan
{
    private const int MostNames = 100;
    private const int MostTies = 450;
    private const double Margin = 40;
    private const double Top = 120;
    private const double Bottom = 120;
    private const int LongestTitle = 70;

    private sealed record Bond(int A, int B, double Weight, string Kind);

    public static GraphDrawing Of(ExportedGraph graph)
    {
        var words = GraphPicture.Words(graph.Book.Language == "zh" ? "zh" : "en");
        var ordered = graph.Structure.InOrder(graph.Drawn.Entities).ToList();
        var entities = ordered.Take(MostNames).ToList();
        var all = Bonds(ordered, graph.Drawn.Relations);
        var bonds = all.Where(bond => bond.A < entities.Count && bond.B < entities.Count).Take(MostTies).ToList();
        var labels = entities.ConvertAll(entity => new Label(entity));
        var places = Place(labels, bonds);
        var dyes = entities.ConvertAll(entity => DyeOf(entity, graph.Structure));
        var names = entities.Select((entity, at) => NameOf(entity, labels[at], places[at], dyes[at], words)).ToList();
        var title = TextWidth.Cut(graph.Book.Title, LongestTitle);
        var says = string.Format(
            CultureInfo.InvariantCulture,
            words["bounded"],
            entities.Count,
            graph.Drawn.Entities.Count,
            bonds.Count,
            all.Count
        );
        if (graph.Selection.UpTo is { } limit)
            says += " · " + string.Format(CultureInfo.InvariantCulture, words["upToOf"], limit, graph.Titles.Count);
        var texts = new List<DrawnText>
        {
            new(title, Margin, 62, 34, GraphDrawing.Ink) { IsTitle = true },
            new(says, Margin, 94, 17, GraphDrawing.SoftInk),
        };
        texts.AddRange(labels.Zip(places, (label, place) => label.At(place)));
        var legend = new DrawingLegend(words, Margin, GraphDrawing.Height - Bottom + 66);
        legend.AddCommunities(Heads(graph, entities));
        legend.Add(entities.Select(entity => entity.Type));
        legend.AddTies(bonds.Select(bond => bond.Kind), graph.Book.Language == "zh" ? "zh" : "en");
        texts.AddRange(legend.Texts);
        return new(
            title,
            says,
            graph.Book.Language,
            [.. Lines(bonds, places), .. legend.Lines],
            [.. names, .. legend.Names],
            texts
        );
    }

    /// <summary>People and organisations have the colour of their community, as on the page.</summary>
    private static string DyeOf(ResolvedEntity entity, CastStructure structure)
    {
        if (structure.Communities.Count == 0 || entity.Type is not (EntityTypes.Person or EntityTypes.Organisation))
            return EntityDyes.OfEntity(entity.Type);
        return structure.CommunityOf(entity.Id) is { } community && EntityDyes.OfCommunity(community.Number) is { } dye
            ? dye
            : EntityDyes.Alone;
    }

    /// <summary>Communities of which somebody is drawn, with the names of their heads and how many are in the picture.</summary>
    private static IEnumerable<(string Name, int Count, string Dye)> Heads(ExportedGraph graph, List<ResolvedEntity> entities)
    {
        var names = graph.Drawn.Entities.ToDictionary(entity => entity.Id, entity => entity.Name, StringComparer.Ordinal);
        foreach (var community in graph.Structure.Communities)
            if (
                EntityDyes.OfCommunity(community.Number) is { } dye
                && entities.Count(entity => graph.Structure.CommunityOf(entity.Id) == community) is > 0 and var count
            )
                yield return (names.GetValueOrDefault(community.Head, community.Head), count, dye);
    }

    /// <summary>One for each two names, the heaviest first; its kind is the one that says most.</summary>
    private static List<Bond> Bonds(IReadOnlyList<ResolvedEntity> entities, IReadOnlyList<ResolvedRelation> relations)
    {
        var index = entities.Select((entity, at) => (entity.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
        return
        [
            .. relations
                .Where(relation => relation.Source != relation.Target)
                .GroupBy(relation =>
                    (
                        A: Math.Min(index[relation.Source], index[relation.Target]),
                        B: Math.Max(index[relation.Source], index[relation.Target])
                    )
                )
                .Select(pair => new Bond(
                    pair.Key.A,
                    pair.Key.B,
                    pair.Sum(relation => relation.Weight),
                    pair.OrderBy(relation => relation.Type == RelationTypes.CoOccurs)
                        .ThenByDescending(relation => relation.Count)
                        .ThenBy(relation => relation.Type, StringComparer.Ordinal)
                        .First()
                        .Type
                ))
                .OrderByDescending(bond => bond.Weight)
                .ThenBy(bond => bond.A)
                .ThenBy(bond => bond.B),
        ];
    }

    private static (double X, double Y)[] Place(List<Label> labels, List<Bond> bonds)
    {
        var heaviest = Heaviest(bonds);
        var places = ForceLayout
            .Place(
                [.. labels.Select(label => label.Id)],
                [.. labels.Select(label => 0.7 + label.Radius / 16)],
                [.. bonds.Select(bond => (bond.A, bond.B, 0.1 + 0.9 * Math.Sqrt(bond.Weight / heaviest)))],
                new Dictionary<string, (double, double)>()
            )
            .ToArray();
        var room = new LabelRoom(labels, Margin, Top, GraphDrawing.Width - Margin, GraphDrawing.Height - Bottom);
        return room.Arrange(places);
    }

    private static double Heaviest(List<Bond> bonds) => bonds.Count == 0 ? 1 : Math.Max(0.001, bonds[0].Weight);

    /// <summary>The lightest first, so that the heaviest lie above.</summary>
    private static IEnumerable<DrawnTie> Lines(List<Bond> bonds, (double X, double Y)[] places)
    {
        var heaviest = Heaviest(bonds);
        foreach (var bond in bonds.AsEnumerable().Reverse())
        {
            var (from, to) = (places[bond.A], places[bond.B]);
            var strength = Math.Sqrt(bond.Weight / heaviest);
            var hasKind = EntityDyes.GroupOf(bond.Kind).Length > 0;
            yield return new(
                from.X,
                from.Y,
                to.X,
                to.Y,
                0.9 + 4.6 * strength,
                (hasKind ? 0.42 : 0.24) + 0.5 * strength,
                EntityDyes.OfTie(bond.Kind)
            );
        }
    }

    private static DrawnName NameOf(
        ResolvedEntity entity,
        Label label,
        (double X, double Y) place,
        string dye,
        Dictionary<string, string> words
    ) =>
        new(
            entity.Type,
            place.X,
            place.Y,
            label.Radius,
            dye,
            $"{entity.Name} · {words.GetValueOrDefault(entity.Type, entity.Type)} · {entity.Mentions}×"
        );
}
