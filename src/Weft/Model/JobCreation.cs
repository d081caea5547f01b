namespace Weft.Model;

/// <summary>What came of writing an order.</summary>
public abstract record JobCreation
{
    public sealed record Created(JobId Job) : JobCreation;

    /// <summary>No provider has these names (any more); in the order of the list. Nothing was written.</summary>
    public sealed record UnknownProviders(IReadOnlyList<string> Names) : JobCreation;

    /// <summary>The book was never there or is deleted. Nothing was written.</summary>
    public sealed record NoBook : JobCreation;
}
