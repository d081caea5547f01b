using System.Text.Json;
using Weft.Model;

namespace Weft.Graph.Neo4j;

/// <summary>The resolved layer as the statements take and give it, and what must change for it to be another.</summary>
internal sealed class ResolvedNodes(Neo4jKeys keys)
{
    public static GraphBookState? StateOf(JsonElement? row)
    {
        if (row is not { } it)
            return null;
        var stamp =
            it[2].ValueKind == JsonValueKind.Null ? null : new ResolveStamp(it[2].GetInt64(), it[3].GetInt32(), it[4].GetInt32());
        SessionId? token = it[5].ValueKind == JsonValueKind.Null ? null : new SessionId(it[5].GetInt64());
        return new(it[0].GetInt64(), it[1].GetInt32(), stamp, token);
    }

    public static TokenReply TokenOf(JsonElement? row) =>
        row is not { } it ? new TokenReply.NoBook()
        : it[0].GetBoolean() ? new TokenReply.Taken(it[2].GetInt64(), it[3].GetInt32())
        : new TokenReply.HeldBy(new SessionId(it[1].GetInt64()));

    /// <summary>The layer as it stands, with its revision and the database's ids of its links. Null where there is no such book.</summary>
    public StandingBook? Read(BookId book, Neo4jReply reply)
    {
        var kinds = reply.Rows.Select(row => row[0]).ToLookup(row => row[0].GetString()!);
        if (!kinds["b"].Any())
            return null;
        var elements = new Dictionary<string, string>(StringComparer.Ordinal);
        var (entities, links, same) = (new List<ResolvedEntity>(), new List<ResolvedRelation>(), new List<SameAs>());
        foreach (var row in kinds["e"])
            entities.Add(EntityOf(book, row));
        foreach (var row in kinds["l"])
        {
            links.Add(LinkOf(book, row));
            elements[KeyOf(links[^1])] = row[1].GetString()!;
        }
        foreach (var row in kinds["s"])
        {
            same.Add(new(Id(book, row[2]), Id(book, row[3]), row[4].GetString()!, row[5].GetInt32()));
            elements[KeyOf(same[^1])] = row[1].GetString()!;
        }
        return new(kinds["b"].First()[1].GetInt64(), ResolvedBook.Ordered(entities, links, same), elements);
    }

    /// <summary>What must change for the standing layer to be <paramref name="wanted"/>; entities come before their links.</summary>
    public IEnumerable<ResolvedChange> Changes(BookId book, StandingBook standing, ResolvedBook wanted)
    {
        var old = standing.Book.Entities.ToDictionary(entity => entity.Id, StringComparer.Ordinal);
        foreach (var entity in wanted.Entities)
        {
            old.Remove(entity.Id, out var before);
            if (before is null || Text(SetOf(before)) != Text(SetOf(entity)))
                yield return ResolvedChange.Entity(Put(book, entity, before));
        }
        foreach (var change in LinkChanges(book, standing, wanted).Concat(SameChanges(book, standing, wanted)))
            yield return change;
        foreach (var gone in old.Values)
            yield return ResolvedChange.Bare(
                new { key = keys.OfEntity(book, gone.Id), without = (string[])[NodeLabels.OfEntity(gone.Type)] }
            );
    }

    private IEnumerable<ResolvedChange> LinkChanges(BookId book, StandingBook standing, ResolvedBook wanted)
    {
        var old = standing.Book.Relations.ToDictionary(KeyOf, StringComparer.Ordinal);
        foreach (var link in wanted.Relations)
        {
            if (!old.Remove(KeyOf(link), out var before))
                yield return ResolvedChange.Link(
                    new
                    {
                        source = keys.OfEntity(book, link.Source),
                        target = keys.OfEntity(book, link.Target),
                        label = NodeLabels.OfLink(link.Type),
                        set = SetOf(link),
                    }
                );
            else if (Text(SetOf(before)) != Text(SetOf(link)))
                yield return ResolvedChange.Changed(new { element = standing.Elements[KeyOf(link)], set = SetOf(link) });
        }
        foreach (var key in old.Keys)
            yield return ResolvedChange.Dropped(standing.Elements[key]);
    }

    private IEnumerable<ResolvedChange> SameChanges(BookId book, StandingBook standing, ResolvedBook wanted)
    {
        var old = standing.Book.SameAs.ToDictionary(KeyOf, StringComparer.Ordinal);
        foreach (var same in wanted.SameAs)
        {
            if (old.Remove(KeyOf(same), out var before))
            {
                if (before == same)
                    continue;
                yield return ResolvedChange.Dropped(standing.Elements[KeyOf(same)]);
            }
            yield return ResolvedChange.Same(
                new
                {
                    source = keys.OfEntity(book, same.Name),
                    target = keys.OfEntity(book, same.Other),
                    set = new { by = same.By, chapter = same.Chapter },
                }
            );
        }
        foreach (var key in old.Keys)
            yield return ResolvedChange.Dropped(standing.Elements[key]);
    }

    private object Put(BookId book, ResolvedEntity entity, ResolvedEntity? before) =>
        new
        {
            key = keys.OfEntity(book, entity.Id),
            without = before is null || before.Type == entity.Type ? [] : (string[])[NodeLabels.OfEntity(before.Type)],
            label = (string[])[NodeLabels.OfEntity(entity.Type)],
            set = SetOf(entity),
        };

    private static object SetOf(ResolvedEntity entity) =>
        new
        {
            name = entity.Name,
            nameChapter = entity.NameChapter,
            type = entity.Type,
            aliases = entity.Aliases.Select(alias => alias.Name),
            aliasChapters = entity.Aliases.Select(alias => alias.Chapter),
            mentions = entity.Mentions,
            chapters = entity.Chapters,
            counts = entity.Counts,
            first = entity.First,
            last = entity.Last,
            // Null takes a property away: most entities have none of these.
            traitKinds = ListOf(entity, trait => trait.Kind),
            traits = ListOf(entity, trait => trait.Text),
            traitChapters = ListOf(entity, trait => trait.Chapter),
            traitQuotes = ListOf(entity, trait => trait.Quote),
            traitOffsets = ListOf(entity, trait => trait.Offset),
        };

    private static IEnumerable<T>? ListOf<T>(ResolvedEntity entity, Func<EntityTrait, T> of) =>
        entity.Traits.Count == 0 ? null : entity.Traits.Select(of);

    private static object SetOf(ResolvedRelation link) =>
        new
        {
            type = link.Type,
            label = link.Label,
            weight = link.Weight,
            count = link.Count,
            chapters = link.Chapters,
            counts = link.Counts,
            first = link.First,
            last = link.Last,
            quotes = link.Quotes.Select(quote => quote.Quote),
            quoteChapters = link.Quotes.Select(quote => quote.Chapter),
            quoteOffsets = link.Quotes.Select(quote => quote.Offset),
            mutual = link.Mutual ? true : (bool?)null,
        };

    private ResolvedEntity EntityOf(BookId book, JsonElement row) =>
        new(
            Id(book, row[1]),
            row[2].GetString()!,
            row[3].GetInt32(),
            row[4].GetString()!,
            [.. Texts(row[5]).Zip(Numbers(row[6]), (name, chapter) => new EntityAlias(name, chapter))],
            row[7].GetInt32(),
            Numbers(row[8]),
            Numbers(row[9])
        )
        {
            Traits = [.. TraitsOf(row)],
        };

    private static IEnumerable<EntityTrait> TraitsOf(JsonElement row)
    {
        if (row[10].ValueKind == JsonValueKind.Null)
            yield break;
        for (var i = 0; i < row[10].GetArrayLength(); i++)
            yield return new(
                row[10][i].GetString()!,
                row[11][i].GetString()!,
                row[12][i].GetInt32(),
                row[13][i].GetString()!,
                row[14][i].GetInt32()
            );
    }

    private ResolvedRelation LinkOf(BookId book, JsonElement row) =>
        new(
            Id(book, row[2]),
            Id(book, row[3]),
            row[4].GetString()!,
            row[5].GetString()!,
            row[6].GetDouble(),
            row[7].GetInt32(),
            Numbers(row[8]),
            Numbers(row[9]),
            [
                .. Numbers(row[10])
                    .Zip(Texts(row[11]), Numbers(row[12]))
                    .Select(quote => new RelationQuote(quote.First, quote.Second, quote.Third)),
            ]
        )
        {
            Mutual = row[13].ValueKind == JsonValueKind.True,
        };

    private string Id(BookId book, JsonElement key) => keys.IdOf(book, key.GetString()!);

    private static string KeyOf(ResolvedRelation link) => $"{link.Source}\n{link.Target}\n{link.Type}";

    private static string KeyOf(SameAs same) => $"{same.Name}\n{same.Other}";

    private static string Text(object set) => JsonSerializer.Serialize(set);

    private static int[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(element => element.GetInt32())];

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(element => element.GetString()!)];
}

/// <summary>The resolved layer as it stands. <paramref name="Elements"/>: the database's ids of links and same_as, by their keys.</summary>
internal sealed record StandingBook(long Revision, ResolvedBook Book, IReadOnlyDictionary<string, string> Elements);

/// <summary>One change of a batch, and which of the statement's lists it belongs to.</summary>
internal sealed record ResolvedChange(string List, object Row)
{
    public static ResolvedChange Entity(object row) => new("entities", row);

    public static ResolvedChange Link(object row) => new("links", row);

    public static ResolvedChange Changed(object row) => new("changed", row);

    public static ResolvedChange Same(object row) => new("same", row);

    public static ResolvedChange Dropped(string element) => new("dropped", element);

    public const string BareList = "bare";

    public static ResolvedChange Bare(object row) => new(BareList, row);

    /// <summary>The lists of a batch by their names.</summary>
    public static Dictionary<string, object?> Batch(IReadOnlyList<ResolvedChange> changes) =>
        new[] { "entities", "links", "changed", "same", "dropped", BareList }.ToDictionary(
            list => list,
            object? (list) => changes.Where(change => change.List == list).Select(change => change.Row).ToArray()
        );
}
