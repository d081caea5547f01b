using Weft.Reasons.Findings;

namespace Weft.Ledger;

/// <summary>How a ledger's schema stands to this build's.</summary>
internal static class SchemaFindings
{
    public static IEnumerable<Finding> Of(long schema, int known)
    {
        if (schema < known)
            yield return new("ledger_older", ("schema", schema), ("known", known));
        if (schema > known)
            yield return new("ledger_newer", ("schema", schema), ("known", known));
    }
}
