using System.Globalization;
using System.Text;

namespace Weft.Jobs.MySql;

/// <summary>Many completions as one packet.</summary>
internal static class CompletionBatch
{
    /// <summary>The packet and its values. In the order of the primary key, so that two batches never wait for each other.</summary>
    public static (string Sql, (string Name, object? Value)[] Values) Of(IReadOnlyList<Completion> completions, long now)
    {
        var sorted = completions.OrderBy(one => one.Claim.Run.Job.Value).ThenBy(one => one.Claim.Run.Position).ToList();
        var woven = sorted.Where(one => one.Woven.Count > 0).ToList();
        var rejections = sorted.SelectMany(Rejections).ToList();
        List<(string, object?)> values = [("@now", now), ("@rejections", Stored.Json(rejections))];
        var runs = new StringBuilder();
        var groups = sorted.GroupBy(one =>
            (one.Claim.Run.Job, one.Claim.Session, one.Claim.Attempt, one.Superseded, one.Rejected.Count)
        );
        foreach (var (group, number) in groups.Select((group, number) => (group, number)))
            runs.Append(Group([.. group], number.ToString(CultureInfo.InvariantCulture), values)).Append('\n');
        var sql = new StringBuilder(MySqlStatements.Sql("complete"))
            .Replace("/* runs */", runs.ToString())
            .Replace("/* woven */", woven.Count > 0 ? Woven(woven, values) : "")
            .Replace("/* rejections */", rejections.Count > 0 ? MySqlStatements.Sql("complete-rejections") : "");
        return (sql.ToString(), [.. values]);
    }

    /// <summary>A claim as the statements over JSON read it, with what else they want of it.</summary>
    public static object[] Row(Claim claim, params object[] rest) =>
        [claim.Run.Job.Value, claim.Run.Position, claim.Session.Value, claim.Attempt, .. rest];

    private static string Group(List<Completion> group, string number, List<(string, object?)> values)
    {
        var first = group[0];
        values.AddRange([
            ("@job" + number, first.Claim.Run.Job.Value),
            ("@session" + number, first.Claim.Session.Value),
            ("@attempt" + number, first.Claim.Attempt),
            ("@superseded" + number, first.Superseded ? Reasons.Superseded : ""),
            ("@rejected" + number, first.Rejected.Count),
        ]);
        var positions = group.Select(one => one.Claim.Run.Position.ToString(CultureInfo.InvariantCulture));
        return MySqlStatements
            .Sql("complete-runs")
            .Replace("/* positions */", string.Join(", ", positions), StringComparison.Ordinal)
            .Replace("/*n*/", number, StringComparison.Ordinal);
    }

    private static string Woven(List<Completion> completions, List<(string, object?)> values)
    {
        var rows = new StringBuilder();
        foreach (var (one, number) in completions.Select((one, number) => (one, number)))
        {
            var (claim, list) = (one.Claim, string.Create(CultureInfo.InvariantCulture, $"@woven{number}"));
            values.Add((list, Stored.Json(one.Woven)));
            rows.Append(
                CultureInfo.InvariantCulture,
                $"{(number > 0 ? ", " : "")}({claim.Run.Job.Value}, {claim.Run.Position}, {claim.Attempt}, {claim.Session.Value}, {list})"
            );
        }
        return MySqlStatements.Sql("complete-woven").Replace("/* rows */", rows.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<object[]> Rejections(Completion completion) =>
        completion.Rejected.Select((one, number) => Row(completion.Claim, number, one.Kind, one.Text, one.Reason));
}
