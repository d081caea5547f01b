using System.Globalization;
using System.Text;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Ledger.MySql;

/// <summary>Ends many claims in one packet.</summary>
internal sealed class MySqlCompletions(MySqlStore store)
{
    public async Task<IReadOnlyList<bool>> TryCompleteAsync(IReadOnlyList<Completion> completions, CancellationToken cancel)
    {
        if (completions.Count == 0)
            return [];
        var (sql, values) = Packet(completions);
        var done = await store.RunTextAsync(
            sql,
            async reader => await MySqlStore.NumberOfAsync(reader, cancel) ?? 0,
            cancel,
            values
        );
        if (done == completions.Count)
            return [.. completions.Select(_ => true)];
        if (done == 0)
            return [.. completions.Select(_ => false)];
        var rows = ColumnFormats.Json(completions.Select(completion => Row(completion.Claim)));
        var numbers = await store.QueryAsync("completed-among", row => row.Int("number"), cancel, ("@batch", rows));
        return [.. Enumerable.Range(1, completions.Count).Select(numbers.Contains)];
    }

    private (string Sql, (string, object?)[] Values) Packet(IReadOnlyList<Completion> completions)
    {
        // In the order of the primary key, so that two batches never wait for each other.
        var sorted = completions
            .OrderBy(completion => completion.Claim.Run.Job.Value)
            .ThenBy(completion => completion.Claim.Run.Position)
            .ToList();
        var providers = sorted.Select(completion => completion.Claim.Provider).Distinct(StringComparer.Ordinal).ToList();
        var woven = sorted.Where(completion => completion.Woven.Count > 0).ToList();
        var rejections = sorted.SelectMany(Rejections).ToList();
        var sql = new StringBuilder(MySqlStatements.Sql("complete"))
            .Replace("/* runs */", string.Join('\n', sorted.GroupBy(Alike, (_, group) => CompleteRuns([.. group], providers))))
            .Replace("/* woven */", woven.Count > 0 ? CompleteWoven(woven) : "")
            .Replace("/* rejections */", rejections.Count > 0 ? MySqlStatements.Sql("complete-rejections") : "");
        var lists = woven.Select((completion, number) => (Name("@keys", number), (object?)ColumnFormats.Json(completion.Woven)));
        return (
            sql.ToString(),
            [
                .. lists,
                .. providers.Select((provider, number) => (Name("@provider", number), (object?)provider)),
                ("@rejections", ColumnFormats.Json(rejections)),
                ("@superseded", RunReasons.Superseded.Sentence),
                ("@superseded_code", RunReasons.Superseded.Code),
                ("@now", store.NowMs),
            ]
        );
    }

    /// <summary>What one statement completes: nearly always the whole batch.</summary>
    private static (JobId, SessionId, string, bool, int) Alike(Completion completion) =>
        (
            completion.Claim.Run.Job,
            completion.Claim.Session,
            completion.Claim.Provider,
            completion.Superseded,
            completion.Rejected.Count
        );

    private static string CompleteRuns(List<Completion> alike, List<string> providers)
    {
        var claim = alike[0].Claim;
        return new StringBuilder(MySqlStatements.Sql("complete-runs"))
            .Replace("/* job */", Number(claim.Run.Job.Value))
            .Replace("/* session */", Number(claim.Session.Value))
            .Replace("/* attempt */", AttemptOf(alike))
            .Replace("/* provider */", Name("@provider", providers.IndexOf(claim.Provider)))
            .Replace("/* rejected */", Number(alike[0].Rejected.Count))
            .Replace(
                "/* reason */",
                alike[0].Superseded
                    ? "@superseded, reason_code = @superseded_code, reason_args = ''"
                    : "IF(failed_by = 0, '', reason)"
            )
            .Replace("/* positions */", Positions(alike))
            .ToString();
    }

    /// <summary>The attempt that a row must have: one number, but where some of the batch were tried oftener than most.</summary>
    private static string AttemptOf(List<Completion> alike)
    {
        var attempts = alike.GroupBy(completion => completion.Claim.Attempt).OrderByDescending(group => group.Count()).ToList();
        var usual = Number(attempts[0].Key);
        if (attempts.Count == 1)
            return usual;
        var others = attempts.Skip(1).Select(group => $"WHEN position IN ({Positions(group)}) THEN {Number(group.Key)}");
        return $"CASE {string.Join(' ', others)} ELSE {usual} END";
    }

    private static string Positions(IEnumerable<Completion> completions) =>
        string.Join(", ", completions.Select(completion => Number(completion.Claim.Run.Position)));

    private static string CompleteWoven(List<Completion> woven) =>
        MySqlStatements
            .Sql("complete-woven")
            .Replace("/* rows */", string.Join(", ", woven.Select(WovenRow)), StringComparison.Ordinal);

    private static string WovenRow(Completion completion, int number)
    {
        var claim = completion.Claim;
        long[] key = [claim.Run.Job.Value, claim.Run.Position, claim.Attempt, claim.Session.Value];
        return $"({string.Join(", ", key.Select(Number))}, {Name("@keys", number)})";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Name(string parameter, int number) => parameter + Number(number);

    private static IEnumerable<object[]> Rejections(Completion completion) =>
        completion.Rejected.Select(
            (rejection, number) =>
                Row(
                    completion.Claim,
                    number,
                    rejection.Kind,
                    rejection.Text,
                    rejection.Reason.Sentence,
                    rejection.Reason.Code,
                    ReasonJson.Write(rejection.Reason)
                )
        );

    /// <summary>A claim as a list's element: what its row must still match, and what else the statement takes.</summary>
    public static object[] Row(Claim claim, params object[] rest) =>
        [claim.Run.Job.Value, claim.Run.Position, claim.Session.Value, claim.Attempt, .. rest];
}
