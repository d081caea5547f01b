namespace Weft.Reasons;

/// <summary>What should make people look twice at a job that is complete.</summary>
public static class JobReasons
{
    /// <param name="empty">Chapters without any entity.</param>
    /// <param name="chapters">Of so many that were read.</param>
    public static Reason NothingFound(long empty, long chapters) =>
        new("nothing_found", ("empty", empty), ("chapters", chapters));

    /// <param name="rejected">Facts that the text does not bear out.</param>
    public static Reason NothingFoundRejected(long empty, long chapters, long rejected) =>
        new("nothing_found_rejected", ("empty", empty), ("chapters", chapters), ("rejected", rejected));

    /// <param name="counted">Prompt tokens, as the provider counted them.</param>
    /// <param name="expected">Of the chapters' text alone, as we estimate it.</param>
    public static Reason NothingFoundCut(long empty, long chapters, long counted, long expected) =>
        new("nothing_found_cut", ("empty", empty), ("chapters", chapters), ("counted", counted), ("expected", expected));
}
