using Weft.Model;

namespace Weft.Providers.Rules;

/// <summary>An event that a sentence names. People and place are indexes of hits.</summary>
/// <param name="Of">Those that it is of, as its name says: who died, who married, who fights. Of a birth whose child has no name it is empty.</param>
/// <param name="By">Who else takes part: the killer, the parent; -1 = nobody is named.</param>
/// <param name="Place">-1 = none is named.</param>
/// <param name="Start">Of the words that name it, in the chapter's text.</param>
/// <param name="End">Behind them.</param>
internal readonly record struct RuleEvent(StoryEventKind Kind, IReadOnlyList<int> Of, int By, int Place, int Start, int End)
{
    /// <summary>What its place is to it.</summary>
    public EventWay Way { get; init; }
}

/// <summary>How an event stands to its place, where its name says so.</summary>
internal enum EventWay
{
    /// <summary>It happens there; its name does not say it.</summary>
    There,

    /// <summary>It leads there, or is waged against it.</summary>
    Towards,

    /// <summary>It leads away from there.</summary>
    From,
}
