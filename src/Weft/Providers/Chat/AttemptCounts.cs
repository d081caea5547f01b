namespace Weft.Providers.Chat;

/// <summary>How often one key was sent in this reading, and how often in vain.</summary>
internal sealed class AttemptCounts
{
    public int Sends { get; set; }

    /// <summary>The model wanted the call in another form.</summary>
    public int Adaptions { get; set; }

    /// <summary>Of the provider's own making.</summary>
    public int Failures { get; set; }
}
