using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>Who read a chapter, and with what.</summary>
/// <param name="Model">As the answers name it, several parted by a comma; for <c>rules</c> their version.</param>
/// <param name="Recipe">Version of passage cutter, prompt and schema.</param>
internal sealed record FactReading(string Provider, string Model, string Recipe, long Job)
{
    public static readonly FactReading Unknown = new("", "", "", 0);
}

/// <summary>What one chapter says, with where it says so and who read it there.</summary>
/// <param name="Entity">Id of the entity.</param>
internal sealed record MentionFact(string Entity, Mention Mention, GraphChapter Chapter, FactReading Reading);

/// <summary>One chapter's word for a tie; source, target and kind are those of the tie.</summary>
internal sealed record EvidenceFact(string Source, string Target, Relation Said, GraphChapter Chapter, FactReading Reading);

/// <summary>Brings what chapters say to the entities and ties of the resolved layer that are exported.</summary>
internal sealed class FactOwners
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly HashSet<(string Source, string Target, string Type)> _ties;
    private readonly HashSet<string> _entities;

    /// <param name="whole">All names of the book, also those that are revealed later.</param>
    /// <param name="exported">What of it is exported.</param>
    public FactOwners(ResolvedBook whole, ResolvedBook exported)
    {
        foreach (var entity in whole.Entities)
        foreach (var name in entity.Aliases.Select(alias => alias.Name).Append(entity.Name).Append(entity.Id))
            _owners.TryAdd(NameFolding.Key(name), entity.Id);
        _entities = exported.Entities.Select(entity => entity.Id).ToHashSet(StringComparer.Ordinal);
        _ties = [.. exported.Relations.Select(relation => (relation.Source, relation.Target, relation.Type))];
    }

    public IEnumerable<MentionFact> Mentions(RawChapter chapter, FactReading reading) =>
        chapter
            .Facts.Mentions.Select(mention => new MentionFact(OwnerOf(mention.Name), mention, chapter.Chapter, reading))
            .Where(fact => _entities.Contains(fact.Entity));

    public IEnumerable<EvidenceFact> Evidence(RawChapter chapter, FactReading reading)
    {
        foreach (var said in chapter.Facts.Relations)
        {
            var (source, target) = (OwnerOf(said.Source), OwnerOf(said.Target));
            if (_ties.Contains((source, target, said.Type)))
                yield return new(source, target, said, chapter.Chapter, reading);
            else if (_ties.Contains((target, source, said.Type)))
                yield return new(target, source, said, chapter.Chapter, reading);
        }
    }

    private string OwnerOf(string name) => _owners.GetValueOrDefault(NameFolding.Key(name), "");
}
