using Weft.Model;
using Weft.Reasons;
using Weft.Storage;

namespace Weft.Ledger.MySql;

/// <summary>Calls and answers in a MySQL or MariaDB database.</summary>
internal sealed class MySqlJournal(MySqlStore store, TimeProvider time, RowMapping rows) : IJournal
{
    public Task<IReadOnlyList<Answer>> FindAsync(IReadOnlyList<AnswerKey> keys, CancellationToken cancel) =>
        AnswersAsync(keys.Select(key => MySqlTurns.Hashed(key.ToString())), cancel);

    private async Task<IReadOnlyList<Answer>> AnswersAsync(IEnumerable<string> hashes, CancellationToken cancel) =>
        await store.QueryAsync("answers", rows.Answer, cancel, ("@keys", ColumnFormats.Json(hashes)));

    public async Task<CallOpening> OpenCallAsync(Call call, CancellationToken cancel)
    {
        var opening = await store.FirstAsync("open-call", row => ReadOpening(row, call), cancel, OpeningValues(call));
        if (opening is not null)
            return opening;
        // Written once, never replaced: it can be read after the transaction. Where its book was deleted in between, there is none any more.
        return await AnswersAsync([MySqlTurns.Hashed(call.Key.ToString())], cancel) is [var answer, ..]
            ? new CallOpening.AnswerStands(answer)
            : await OpenCallAsync(call, cancel);
    }

    private (string, object?)[] OpeningValues(Call call) =>
        [
            .. CallValues(call),
            ("@waited", store.Clock.ToServer(time.GetUtcNow() - CallRules.AskGrace)),
            ("@tokens", call.Tokens),
            ("@micros", call.Micros),
            ("@now", store.NowMs),
        ];

    private (string, object?)[] CallValues(Call call)
    {
        var key = MySqlTurns.Hashed(call.Key.ToString());
        return
        [
            ("@id", call.Id),
            ("@key", key),
            ("@turn", MySqlTurns.Of(key)),
            ("@job", call.Run.Job.Value),
            ("@position", call.Run.Position),
            ("@session", call.Session.Value),
            ("@provider", call.Provider),
            ("@permit", call.Permit),
            ("@at", store.Clock.ToServer(call.At)),
            ("@deadline", store.Clock.ToServer(call.Deadline)),
        ];
    }

    /// <summary>Null = an answer stands.</summary>
    private static CallOpening? ReadOpening(Row row, Call call)
    {
        if (row.Bool("is_answered"))
            return null;
        if (!row.Bool("session_is_open"))
            return new CallOpening.SessionEnded();
        if (row.Bool("is_there"))
            return new CallOpening.Opened();
        if (row.MaybeLong("other_session_id") is { } other)
            return new CallOpening.OtherAsks(new(other));
        if (row.MaybeLong("provider_is_paused") == 1)
            return new CallOpening.ProviderPaused();
        return row.MaybeLong("covered") > 0 ? new CallOpening.Opened() : RowMapping.BudgetUse(row).Judge(call);
    }

    public async Task<Answer> AnswerAsync(Call call, Answer answer, CancellationToken cancel)
    {
        var (asked, key) = (MySqlTurns.Hashed(call.Key.ToString()), MySqlTurns.Hashed(answer.Key.ToString()));
        (string, object?)[] values =
        [
            .. CallValues(call).Where(value => value.Item1 is not ("@key" or "@turn")),
            ("@asked", asked),
            ("@key", key),
            ("@turn", MySqlTurns.Of(key)),
            ("@passage", answer.Key.PassageHash),
            ("@recipe", answer.Key.RecipeHash),
            ("@model", answer.Key.Model),
            ("@step", ColumnFormats.Word(answer.Key.Step)),
            ("@round", answer.Key.Round),
            ("@by", answer.Provider),
            ("@body", answer.Body),
            ("@finish", answer.Finish),
            ("@prompt", answer.PromptTokens),
            ("@cached", answer.CachedTokens),
            ("@answer", answer.AnswerTokens),
            ("@thinking", answer.Thinking.Tokens),
            ("@thinking_cost", answer.Thinking.Micros),
            ("@used", answer.PromptTokens + answer.AnswerTokens),
            ("@cost", answer.Micros),
            ("@context", answer.Context),
            ("@answered", store.Clock.ToServer(answer.At)),
        ];
        // None where its book was deleted while it was under way.
        return await store.FirstAsync("answer", rows.Answer, cancel, values) ?? answer;
    }

    public Task CloseCallAsync(Call call, CallLoss loss, Reason reason, CancellationToken cancel) =>
        store.ExecuteAsync(
            "close-call",
            cancel,
            ("@id", call.Id),
            ("@taken", loss != CallLoss.NotTaken),
            ("@reason", reason.Sentence),
            ("@reason_code", reason.Code),
            ("@reason_args", ReasonJson.Write(reason))
        );

    public async Task<RunFaults> FaultsOfRunAsync(RunId run, string provider, int round, CancellationToken cancel)
    {
        var faults = await store.QueryAsync(
            "faults-of-run",
            RowMapping.Fault,
            cancel,
            ("@job", run.Job.Value),
            ("@position", run.Position),
            ("@provider", provider)
        );
        var mine = faults.Where(fault => fault.Round == round).ToList();
        if (mine.Count == 0)
            return RunFaults.None;
        var answered = await store.NumberAsync("answered-since", cancel, ("@provider", provider), ("@since", mine[0].AtMs));
        return new(mine.Count, answered is not null);
    }

    public async Task<IReadOnlyList<AnswerUsage>> LatestUsagesAsync(string provider, int atMost, CancellationToken cancel) =>
        await store.QueryAsync("latest-usages", RowMapping.AnswerUsage, cancel, ("@provider", provider), ("@most", atMost));

    public async Task<IReadOnlyList<CallTrace>> TracesAsync(string provider, DateTimeOffset since, CancellationToken cancel) =>
        await store.QueryAsync("traces", rows.Trace, cancel, ("@provider", provider), ("@since", store.Clock.ToServer(since)));

    public async Task<IReadOnlyList<Answer>> AnswersOfRunAsync(RunId run, CancellationToken cancel)
    {
        var asked = await store.QueryAsync(
            "keys-asked-for-run",
            row => row.Text("answer_key"),
            cancel,
            ("@job", run.Job.Value),
            ("@position", run.Position)
        );
        return await AnswersAsync(
            asked.Concat((await MySqlRuns.WovenAsync(store, run, cancel)).Select(MySqlTurns.Hashed)).Distinct(),
            cancel
        );
    }

    public async Task<int> CountOwnAnswersAsync(BookId book, CancellationToken cancel) =>
        (await OwnAnswersAsync(store, book, cancel)).Count;

    /// <summary>Their keys, as the table has them.</summary>
    public static async Task<IReadOnlyList<string>> OwnAnswersAsync(MySqlStore store, BookId book, CancellationToken cancel) =>
        await store.QueryAsync("own-answers", row => row.Text("answer_key"), cancel, ("@book", book.Value));

    public async Task<IReadOnlyDictionary<JobId, Spending>> SpendingAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel)
    {
        var wanted = ColumnFormats.Json(jobs.Select(job => job.Value).Distinct());
        return (await store.QueryAsync("spending", RowMapping.Spending, cancel, ("@jobs", wanted))).ToDictionary();
    }
}
