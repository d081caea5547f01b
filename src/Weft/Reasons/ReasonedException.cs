namespace Weft.Reasons;

/// <summary>A failure whose reason is meant for a person, in the language of whoever looks. The message is the English sentence.</summary>
public abstract class ReasonedException(Reason reason, Exception? cause = null) : Exception(reason.Sentence, cause)
{
    public Reason Reason { get; } = reason;
}
