using Weft.Application.Texts;
using Weft.Graph;
using Weft.Providers.Rules;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>What the chapters state of an entity.</summary>
/// <param name="Kind">A kind of trait or of tie.</param>
/// <param name="Says">In words, with the chapter.</param>
internal sealed record StatementShape(string Kind, string Says, int Chapter, string Quote)
{
    public static StatementShape Of(EntityStatement statement, Phrases phrases) =>
        new(statement.Kind, DescriptionText.Of(statement, phrases), statement.Chapter, statement.Quote);
}

/// <summary>An entity and why it is one.</summary>
internal sealed record ExplainedEntityShape(EntityRow Entity, IReadOnlyList<EntityReasonShape> Reasons)
{
    public static ExplainedEntityShape Of(ExplainedEntity explained, ReasonTexts texts) =>
        new(
            new(
                explained.Entity.Id,
                explained.Entity.Name,
                explained.Entity.Type,
                explained.Entity.Mentions,
                explained.Entity.First,
                explained.Entity.Last
            ),
            [.. explained.Reasons.Select(reason => EntityReasonShape.Of(reason, texts))]
        );
}

/// <param name="Reason">In words; <paramref name="ReasonCode"/> for programs.</param>
/// <param name="Chapter">Number of the chapter that says it; null where no chapter does.</param>
/// <param name="Quote">That chapter's words.</param>
internal sealed record EntityReasonShape(string Reason, string ReasonCode, int? Chapter, string Quote)
{
    public static EntityReasonShape Of(EntityReason reason, ReasonTexts texts) =>
        new(reason.Why.Say(texts), reason.Why.Code, reason.Chapter, reason.Quote);
}

/// <summary>A name that stands often and became no entity.</summary>
/// <param name="Reason">Why not, in words; <paramref name="ReasonCode"/> for programs.</param>
internal sealed record RefusedNameShape(string Name, int Count, string Reason, string ReasonCode)
{
    public static RefusedNameShape Of(RefusedName name, ReasonTexts texts) =>
        new(name.Name, name.Count, name.Why.Say(texts), name.Why.Code);
}
