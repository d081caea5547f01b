namespace Weft.Application;

/// <summary>The rounds of a run whose answers serve it.</summary>
/// <param name="From">0 unless a person wanted all asked again.</param>
/// <param name="To">The latest that was asked in.</param>
internal readonly record struct CountedRounds(int From, int To)
{
    /// <summary>Of a run that is yet to be.</summary>
    public static readonly CountedRounds First = new(0, 0);
}
