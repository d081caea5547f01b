using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Call rows, answers, budgets, and what a gate is seeded from.</summary>
public abstract class JournalConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    private static AnswerKey Key(string passage = "p1", PassageAttempt step = PassageAttempt.First, int round = 0) =>
        new(passage, "recipe", "model:7b", step, round);

    private int _calls;

    private Call Call(JobId job, SessionId session, AnswerKey? key = null, long tokens = 100, long micros = 1000) =>
        new($"{session}-{++_calls}", key ?? Key(), new(job, 1), session, "a", tokens, micros, Now, Now + Minute);

    private Answer Answer(Call call, string body = "{}", long prompt = 30, long answer = 20, long micros = 400) =>
        new(call.Key, call.Provider, body, "stop", prompt, 5, answer, micros, "{\"roster\":[\"林黛玉\"]}", Now)
        {
            Thinking = new(answer / 2, micros / 4),
        };

    private async Task<(JobId Job, SessionId Session)> GroundAsync(Budget? budget = null)
    {
        await SaveAsync("a", "b");
        return (await RunningAsync(3, ["a", "b"], budget: budget), await SessionAsync("a", "b"));
    }

    private Task<CallOpening> OpenAsync(Call call) => Ledger.Journal.OpenCallAsync(call, Stop);

    private async Task OpenedAsync(Call call) => Assert.IsType<CallOpening.Opened>(await OpenAsync(call));

    private async Task<(long Tokens, long Micros)> SpentAsync(JobId job)
    {
        var row = await JobAsync(job);
        return (row.SpentTokens, row.SpentMicros);
    }

    [Fact]
    public async Task An_answer_is_kept_under_its_key_with_all_that_came()
    {
        var (job, session) = await GroundAsync();
        var call = Call(job, session, Key("p1", PassageAttempt.Left, 2));
        var answer = Answer(call, "{\"人物\": \"𠮷\"}\n```");
        await OpenedAsync(call);
        Assert.Equal(answer, await Ledger.Journal.AnswerAsync(call, answer, Stop));
        AnswerKey[] keys =
        [
            call.Key,
            Key("p1", PassageAttempt.Right, 2),
            Key("p1", PassageAttempt.Left, 1),
            Key("p2", PassageAttempt.Left, 2),
        ];
        Assert.Equal([answer], await Ledger.Journal.FindAsync(keys, Stop));
        Assert.Equal([answer], await Backend.OtherLedger.Journal.FindAsync([call.Key, call.Key], Stop));
        Assert.Empty(await Ledger.Journal.FindAsync([], Stop));
    }

    [Fact]
    public async Task A_call_row_reserves_its_budget_once_however_often_it_is_written()
    {
        var (job, session) = await GroundAsync();
        var call = Call(job, session);
        await OpenedAsync(call);
        await OpenedAsync(call);
        Assert.Equal((100, 1000), await SpentAsync(job));
        Assert.Equal(1, (await Ledger.Journal.SpendingAsync(job, Stop)).Calls);
    }

    [Fact]
    public async Task No_call_leaves_where_an_answer_stands()
    {
        var (job, session) = await GroundAsync();
        var call = Call(job, session);
        var answer = Answer(call);
        await OpenedAsync(call);
        await Ledger.Journal.AnswerAsync(call, answer, Stop);
        var spent = await SpentAsync(job);
        Assert.Equal(answer, Assert.IsType<CallOpening.AnswerStands>(await OpenAsync(Call(job, session))).Answer);
        Assert.Equal(answer, Assert.IsType<CallOpening.AnswerStands>(await OpenAsync(call)).Answer);
        Assert.Equal(spent, await SpentAsync(job));
        await OpenedAsync(Call(job, session, Key(round: 1)));
    }

    [Fact]
    public async Task No_call_leaves_while_another_open_session_s_is_unanswered()
    {
        var (job, session) = await GroundAsync();
        var other = await SessionAsync("a");
        var first = Call(job, session);
        await OpenedAsync(first);
        Assert.Equal(session, Assert.IsType<CallOpening.OtherAsks>(await OpenAsync(Call(job, other))).Session);
        await OpenedAsync(Call(job, other, Key("p2")));
        await OpenedAsync(Call(job, session));
        Assert.Equal((300, 3000), await SpentAsync(job));
    }

    [Fact]
    public async Task A_call_that_was_closed_or_whose_session_ended_holds_nobody_back()
    {
        var (job, session) = await GroundAsync();
        var other = await SessionAsync("a");
        var closed = Call(job, session);
        await OpenedAsync(closed);
        await Ledger.Journal.CloseCallAsync(closed, CallLoss.MaybeSpent, Reason.OfWords("cut"), Stop);
        await OpenedAsync(Call(job, other));
        await DieAsync(other);
        await OpenedAsync(Call(job, session));
    }

    [Fact]
    public async Task A_row_left_open_long_past_its_deadline_holds_nobody_back()
    {
        var (job, session) = await GroundAsync();
        var other = await SessionAsync("a");
        await OpenedAsync(Call(job, session));
        Time.Advance(Minute + TimeSpan.FromSeconds(59));
        Assert.IsType<CallOpening.OtherAsks>(await OpenAsync(Call(job, other)));
        Time.Advance(TimeSpan.FromSeconds(1));
        await OpenedAsync(Call(job, other));
    }

    [Fact]
    public async Task No_call_leaves_for_a_session_that_has_ended()
    {
        var (job, session) = await GroundAsync();
        var call = Call(job, session);
        await OpenedAsync(call);
        await DieAsync(session);
        Assert.IsType<CallOpening.SessionEnded>(await OpenAsync(Call(job, session)));
        Assert.IsType<CallOpening.SessionEnded>(await OpenAsync(call));
        Assert.IsType<CallOpening.SessionEnded>(await OpenAsync(Call(job, new(99))));
    }

    [Fact]
    public async Task No_call_leaves_while_the_provider_is_paused_and_then_one_probe()
    {
        var (job, session) = await GroundAsync();
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429")), Stop);
        Assert.IsType<CallOpening.ProviderPaused>(await OpenAsync(Call(job, session)));
        Time.Advance(Minute);
        var probe = Call(job, session);
        await OpenedAsync(probe);
        await OpenedAsync(probe);
        Assert.IsType<CallOpening.ProviderPaused>(await OpenAsync(Call(job, session, Key("p2"))));
        Assert.IsType<CallOpening.ProviderPaused>(await OpenAsync(Call(job, await SessionAsync("a"), Key("p3"))));
        await Ledger.Journal.CloseCallAsync(probe, CallLoss.NotTaken, Reason.OfWords("429"), Stop);
        await OpenedAsync(Call(job, session, Key("p2")));
        Time.Advance(Minute);
        await OpenedAsync(Call(job, session, Key("p3")));
        await Ledger.Providers.NoteSuccessAsync("a", Stop);
        await OpenedAsync(Call(job, session, Key("p4")));
        Assert.IsType<CallOpening.ProviderPaused>(await OpenAsync(Call(job, session, Key("p5")) with { Provider = "gone" }));
    }

    [Fact]
    public async Task A_probe_of_a_dead_session_makes_room_for_the_next()
    {
        var (job, session) = await GroundAsync();
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429")), Stop);
        Time.Advance(Minute);
        await OpenedAsync(Call(job, session));
        await DieAsync(session);
        await OpenedAsync(Call(job, await SessionAsync("a")));
    }

    [Theory]
    [InlineData(250L, null)]
    [InlineData(null, 2500L)]
    [InlineData(250L, 9999L)]
    public async Task A_budget_covers_what_is_reserved_and_nothing_over_it(long? tokens, long? micros)
    {
        var (job, session) = await GroundAsync(new(tokens, micros));
        var calls = Enumerable.Range(1, 4).Select(i => Call(job, session, Key($"p{i}"))).ToArray();
        await OpenedAsync(calls[0]);
        await OpenedAsync(calls[1]);
        // Those in the air may come back for less.
        Assert.IsType<CallOpening.AwaitsBudget>(await OpenAsync(calls[2]));
        await OpenedAsync(calls[1]);
        await OpenedAsync(Call(job, session, Key("exactly"), 50, 500));
        Assert.IsType<CallOpening.AwaitsBudget>(await OpenAsync(Call(job, session, Key("one more"), 1, 1)));
        await Ledger.Journal.AnswerAsync(calls[0], Answer(calls[0], prompt: 30, answer: 20, micros: 400), Stop);
        Assert.IsType<CallOpening.AwaitsBudget>(await OpenAsync(calls[2]));
        var over = Assert.IsType<CallOpening.OverBudget>(await OpenAsync(Call(job, session, Key("p4"), 250, 2500)));
        Assert.Equal(new BudgetUse(new(tokens, micros), 50, 400, 150, 1500), over.Use);
        await Ledger.Journal.CloseCallAsync(calls[1], CallLoss.NotTaken, Reason.OfWords("429"), Stop);
        await OpenedAsync(calls[2]);
        var other = await RunningAsync(1, ["a"]);
        await OpenedAsync(Call(other, session, Key("p9")));
    }

    [Fact]
    public async Task Jobs_of_one_order_share_one_budget_whatever_else_was_said_of_it()
    {
        var (first, session) = await GroundAsync(new(250, 2500));
        var second = await JoinedAsync(first, new(9_999, null));
        var alone = await RunningAsync(1, ["a"], budget: new(50, null));
        Assert.Equal((first, new(250, 2500)), ((await JobAsync(second)).Order.Purse, (await JobAsync(second)).Order.Budget));
        var (one, other) = (Call(first, session, Key("p1")), Call(second, session, Key("p2")));
        await OpenedAsync(one);
        await OpenedAsync(other);
        Assert.IsType<CallOpening.AwaitsBudget>(await OpenAsync(Call(second, session, Key("p3"))));
        Assert.IsType<CallOpening.AwaitsBudget>(await OpenAsync(Call(first, session, Key("p3"))));
        await OpenedAsync(Call(alone, session, Key("p4"), 50, 9_999));
        await Ledger.Journal.AnswerAsync(one, Answer(one), Stop);
        var over = Assert.IsType<CallOpening.OverBudget>(await OpenAsync(Call(second, session, Key("p5"), 201, 1)));
        Assert.Equal(new BudgetUse(new(250, 2500), 50, 400, 100, 1000), over.Use);
        await OpenedAsync(Call(second, session, Key("p6")));
        Assert.Equal((200, 2000), await SpentAsync(second));

        var purses = await Ledger.Jobs.PursesAsync([second, alone, first, new(99)], Stop);
        Assert.Equal(3, purses.Count);
        foreach (var purse in new[] { purses[first], purses[second] })
        {
            Assert.Equal((first, new BudgetUse(new(250, 2500), 50, 400, 200, 2000)), (purse.First, purse.Use));
            Assert.Equal([first, second], purse.Jobs);
        }
        Assert.Equal([alone], purses[alone].Jobs);
        Assert.Equal(new(new(50, null), 0, 0, 50, 9_999), purses[alone].Use);
    }

    [Fact]
    public async Task A_death_and_a_deadline_leave_what_was_reserved_spent_for_the_whole_order()
    {
        var (first, session) = await GroundAsync(new(150, null));
        var second = await JoinedAsync(first, Budget.None);
        await OpenedAsync(Call(first, session));
        await DieAsync(session);
        Assert.IsType<CallOpening.OverBudget>(await OpenAsync(Call(second, await SessionAsync("a"), Key("p2"))));
        Assert.Equal((100, 0), await UseAsync(second));
    }

    [Fact]
    public async Task A_higher_budget_is_all_the_order_s_and_resumes_the_job_that_was_named()
    {
        var (first, session) = await GroundAsync(new(150, 9_000));
        var (second, third) = (await JoinedAsync(first, Budget.None), await JoinedAsync(first, Budget.None));
        foreach (var job in new[] { first, second })
            Assert.True(await Ledger.Jobs.TryPauseAsync(job, Reason.OfWords("budget"), Stop));
        Assert.False(await Ledger.Jobs.TryResumeAsync(third, new(999, null), Stop));
        Assert.True(await Ledger.Jobs.TryResumeAsync(second, new(300, null), Stop));
        foreach (var job in new[] { first, second, third })
            Assert.Equal(new(300, 9_000), (await JobAsync(job)).Order.Budget);
        Assert.Equal((JobState.Paused, JobState.Running), (await StateAsync(first), await StateAsync(second)));
        Assert.Equal(new(300, 9_000), (await JobAsync(await JoinedAsync(first, Budget.None))).Order.Budget);
    }

    /// <summary>A running job of the same order.</summary>
    private async Task<JobId> JoinedAsync(JobId first, Budget budget)
    {
        var order = Order(await BookAsync($"another book, joined to {first} as {++_calls}"), ["a", "b"], budget: budget);
        var job = await CreatedAsync(order with { Purse = first }, 3);
        Assert.True(await Ledger.Jobs.TryStartAsync(job, Stop));
        return job;
    }

    private async Task<(long Settled, long Reserved)> UseAsync(JobId job)
    {
        var use = (await Ledger.Jobs.PursesAsync([job], Stop))[job].Use;
        return (use.SettledTokens, use.ReservedTokens);
    }

    [Fact]
    public async Task A_budget_is_settled_by_the_answer_and_by_what_became_of_the_call()
    {
        var (job, session) = await GroundAsync();
        var calls = Enumerable.Range(1, 3).Select(i => Call(job, session, Key($"p{i}"))).ToArray();
        foreach (var call in calls)
            await OpenedAsync(call);
        Assert.Equal((300, 3000), await SpentAsync(job));
        await Ledger.Journal.AnswerAsync(calls[0], Answer(calls[0]), Stop);
        Assert.Equal((250, 2400), await SpentAsync(job));
        await Ledger.Journal.CloseCallAsync(calls[1], CallLoss.NotTaken, Reason.OfWords("refused connection"), Stop);
        Assert.Equal((150, 1400), await SpentAsync(job));
        await Ledger.Journal.CloseCallAsync(calls[2], CallLoss.MaybeSpent, Reason.OfWords("time-out"), Stop);
        Assert.Equal((150, 1400), await SpentAsync(job));
        foreach (var call in calls)
            await Ledger.Journal.CloseCallAsync(call, CallLoss.MaybeSpent, Reason.OfWords("again"), Stop);
        await Ledger.Journal.AnswerAsync(calls[0], Answer(calls[0]), Stop);
        Assert.Equal((150, 1400), await SpentAsync(job));
    }

    [Fact]
    public async Task Failed_calls_of_a_run_are_counted_by_round_and_against_what_the_provider_answered_since()
    {
        var (job, session) = await GroundAsync();
        async Task FailAsync(string key, int round)
        {
            var call = Call(job, session, Key(key));
            await OpenedAsync(call);
            await Ledger.Journal.CloseCallAsync(
                call,
                CallLoss.MaybeSpent,
                CallReasons.ProviderFault(round, Reason.OfWords("500")),
                Stop
            );
        }
        var run = Call(job, session).Run;
        async Task<RunFaults> InAsync(int round) => await Ledger.Journal.FaultsOfRunAsync(run, "a", round, Stop);
        Assert.Equal(RunFaults.None, await InAsync(0));
        await FailAsync("p1", 0);
        await FailAsync("p2", 0);
        await FailAsync("p3", 1);
        Assert.Equal(new RunFaults(2, false), await InAsync(0));
        Assert.Equal(new RunFaults(1, false), await InAsync(1));
        Assert.Equal(RunFaults.None, await Ledger.Journal.FaultsOfRunAsync(run, "b", 0, Stop));
        Time.Advance(Minute);
        var good = Call(job, session, Key("p9")) with { At = Now };
        await OpenedAsync(good);
        await Ledger.Journal.AnswerAsync(good, Answer(good), Stop);
        Assert.Equal(new RunFaults(2, true), await InAsync(0));
    }

    [Fact]
    public async Task A_call_lost_in_a_crash_counts_as_spent()
    {
        var (job, session) = await GroundAsync(new(150, null));
        await OpenedAsync(Call(job, session));
        await DieAsync(session);
        Assert.Equal((100, 1000), await SpentAsync(job));
        Assert.IsType<CallOpening.OverBudget>(await OpenAsync(Call(job, await SessionAsync("a"))));
    }

    [Fact]
    public async Task The_first_answer_stands_and_the_second_is_paid_for_all_the_same()
    {
        var (job, session) = await GroundAsync();
        var zombie = Call(job, session);
        await OpenedAsync(zombie);
        await DieAsync(session);
        var heir = Call(job, await SessionAsync("a"));
        await OpenedAsync(heir);
        var first = Answer(heir, "first");
        Assert.Equal(first, await Ledger.Journal.AnswerAsync(heir, first, Stop));
        Assert.Equal(first, await Ledger.Journal.AnswerAsync(zombie, Answer(zombie, "second", 1, 2, 3), Stop));
        Assert.Equal([first], await Ledger.Journal.FindAsync([Key()], Stop));
        Assert.Equal((53, 403), await SpentAsync(job));
    }

    [Fact]
    public async Task An_ended_session_s_answer_fills_a_gap()
    {
        var (job, session) = await GroundAsync();
        var call = Call(job, session);
        await OpenedAsync(call);
        await DieAsync(session);
        await Ledger.Journal.CloseCallAsync(call, CallLoss.MaybeSpent, Reason.OfWords("its session ended"), Stop);
        var answer = Answer(call);
        Assert.Equal(answer, await Ledger.Journal.AnswerAsync(call, answer, Stop));
        Assert.Equal((50, 400), await SpentAsync(job));
        Assert.IsType<CallOpening.AnswerStands>(await OpenAsync(Call(job, await SessionAsync("a"))));
    }

    [Fact]
    public async Task An_answer_whose_call_row_the_ledger_has_lost_is_kept_and_counted()
    {
        var (job, session) = await GroundAsync();
        var call = Call(job, session);
        var answer = Answer(call);
        Assert.Equal(answer, await Ledger.Journal.AnswerAsync(call, answer, Stop));
        Assert.Equal(answer, await Ledger.Journal.AnswerAsync(call, answer, Stop));
        Assert.Equal((50, 400), await SpentAsync(job));
        var spent = new Spending(1, 1, 30, 5, 20, 400) { Thinking = new(10, 100) };
        Assert.Equal(spent, await Ledger.Journal.SpendingAsync(job, Stop));
    }

    [Fact]
    public async Task Two_answers_at_once_leave_one()
    {
        var (job, session) = await GroundAsync();
        for (var i = 0; i < 10; i++)
        {
            var one = Call(job, session, Key($"p{i}"));
            var other = Call(job, session, Key($"p{i}"));
            var answers = await Task.WhenAll(
                Ledger.Journal.AnswerAsync(one, Answer(one, "one"), Stop),
                Backend.OtherLedger.Journal.AnswerAsync(other, Answer(other, "other"), Stop)
            );
            Assert.Equal(answers[0], answers[1]);
            Assert.Equal([answers[0]], await Ledger.Journal.FindAsync([one.Key], Stop));
        }
    }

    [Fact]
    public async Task Two_sessions_that_open_the_same_call_at_once_get_one_row()
    {
        var (job, session) = await GroundAsync();
        var other = await SessionAsync("a");
        var openings = await Task.WhenAll(
            OpenAsync(Call(job, session)),
            Backend.OtherLedger.Journal.OpenCallAsync(Call(job, other), Stop)
        );
        Assert.Single(openings, opening => opening is CallOpening.Opened);
        Assert.Single(openings, opening => opening is CallOpening.OtherAsks);
    }

    [Fact]
    public async Task A_gate_is_seeded_from_the_window_and_from_older_open_calls()
    {
        var (job, session) = await GroundAsync();
        var dead = await SessionAsync("a");
        var old = Call(job, session, Key("old"), 1);
        var oldDone = Call(job, session, Key("old done"), 2);
        var oldDead = Call(job, dead, Key("old dead"), 3);
        foreach (var call in (Call[])[old, oldDone, oldDead])
            await OpenedAsync(call);
        await Ledger.Journal.AnswerAsync(oldDone, Answer(oldDone), Stop);
        Time.Advance(Minute);
        var since = Now;
        var answered = Call(job, session, Key("answered"), 200) with { Permit = 7 };
        var refused = Call(job, session, Key("refused"), 201);
        var lost = Call(job, dead, Key("lost"), 202);
        var elsewhere = Call(job, session, Key("elsewhere")) with { Provider = "b" };
        foreach (var call in (Call[])[answered, refused, lost, elsewhere])
            await OpenedAsync(call);
        await Ledger.Journal.AnswerAsync(answered, Answer(answered), Stop);
        await Ledger.Journal.CloseCallAsync(refused, CallLoss.NotTaken, Reason.OfWords("429"), Stop);
        await DieAsync(dead);

        var traces = await Ledger.Journal.TracesAsync("a", since, Stop);
        CallTrace[] expected =
        [
            new(session, old.At, old.Deadline, 1, true) { Job = job },
            new(session, since, answered.Deadline, 50, false) { Permit = 7, Job = job },
            new(session, since, refused.Deadline, 0, false) { Job = job },
            new(dead, since, lost.Deadline, 202, false) { Job = job },
        ];
        Assert.Equal(expected.OrderBy(trace => trace.Tokens), traces.OrderBy(trace => trace.Tokens));
        Assert.Equal(traces.OrderBy(trace => trace.At), traces);
        Assert.Single(await Ledger.Journal.TracesAsync("b", since, Stop));
    }

    [Fact]
    public async Task All_answers_for_a_run_can_be_looked_at_those_of_other_jobs_too()
    {
        var (job, session) = await GroundAsync();
        var claims = await ClaimAsync(session, job, 2, "a");
        var asked = Call(job, session, Key("p1")) with { Run = claims[0].Run };
        await OpenedAsync(asked);
        var bad = await Ledger.Journal.AnswerAsync(asked, Answer(asked, "no JSON"), Stop);
        Time.Advance(Minute);
        var again = Call(job, session, Key("p1", PassageAttempt.Again)) with { Run = claims[0].Run };
        await OpenedAsync(again);
        var good = await Ledger.Journal.AnswerAsync(again, Answer(again), Stop);
        Assert.Equal([bad, good], await Ledger.Journal.AnswersOfRunAsync(claims[0].Run, Stop));

        Assert.Empty(await Ledger.Journal.AnswersOfRunAsync(claims[1].Run, Stop));
        await Ledger.Runs.TryCompleteAsync([new(claims[1], [good.Key.ToString(), "rules:7"], false, [])], Stop);
        Assert.Equal([good], await Ledger.Journal.AnswersOfRunAsync(claims[1].Run, Stop));
    }

    [Fact]
    public async Task Spending_tells_calls_answers_tokens_and_money()
    {
        var (job, session) = await GroundAsync();
        var answered = Call(job, session, Key("p1"));
        var lost = Call(job, session, Key("p2"));
        await OpenedAsync(answered);
        await OpenedAsync(lost);
        await Ledger.Journal.AnswerAsync(answered, Answer(answered), Stop);
        await Ledger.Journal.CloseCallAsync(lost, CallLoss.MaybeSpent, Reason.OfWords("cut"), Stop);
        // What went on thinking is told apart, and is part of the rest.
        var spent = new Spending(2, 1, 30, 5, 20, 1400) { Thinking = new(10, 100) };
        Assert.Equal(spent, await Ledger.Journal.SpendingAsync(job, Stop));
        Assert.Equal(Spending.None, await Ledger.Journal.SpendingAsync(new JobId(99), Stop));
        var many = await Ledger.Journal.SpendingAsync([new(99), job, job], Stop);
        Assert.Equal([(job, spent)], many.Select(row => (row.Key, row.Value)));
    }
}
