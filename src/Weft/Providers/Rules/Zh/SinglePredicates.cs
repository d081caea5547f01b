namespace Weft.Providers.Rules.Zh;

/// <summary>
/// Strings that are a given name of one character and what its bearer does: 云谓, 操大喜. Only for characters that speak by themselves often
/// enough to be somebody.
/// </summary>
internal sealed class SinglePredicates(NameShapes shapes, int[] singleSpeeches)
{
    private const int FewestSpeeches = 8;

    public bool Are(string text) =>
        singleSpeeches[text[0]] >= FewestSpeeches
        && (shapes.IsVerb(text[1]) || "谓为怒大曰道乃遂令".Contains(text[1], StringComparison.Ordinal));
}
