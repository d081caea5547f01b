namespace Weft.Providers.Chat;

/// <summary>How models are asked.</summary>
internal sealed record ModelExtractorOptions
{
    /// <summary>
    /// A call is cancelled after this, the reading of its body included. Five minutes: 4,096 tokens at the 15 a second of a slow model.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between two looks at the journal while another session asks the same.</summary>
    public TimeSpan OtherAsksWait { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>So many looks, then the call row is tried again: the other session may have ended.</summary>
    public int OtherAsksLooks { get; init; } = 10;

    public Prices Prices { get; init; } = Prices.BuiltIn();
}
