namespace Weft.Model;

/// <summary>Which of a book's decisions hold: of those on one thing the newest, unless it was taken back.</summary>
public static class StandingDecisions
{
    /// <summary>What is decided: whether two names are one, or one property of a name's entity. Names without their order and spelling.</summary>
    private readonly record struct Topic(DecisionKind Of, string Name, string Other);

    /// <summary>Those that hold, by number.</summary>
    /// <param name="said">All decisions of the book.</param>
    public static IReadOnlyList<NameDecision> Of(IReadOnlyList<NameDecision> said)
    {
        var byNumber = said.ToDictionary(decision => decision.Number);
        var last = new Dictionary<Topic, NameDecision>();
        foreach (var decision in said.OrderBy(decision => decision.Number))
            last[TopicOf(decision, byNumber)] = decision;
        return [.. last.Values.Where(decision => decision.Kind != DecisionKind.Undo).OrderBy(decision => decision.Number)];
    }

    /// <summary>The newest word on what that decision is about.</summary>
    public static NameDecision LastAbout(NameDecision decision, IReadOnlyList<NameDecision> said)
    {
        var byNumber = said.ToDictionary(other => other.Number);
        var topic = TopicOf(decision, byNumber);
        return said.Last(other => TopicOf(other, byNumber) == topic);
    }

    /// <summary>Those that say something which does not hold yet, each once.</summary>
    /// <param name="said">All decisions of the book.</param>
    public static IReadOnlyList<NewDecision> NewOf(IReadOnlyList<NewDecision> some, IReadOnlyList<NameDecision> said)
    {
        var held = Of(said).Select(WordOf).ToHashSet();
        return [.. some.Where(one => held.Add(WordOf(new(0, one.Kind, one.Name, one.Other))))];
    }

    /// <summary>What is said of what; of two names their order says nothing.</summary>
    private static (DecisionKind Kind, Topic Of, string Said) WordOf(NameDecision decision) =>
        (
            decision.Kind,
            TopicOf(decision, None),
            decision.Kind is DecisionKind.Rename or DecisionKind.Retype ? decision.Other : ""
        );

    private static readonly Dictionary<int, NameDecision> None = [];

    private static Topic TopicOf(NameDecision decision, Dictionary<int, NameDecision> byNumber)
    {
        if (decision.Undoes is { } undone && byNumber.TryGetValue(undone, out var before) && before.Kind != DecisionKind.Undo)
            return TopicOf(before, byNumber);
        var name = NameFolding.Key(decision.Name);
        if (decision.Kind is DecisionKind.Rename or DecisionKind.Retype or DecisionKind.Hide)
            return new(decision.Kind, name, "");
        var other = NameFolding.Key(decision.Other);
        return string.CompareOrdinal(name, other) <= 0
            ? new(DecisionKind.Merge, name, other)
            : new(DecisionKind.Merge, other, name);
    }
}
