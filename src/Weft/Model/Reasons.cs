using System.Globalization;

namespace Weft.Model;

/// <summary>Reasons that the ledger itself writes into rows.</summary>
internal static class Reasons
{
    public const string KilledTwice = "killed its process twice";
    public const string JobCancelled = "job cancelled";
    public const string BookDeleted = "book deleted";
    public const string Superseded = "superseded by a newer job";
    public const string Drained = "drained";
    public const string SessionOver = "its session ended";

    public static string FailedRuns(long count) =>
        count == 1 ? "1 chapter failed" : string.Create(CultureInfo.InvariantCulture, $"{count} chapters failed");
}
