using Weft.Dispatch;
using Weft.Extraction.Passages;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Chat;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Providers.Chat;

/// <summary>Providers that are busy, broken, closed or choosy; limits, budgets, ended sessions, cancels.</summary>
public sealed class ModelExtractorTroubleTests
{
    private static readonly string Chapter = ChatStage.Text(18);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int Passages(ChatStage stage) => PassageCutter.Cut(Chapter, stage.Recipe).Count;

    [Fact]
    public async Task Retry_after_pauses_the_provider_and_costs_nothing()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (number, _) =>
            number == 2 ? new ChatReply.Busy(Reason.OfWords("429: slow down"), TimeSpan.FromSeconds(40)) : null;
        Assert.IsType<ReadingResult.Returned>(await stage.ReadAsync(Chapter));
        var row = await stage.RowAsync("a");
        Assert.Equal((0, Reason.OfWords("429: slow down")), (row.Health.FailuresInRow, row.Pause!.Reason));
        // Up to a fifth more than it said, so that not all come back at once.
        Assert.InRange(row.Pause.Until!.Value - stage.Time.GetUtcNow(), TimeSpan.FromSeconds(39), TimeSpan.FromSeconds(48));
        var spending = await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop);
        Assert.Equal((2, 1, 500L), (spending.Calls, spending.Answered, spending.Micros));
        // Paused: not one call more. Then the probe goes through, and nothing is asked twice.
        Assert.IsType<ReadingResult.Returned>(await stage.ReadAsync(Chapter));
        Assert.Equal(2, stage.Chat.Calls.Count);
        stage.Time.Advance(TimeSpan.FromSeconds(49));
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.Equal(Passages(stage) + 1, stage.Chat.Calls.Count);
        Assert.Null((await stage.RowAsync("a")).Pause);
    }

    [Fact]
    public async Task Three_failures_in_a_row_pause_the_provider()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (_, _) => new ChatReply.Broken(Reason.OfWords("500: down"), true);
        var start = stage.Time.GetUtcNow();
        Assert.IsType<ReadingResult.Returned>(await stage.ReadAsync(Chapter));
        Assert.Equal(3, stage.Chat.Calls.Count);
        // Three calls of a second each, a wait of about one and of about two seconds between them.
        Assert.InRange(stage.Chat.Calls[2].At - start, TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(6.7));
        var row = await stage.RowAsync("a");
        Assert.Equal(3, row.Health.FailuresInRow);
        Assert.InRange(row.Pause!.Until!.Value - stage.Time.GetUtcNow(), TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(30));
        // They may have been worked on: spent.
        var spending = await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop);
        Assert.True(spending is { Calls: 3, Answered: 0, Micros: > 3 * 2 * 4_096 });
    }

    [Fact]
    public async Task A_success_ends_the_row_of_failures()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (number, _) =>
            number switch
            {
                1 or 5 => new ChatReply.Broken(Reason.OfWords("reset"), true),
                2 or 4 => new ChatReply.Busy(Reason.OfWords("503: overloaded"), null),
                _ => null,
            };
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.Equal(Passages(stage) + 4, stage.Chat.Calls.Count);
        Assert.Equal(0, (await stage.RowAsync("a")).Health.FailuresInRow);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_fails_while_others_succeed_is_not_sent_for_ever(bool busy)
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (_, _) =>
        {
            // Another worker's success.
            stage.Ledger.Providers.NoteSuccessAsync("a", Stop);
            return busy
                ? new ChatReply.Busy(Reason.OfWords("429"), null)
                : new ChatReply.Broken(Reason.OfWords("no answer within 300 s"), true);
        };
        var result = await stage.ReadAsync(Chapter);
        Assert.Equal(BackoffPolicy.MostSends, stage.Chat.Calls.Count);
        Assert.Null((await stage.RowAsync("a")).Pause);
        if (busy)
            Assert.IsType<ReadingResult.Returned>(result);
        else
            Assert.NotNull(Assert.IsType<ReadingResult.Failed>(result).RetryAfter);
    }

    [Fact]
    public async Task A_closed_provider_waits_for_a_person_with_its_words_shown()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (_, _) => new ChatReply.Closed(Reason.OfWords("402: Insufficient Balance"));
        Assert.IsType<ReadingResult.Returned>(await stage.ReadAsync(Chapter));
        Assert.Equal(new Pause(null, Reason.OfWords("402: Insufficient Balance")), (await stage.RowAsync("a")).Pause);
        Assert.Single(stage.Chat.Calls);
        await stage.Ledger.Providers.TryResumeProviderAsync("a", Stop);
        stage.Chat.Tell = (_, _) => null;
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
    }

    [Fact]
    public async Task A_models_format_is_found_out_once_and_remembered()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (number, _) =>
            stage.Chat.Calls[number - 1].Format == AnswerFormat.JsonSchema ? new ChatReply.FormatRefused("no") : null;
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.Equal(AnswerFormat.JsonObject, (await stage.RowAsync("a")).Health.Manners.Format);
        Assert.Single(stage.Chat.Calls, call => call.Format == AnswerFormat.JsonSchema);
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter.Replace("曹操", "董卓", StringComparison.Ordinal)));
        Assert.Single(stage.Chat.Calls, call => call.Format == AnswerFormat.JsonSchema);
    }

    [Fact]
    public async Task A_format_that_works_is_remembered_too_and_one_that_never_does_is_a_refusal()
    {
        var stage = await new ChatStage().SetAsync();
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.Equal(AnswerFormat.JsonSchema, (await stage.RowAsync("a")).Health.Manners.Format);
        stage.Chat.Tell = (_, _) => new ChatReply.FormatRefused("response_format");
        Assert.IsType<ReadingResult.Failed>(await stage.ReadAsync(ChatStage.Text(1), "b", round: 1));
        Assert.Equal(3, stage.Chat.Calls.Count(call => call.Model == ChatStage.B));
    }

    [Fact]
    public async Task What_a_model_wants_is_learnt_by_all_readings_of_the_process_and_kept_in_the_ledger()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (number, _) => number == 1 ? new ChatReply.Learnt("no", new() { NoTemperature = true }) : null;
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.All(stage.Chat.Providers.Skip(1), provider => Assert.True(provider.Health.Manners.NoTemperature));
        Assert.True((await stage.RowAsync("a")).Health.Manners.NoTemperature);
    }

    [Fact]
    public async Task A_call_that_was_given_up_is_followed_by_one_with_twice_the_time()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (number, _) =>
            number == 1 ? new ChatReply.Broken(Reason.OfWords("no answer within 300 s"), true) { IsGivenUp = true } : null;
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(ChatStage.Text(1)));
        Assert.InRange(stage.Chat.Times[0], TimeSpan.FromMinutes(4.9), TimeSpan.FromMinutes(5));
        Assert.InRange(stage.Chat.Times[1], TimeSpan.FromMinutes(9.9), TimeSpan.FromMinutes(10));
        Assert.Equal(TimeSpan.FromMinutes(10), (await stage.RowAsync("a")).Health.Manners.Patience);
    }

    [Fact]
    public async Task A_providers_own_time_limit_and_window_hold_for_row_grant_and_call()
    {
        var stage = await new ChatStage().SetAsync();
        var row = await stage.RowAsync("a");
        await stage.Ledger.Providers.SaveProviderAsync(
            row with
            {
                Settings = new() { Timeout = TimeSpan.FromMinutes(30), Context = 4_096 },
            },
            Stop
        );
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(ChatStage.Text(1)));
        Assert.InRange(stage.Chat.Times[0], TimeSpan.FromMinutes(29.9), TimeSpan.FromMinutes(30));
        Assert.InRange(stage.Chat.Bounds[0], 512, 3_500);

        await stage.Ledger.Providers.SaveProviderAsync(row with { Settings = new() { Context = 1_024 } }, Stop);
        var failed = Assert.IsType<ReadingResult.Failed>(
            await stage.ReadAsync(Chapter.Replace("曹操", "董卓", StringComparison.Ordinal))
        );
        Assert.Equal("window_too_small", failed.Reason.Code);
        Assert.Single(stage.Chat.Calls);
    }

    [Fact]
    public async Task Settings_are_no_part_of_the_key_so_nothing_is_paid_again()
    {
        var stage = await new ChatStage().SetAsync();
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        var calls = stage.Chat.Calls.Count;
        var row = await stage.RowAsync("a");
        var settings = new ProviderSettings { Extra = """{"thinking":{"type":"disabled"}}""", Temperature = Temperature.None };
        await stage.Ledger.Providers.SaveProviderAsync(row with { Settings = settings }, Stop);
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.Equal(calls, stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task What_the_endpoint_learns_costs_a_grant_and_a_row_of_its_own()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (number, _) =>
            number == 1 ? new ChatReply.Learnt("max_completion_tokens", new() { NewTokensName = true }) : null;
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        var spending = await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop);
        Assert.Equal((Passages(stage) + 1, 500L * Passages(stage)), (spending.Calls, spending.Micros));
        stage.Chat.Tell = (_, _) => new ChatReply.Learnt("again and again", Manners.Common);
        Assert.IsType<ReadingResult.Failed>(await stage.ReadAsync(ChatStage.Text(1), "b"));
    }

    [Fact]
    public async Task The_budget_pauses_the_job_before_a_call_that_it_does_not_cover()
    {
        var stage = await new ChatStage { Budget = new(7_500, null) }.SetAsync();
        Assert.IsType<ReadingResult.OverBudget>(await stage.ReadAsync(ChatStage.Text(60)));
        // 550 used by each answered call; prompt and bound of the next one are about 6,000.
        Assert.InRange(stage.Chat.Calls.Count, 2, 10);
        Assert.True((await stage.Ledger.Jobs.FindJobAsync(stage.Job.Id, Stop))!.SpentTokens <= 7_500);
    }

    [Fact]
    public async Task An_ended_session_asks_nothing_more()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (_, _) =>
        {
            stage.Ledger.Sessions.EndSessionAsync(stage.Session, SessionEnd.Death, Reason.OfWords("gone"), Stop);
            return null;
        };
        Assert.IsType<ReadingResult.SessionEnded>(await stage.ReadAsync(Chapter));
        Assert.Single(stage.Chat.Calls);
        // What it had in the air is journalled all the same.
        Assert.Equal(1, (await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop)).Answered);
    }

    [Fact]
    public async Task A_permit_that_the_gate_does_not_know_gives_the_run_back()
    {
        var stage = await new ChatStage().SetAsync();
        var reading = await stage.ReadingAsync(Chapter);
        stage.RealGate.Wipe();
        Assert.IsType<ReadingResult.Returned>(await stage.DriveAsync(stage.Extractor.ReadAsync(reading, stage, Stop)));
        Assert.IsType<ReadingResult.Returned>(await stage.Extractor.ReadAsync(reading with { Permits = null }, stage, Stop));
        Assert.Empty(stage.Chat.Calls);
    }

    [Fact]
    public async Task A_call_that_never_fits_is_no_call()
    {
        var stage = await new ChatStage { Limits = new(1, null, 1_000) }.SetAsync();
        Assert.IsType<ReadingResult.Failed>(await stage.ReadAsync(Chapter));
        Assert.Empty(stage.Chat.Calls);
    }

    [Fact]
    public async Task Full_windows_are_waited_for()
    {
        var stage = await new ChatStage { Limits = new(1, 2, null) }.SetAsync();
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        var calls = stage.Chat.Calls.ConvertAll(call => call.At);
        for (var i = 2; i < calls.Count; i++)
            Assert.True(calls[i] - calls[i - 2] > TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Where_rows_are_written_slowly_a_call_leaves_under_a_fresh_grant_and_at_its_rows_time()
    {
        ForgetfulGate? gate = null;
        ForgetfulJournal? journal = null;
        var stage = await new ChatStage(inner => journal = new(inner, new()), inner => gate = new(inner, new())).SetAsync();
        journal!.BeforeRow = () => Task.Delay(TimeSpan.FromSeconds(3), stage.Time);
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        var granted = gate!.Grants.OfType<GrantReply.Granted>().Select(grant => grant.Until).ToList();
        // The first two rows are too old when they stand, and are given up; from then on rows are dated to when they will stand.
        Assert.Equal(2 + 2 * Passages(stage), granted.Count);
        Assert.All(
            stage.Chat.Calls,
            call => Assert.Contains(granted, until => call.At < until && until - call.At <= TimeSpan.FromSeconds(1))
        );
        Assert.Equal(2 + Passages(stage), (await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop)).Calls);
        var traces = await stage.Ledger.Journal.TracesAsync("a", DateTimeOffset.MinValue, Stop);
        var rows = traces.Select(trace => trace.At).ToList();
        Assert.All(
            stage.Chat.Calls,
            call => Assert.Contains(rows, at => call.At >= at && call.At - at <= TimeSpan.FromSeconds(1))
        );
    }

    [Fact]
    public async Task A_row_that_was_written_too_long_ago_is_given_up_unsent()
    {
        ForgetfulJournal? journal = null;
        var slow = 1;
        var stage = await new ChatStage(inner => journal = new(inner, new())).SetAsync();
        journal!.BeforeRow = () => slow-- > 0 ? Task.Delay(TimeSpan.FromMinutes(4), stage.Time) : Task.CompletedTask;
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.Equal(Passages(stage), stage.Chat.Calls.Count);
        var spending = await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop);
        Assert.Equal((Passages(stage) + 1, 500L * Passages(stage)), (spending.Calls, spending.Micros));
    }

    [Fact]
    public async Task A_cancelled_call_counts_as_spent_and_is_asked_by_whoever_comes_next()
    {
        var stage = await new ChatStage().SetAsync();
        using var cancel = new CancellationTokenSource();
        var reading = stage.Extractor.ReadAsync(await stage.ReadingAsync(Chapter), stage, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        var spending = await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop);
        Assert.True(spending is { Calls: 1, Answered: 0, Micros: > 4_096 });
        var second = await stage.Ledger.Sessions.OpenSessionAsync("n2", "all", 2, ["a"], 8, Stop);
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter, session: second));
        Assert.Equal(Passages(stage) + 1, stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task An_answer_that_has_come_is_journalled_though_the_run_is_dropped()
    {
        var stage = await new ChatStage().SetAsync();
        using var cancel = new CancellationTokenSource();
        stage.Chat.Tell = (_, _) =>
        {
            cancel.Cancel();
            return null;
        };
        var reading = stage.Extractor.ReadAsync(await stage.ReadingAsync(Chapter), stage, cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.DriveAsync(reading));
        Assert.Equal(1, (await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop)).Answered);
    }

    [Theory]
    [InlineData(3, 30)]
    [InlineData(7, 30)]
    [InlineData(8, 60)]
    [InlineData(24, 240)]
    [InlineData(1_000, 300)]
    public void Pauses_grow_and_end(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), BackoffPolicy.PauseAfter(failures));
}
