using Weft.Graph;
using Weft.Model;

namespace Weft.Application.Texts;

/// <summary>An entity's description as a sentence.</summary>
internal static class DescriptionText
{
    /// <summary>What it is, what the chapters state of it, which community it belongs to.</summary>
    public static string Of(EntityDetails details, Phrases phrases)
    {
        var parts = details.Description.Select(statement => Of(statement, phrases));
        if (details.Community is { } community)
            parts = parts.Append(
                community.Head.Id == details.Entity.Id
                    ? phrases.Say("entity.heads", community.Members.Count)
                    : phrases.Say("entity.belongs", community.Head.Name, community.Members.Count)
            );
        var type = phrases.Name("type", details.Entity.Type);
        return phrases.Say("entity.says", type, string.Join(phrases["entity.and"], parts.Prepend(Span(details.Entity, phrases))));
    }

    /// <summary>One statement with its chapter.</summary>
    public static string Of(EntityStatement statement, Phrases phrases) =>
        phrases.Say("entity.saidIn", statement.IsTie ? Tie(statement, phrases) : OneLine.Of(statement.Text), statement.Chapter);

    private static string Span(ResolvedEntity entity, Phrases phrases) =>
        (entity.First, entity.Last) switch
        {
            (0, 0) => phrases["entity.outside"],
            (0, _) => phrases.Say("entity.upToChapter", entity.Last),
            _ when entity.First == entity.Last => phrases.Say("entity.inChapter", entity.First),
            _ => phrases.Say("entity.inChapters", entity.First, entity.Last),
        };

    private static string Tie(EntityStatement statement, Phrases phrases)
    {
        var kind = statement.IsSource ? TieKinds.Find(statement.Kind) : TieKinds.ReverseOf(statement.Kind);
        var word = kind?.Name(phrases.Language) ?? statement.Kind;
        return word.EndsWith(" of", StringComparison.Ordinal)
            ? $"{word} {statement.Text}"
            : phrases.Say(kind is { Mutual: true } ? "entity.tieOfTwo" : "entity.tieOf", word, statement.Text);
    }
}
