using Weft.Model;

namespace Weft.Providers.Chat;

/// <summary>What came of trying to have an answer under one key.</summary>
internal abstract record AskResult
{
    /// <summary>There is nothing more to be tried.</summary>
    public abstract record Settled : AskResult;

    /// <summary>The answer that stands in the journal; whether it is any good is the passage policy's to say.</summary>
    public sealed record Got(Answer Answer) : Settled;

    /// <summary>The reading is over.</summary>
    public sealed record Stopped(ReadingResult.Stopped Why) : Settled;

    public sealed record Again : AskResult;

    /// <summary>Another chapter, here or in another session, asks the same.</summary>
    public sealed record OthersAsk : AskResult;
}
