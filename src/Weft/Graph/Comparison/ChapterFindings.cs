using Weft.Model;

namespace Weft.Graph.Comparison;

/// <summary>What has a name in a chapter.</summary>
internal sealed record NamedThing(Said Said, bool IsEvent);

/// <summary>A tie between two entities. <paramref name="Forward"/>: from the one whose id comes first.</summary>
internal sealed record SaidTie(Said Said, bool Forward);

/// <summary>One reading of a chapter by entities in place of names.</summary>
internal sealed class ChapterFindings
{
    private readonly Func<string, string?> _entityOf;

    public ChapterFindings(ChapterFacts facts, Func<string, string?> entityOf)
    {
        _entityOf = entityOf;
        Things = facts
            .Mentions.Select(mention => (Id: entityOf(mention.Name), Mention: mention))
            .Where(said => said.Id is not null)
            .GroupBy(said => said.Id!, said => said.Mention, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => ThingOf([.. same], facts), StringComparer.Ordinal);
        Ties = facts
            .Relations.Select(relation => (Ends: EndsOf(relation), Relation: relation))
            .Where(said => said.Ends is not null)
            .GroupBy(said => said.Ends!.Value, said => said.Relation)
            .ToDictionary(same => same.Key, same => TiesOf(same.Key, same));
    }

    /// <summary>By the entity's id.</summary>
    public IReadOnlyDictionary<string, NamedThing> Things { get; }

    /// <summary>By the ids of both ends in ordinal order; none that only says what is one name or two, or who is in an event.</summary>
    public IReadOnlyDictionary<(string Low, string High), IReadOnlyList<SaidTie>> Ties { get; }

    private static NamedThing ThingOf(List<Mention> same, ChapterFacts facts)
    {
        var main = same.MaxBy(mention => mention.Count)!;
        var type = same.GroupBy(mention => mention.Type).MaxBy(votes => votes.Sum(mention => mention.Count))!.Key;
        var isEvent = type == EntityTypes.Event;
        var others = same.Where(mention => mention != main).Select(mention => mention.Name);
        if (isEvent)
            others = others.Concat(Company(main.Name, facts)).Distinct();
        var count = same.Sum(mention => mention.Count);
        return new(
            new(NameForm.Of(main.Name), "", [.. others.Select(NameForm.Of)], type, "", count, main.Quote, main.Offset),
            isEvent
        );
    }

    private static IEnumerable<string> Company(string name, ChapterFacts facts) =>
        facts
            .Relations.Where(relation => (relation.Source == name) != (relation.Target == name))
            .Select(relation => relation.Source == name ? relation.Target : relation.Source);

    private (string Low, string High)? EndsOf(Relation relation)
    {
        if (relation.Type is RelationTypes.Alias or RelationTypes.Distinct)
            return null;
        if (_entityOf(relation.Source) is not { } source || _entityOf(relation.Target) is not { } target || source == target)
            return null;
        if (IsEvent(source) || IsEvent(target))
            return null;
        return string.CompareOrdinal(source, target) < 0 ? (source, target) : (target, source);
    }

    private bool IsEvent(string id) => Things.TryGetValue(id, out var thing) && thing.IsEvent;

    private IReadOnlyList<SaidTie> TiesOf((string Low, string High) ends, IEnumerable<Relation> relations) =>
        [
            .. relations
                .GroupBy(relation => (relation.Type, Forward: _entityOf(relation.Source) == ends.Low))
                .Select(same => (same.First(), Count: same.Sum(relation => relation.Count), same.Key.Forward))
                .Select(tie => new SaidTie(SaidOf(tie.Item1, tie.Count), tie.Forward)),
        ];

    private static Said SaidOf(Relation relation, int count) =>
        new(
            NameForm.Of(relation.Source),
            NameForm.Of(relation.Target),
            [],
            relation.Type,
            NameForm.Of(relation.Label),
            count,
            relation.Quote,
            relation.Offset
        );
}
