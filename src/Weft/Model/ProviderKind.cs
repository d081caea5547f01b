namespace Weft.Model;

/// <summary>
/// What a provider is, and so how it is asked. Kept by its name: a ledger may hold kinds that this build does not know, and it leaves their chapters to
/// nodes that do.
/// </summary>
public readonly record struct ProviderKind(string Name)
{
    /// <summary>Chapters are read by rules inside the node. There is one such provider, and it is always there.</summary>
    public static readonly ProviderKind Rules = new("rules");

    /// <summary>The chat protocol of OpenAI and of all that are compatible with it.</summary>
    public static readonly ProviderKind OpenAi = new("openai");

    /// <summary>Reading takes calls to somebody else, which need permits, are journalled and may cost money.</summary>
    public bool MakesCalls => this != Rules;

    public override string ToString() => Name;
}
