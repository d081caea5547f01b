using Weft.Extraction.Answers;
using Weft.Extraction.Prompting;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Extraction.Grounding;

/// <summary>Ties: the model's word for each is brought to a kind of the job, with the right direction.</summary>
internal sealed partial class Grounder
{
    private void Add(RelationRecord relation)
    {
        var shown = $"{relation.Source} → {relation.Target}: {relation.Type} {relation.Label} “{relation.Quote}”";
        if (End(relation.Source) is not { } source || End(relation.Target) is not { } target)
            Reject("relation", shown, RejectionReasons.EndNotInPassage);
        else if (source == target)
            Reject("relation", shown, RejectionReasons.SameEnds);
        else if (_text.FindQuote(relation.Quote) is not { } quote)
            Reject("relation", shown, WhyNot(relation.Quote));
        else
            Add(relation, source, target, quote);
    }

    private void Add(RelationRecord relation, string source, string target, Stretch quote)
    {
        var meant = GroundingTypes.RelationType(relation.Type, _recipe);
        var label = relation.Label;
        if (meant is null && !GroundingTypes.SaysOther(relation.Type))
        {
            label = label.Length == 0 ? relation.Type : $"{relation.Type}: {label}";
            if (!Recipes.IsFirst(_recipe))
                Reject("relation", $"{source} → {target}: {label}", RejectionReasons.UnknownKind);
        }
        if (meant is { Reversed: true })
            (source, target) = (target, source);
        var mutual = IsMutual(relation, meant);
        // One form for what goes both ways, so that it is one link.
        if (mutual && string.CompareOrdinal(source, target) > 0)
            (source, target) = (target, source);
        var type = meant?.Type ?? PromptTextSchema.Other;
        _relations.Add(
            new(
                source,
                target,
                type,
                Shortened(label, LongestLabel),
                1,
                _text.Exact(quote),
                _passage.Offset + quote.Start,
                relation.Confidence
            )
            {
                Mutual = mutual && !Recipes.IsFirst(_recipe) && !TieKinds.IsMutual(type),
            }
        );
    }

    /// <summary>A kind goes both ways or it does not; only of what has none the answer's own word counts.</summary>
    private bool IsMutual(RelationRecord relation, TieMeaning? meant) =>
        Recipes.IsFirst(_recipe) || meant is null ? !relation.Directed : meant.Mutual || TieKinds.IsMutual(meant.Type);
}
