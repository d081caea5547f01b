namespace Weft.Model;

/// <summary>What came of writing an order.</summary>
public abstract record JobCreation
{
    public sealed record Created(JobId Job) : JobCreation;

    /// <summary>This wish was written before, under the same key: its job. Nothing more was written.</summary>
    public sealed record Repeated(JobId Job) : JobCreation;

    /// <summary>Another wish bears this key. Nothing was written.</summary>
    public sealed record KeyReused(string Key) : JobCreation;

    /// <summary>No provider has these names (any more); in the order of the list. Nothing was written.</summary>
    public sealed record UnknownProviders(IReadOnlyList<string> Names) : JobCreation;

    /// <summary>The book was never there or is deleted. Nothing was written.</summary>
    public sealed record NoBook : JobCreation;
}

/// <summary>
/// The asker's own mark on one wish, so that it takes effect once however often it is sent: its answer may be lost with the node that gave it.
/// </summary>
/// <param name="Key">At most <see cref="Longest"/> visible ASCII characters.</param>
/// <param name="Print">A hash of what was wished: the same key with another wish is a mistake.</param>
public sealed record RequestKey(string Key, string Print)
{
    public const int Longest = 200;

    /// <summary>A key that is older may be used for another wish.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Whether it can be a key.</summary>
    public static bool IsKey(string text) => text.Length is > 0 and <= Longest && text.All(letter => letter is > ' ' and <= '~');
}
