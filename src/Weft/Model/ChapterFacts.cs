using Weft.Reasons;

namespace Weft.Model;

/// <summary>A name as one chapter writes it. <paramref name="Count"/> = how often it stands in the chapter.</summary>
/// <param name="Name">As written (display form).</param>
/// <param name="Type">An entity type of the job: person, place, organisation, event, item or one of the user's.</param>
/// <param name="Count">Occurrences in the chapter, at least 1.</param>
/// <param name="Quote">A stretch of the chapter's text that holds the name.</param>
/// <param name="Offset">Where the quote starts, in UTF-16 units from the chapter's start.</param>
public sealed record Mention(string Name, string Type, int Count, string Quote, int Offset);

/// <summary>One chapter's word that two names are connected. Both names have a <see cref="Mention"/> in the same facts.</summary>
/// <param name="Source">Name as in its mention.</param>
/// <param name="Target">Name as in its mention.</param>
/// <param name="Type">A relation type of the job; <see cref="RelationTypes"/> has those with a meaning of their own.</param>
/// <param name="Label">Free text: how the chapter puts it; may be empty.</param>
/// <param name="Count">How often the chapter says so (for <see cref="RelationTypes.CoOccurs"/>: neighbouring mentions), at least 1.</param>
/// <param name="Quote">A stretch of the chapter's text that supports it.</param>
/// <param name="Offset">Where the quote starts, in UTF-16 units from the chapter's start.</param>
/// <param name="Confidence">0 to 1, kept to three decimals.</param>
public sealed record Relation(
    string Source,
    string Target,
    string Type,
    string Label,
    int Count,
    string Quote,
    int Offset,
    double Confidence
)
{
    /// <summary>It goes both ways, although <see cref="TieKinds"/> does not say so of its type.</summary>
    public bool Mutual { get; init; }
}

public static class RelationTypes
{
    /// <summary>Target is another name of source. Read by the alias resolver, never shown as a link.</summary>
    public const string Alias = "alias";

    /// <summary>Both stand near each other; nothing more is known. Undirected: source sorts before target, ordinally.</summary>
    public const string CoOccurs = "co_occurs";

    /// <summary>Source says something to target.</summary>
    public const string SpeaksTo = "speaks_to";

    /// <summary>Source and target are certainly two: a resolver must not merge them. Never shown as a link.</summary>
    public const string Distinct = "distinct";
}

public static class EntityTypes
{
    public const string Person = "person";
    public const string Place = "place";
    public const string Organisation = "organisation";
    public const string Event = "event";
    public const string Item = "item";

    public static readonly IReadOnlyList<string> Default = [Person, Place, Organisation, Event, Item];

    /// <summary>What a built-in type of entities is called in Chinese; empty for any other.</summary>
    public static string ChineseOf(string type) =>
        type switch
        {
            Person => "人物",
            Place => "地点",
            Organisation => "组织",
            Event => "事件",
            Item => "物品",
            _ => "",
        };
}

/// <summary>What an answer or a rule said and the text does not support, or what could not be read. Counted, stored and shown.</summary>
/// <param name="Kind">mention, trait, relation, event, record or passage.</param>
/// <param name="Text">The rejected record, shortened to 500 characters.</param>
public sealed record Rejection(string Kind, string Text, Reason Reason);

/// <summary>All that one reading of one chapter says.</summary>
public sealed record ChapterFacts(
    IReadOnlyList<Mention> Mentions,
    IReadOnlyList<Relation> Relations,
    IReadOnlyList<Rejection> Rejected
)
{
    public static readonly ChapterFacts None = new([], [], []);

    /// <summary>In the order of the mentions whose names they bear.</summary>
    public IReadOnlyList<Trait> Traits { get; init; } = [];
}
