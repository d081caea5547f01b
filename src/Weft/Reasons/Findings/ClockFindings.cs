namespace Weft.Reasons.Findings;

/// <summary>How far another clock is from this machine's.</summary>
public static class ClockFindings
{
    private static readonly TimeSpan Noted = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Far = TimeSpan.FromSeconds(30);

    /// <summary>None where they are as near as an answer over the network can tell.</summary>
    /// <param name="took">How long the answer took: it is no better known than that.</param>
    public static IEnumerable<Finding> Of(string server, DateTimeOffset theirs, DateTimeOffset ours, TimeSpan took)
    {
        var apart = (theirs - ours).Duration() - took;
        if (apart >= Noted)
            yield return new(
                apart >= Far ? "clock_far" : "clock_differs",
                ("server", server),
                ("seconds", Measures.Seconds(theirs - ours))
            );
    }
}
