namespace Weft.Dispatch;

/// <summary>What holds for rings and gates wherever they are kept.</summary>
internal static class DispatchRules
{
    /// <summary>How long a grant is good.</summary>
    public static readonly TimeSpan GrantLife = TimeSpan.FromSeconds(1);

    /// <summary>So many turns of the high class in a row, then one of the normal class, so that none starves.</summary>
    public const int HighInARow = 4;
}
