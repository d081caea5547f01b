namespace Weft.Web.Page.Pieces;

/// <summary>Characters of a book by what came of them.</summary>
/// <param name="Kinds">What was skipped, in words.</param>
public sealed record CoverageShares(long Woven, long Skipped, long Failed, long Open, long NotAsked, string Kinds)
{
    public long All => Woven + Skipped + Failed + Open + NotAsked;
}
