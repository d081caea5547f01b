namespace Weft.Reasons;

/// <summary>How sessions of nodes end.</summary>
public static class SessionReasons
{
    public static readonly Reason Drained = new("drained");
    public static readonly Reason ProcessEnded = new("process_ended");
    public static readonly Reason PresenceGone = new("presence_gone");

    public static Reason NoHeartbeat(TimeSpan silence) => new("no_heartbeat", ("seconds", (long)silence.TotalSeconds));
}
