namespace Weft.Model;

/// <summary>What came of removing a provider.</summary>
public abstract record ProviderRemoval
{
    public sealed record Removed : ProviderRemoval;

    /// <summary>Jobs that are created, running or paused have it in their list, at most 20 of them, the oldest first. Nothing was changed.</summary>
    public sealed record InUse(IReadOnlyList<JobId> Jobs) : ProviderRemoval;

    /// <summary>There is none such; <c>rules</c> is always there and can't be removed.</summary>
    public sealed record NotThere : ProviderRemoval;
}
