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

    /// <summary>What is in the way only waiting helps: that is for the chapter's last lane, which does not hold a permit more for it.</summary>
    public sealed record PutBack : Settled;

    /// <summary>Once more, after a rest.</summary>
    public sealed record Again : AskResult;

    /// <summary>Once more without a rest: in another form, or under a fresh row.</summary>
    public sealed record AtOnce : AskResult;

    /// <summary>Another chapter, here or in another session, asks the same.</summary>
    public sealed record OthersAsk : AskResult;
}
