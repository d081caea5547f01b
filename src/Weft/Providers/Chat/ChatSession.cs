using System.Diagnostics;
using Weft.Dispatch;
using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Providers.Chat;

/// <summary>
/// Asks on one lane of a chapter: grant, call row, a last look at the grant, the call, the journal. Every step is repeated until its answer came,
/// and may be: the call's id is chosen once.
/// </summary>
internal sealed partial class ChatSession(
    ChatContext context,
    Reading reading,
    Permit permit,
    ChatState state,
    PassageLanes lanes
)
{
    /// <summary>A call leaves no later than this after the time in its row.</summary>
    private static readonly TimeSpan RowToCall = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = context.Runtime.Time;
    private readonly Recipe _recipe = reading.Job.Order.Recipe;

    /// <summary>As it is known by now.</summary>
    private Provider Provider => context.Learnt.Of(reading.Provider);

    /// <summary>Asks until an answer stands under the key, or asking is over for this lane or the reading.</summary>
    public async Task<AskResult.Settled> AskAsync(Passage passage, AnswerKey key, AttemptCounts counts, CancellationToken cancel)
    {
        var prompt = PromptText.For(_recipe, reading.Profile, passage);
        while (true)
        {
            var rest = state.RestLeft(_time.GetUtcNow());
            if (rest > TimeSpan.Zero && LeavesWaiting())
                return new AskResult.PutBack();
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, _time, cancel);
            switch (await TryAloneAsync(prompt, key, counts, cancel))
            {
                // It may concern this lane's call alone: the last one will see.
                case AskResult.Stopped { Why: ReadingResult.Returned } when LeavesWaiting():
                    return new AskResult.PutBack();
                case AskResult.Settled settled:
                    return settled;
                case AskResult.OthersAsk or AskResult.Again when LeavesWaiting():
                    return new AskResult.PutBack();
                case AskResult.OthersAsk:
                    if (await AwaitOthersAsync(key, cancel) is { } came)
                        return came;
                    break;
                case AskResult.Again or AskResult.AtOnce:
                    break;
            }
        }
    }

    /// <summary>Whether this lane leaves what must be waited for to another. Either way the chapter has no use for more of them meanwhile.</summary>
    private bool LeavesWaiting()
    {
        state.IsHindered = true;
        return !lanes.IsLast;
    }

    /// <summary>Two chapters of this process do not ask the same at the same time.</summary>
    private async Task<AskResult> TryAloneAsync(PromptText prompt, AnswerKey key, AttemptCounts counts, CancellationToken cancel)
    {
        if (!context.InFlight.TryTake(key))
            return new AskResult.OthersAsk();
        try
        {
            return await TryAsync(prompt, key, counts, cancel);
        }
        finally
        {
            context.InFlight.Release(key);
        }
    }

    /// <summary>One call at most.</summary>
    private async Task<AskResult> TryAsync(PromptText prompt, AnswerKey key, AttemptCounts counts, CancellationToken cancel)
    {
        var promptTokens = TokenEstimate.OfPrompt(prompt, Provider.Model);
        var bound = CallBounds.Answer(Provider, _recipe.MaxAnswerTokens, promptTokens);
        if (bound < CallBounds.LeastAnswer && Provider.Settings.Context is { } window)
            return Stop(new ReadingResult.Failed(RunReasons.WindowTooSmall(Provider.Name, window, promptTokens), null));
        // Providers count the bound until the answer has come.
        var (grant, refused) = await GrantAsync(promptTokens + bound, cancel);
        if (grant is null)
            return refused!;
        var call = NewCall(key, promptTokens, bound);
        if (reading.Job.Order.Budget.Micros is not null && call.Micros == 0 && !IsPriced(call.At))
        {
            await SettleAsync(grant, new(0), cancel);
            return Stop(new ReadingResult.OverBudget(RunReasons.NoPriceForBudget(Provider.Name)));
        }
        var opening = await OpenAsync(call, cancel);
        // Calls in the air may come back for less than they reserved.
        while (opening is CallOpening.AwaitsBudget && !LeavesWaiting())
        {
            await Task.Delay(context.Options.OtherAsksWait, _time, cancel);
            call = NewCall(key, promptTokens, bound);
            opening = await OpenAsync(call, cancel);
        }
        if (opening is not CallOpening.Opened)
            await SettleAsync(grant, new(0), cancel);
        return opening switch
        {
            CallOpening.Opened => await CallAsync(
                prompt,
                new(call, grant, promptTokens, prompt.Characters, Format, state.Failures),
                counts,
                cancel
            ),
            CallOpening.AwaitsBudget => new AskResult.PutBack(),
            CallOpening.AnswerStands stands => new AskResult.Got(stands.Answer),
            CallOpening.OtherAsks => new AskResult.OthersAsk(),
            CallOpening.SessionEnded => Stop(new ReadingResult.SessionEnded()),
            CallOpening.OverBudget over => Stop(new ReadingResult.OverBudget(WhyOver(over.Use, call))),
            CallOpening.ProviderPaused => Stop(new ReadingResult.Returned(RunReasons.ProviderPaused(Provider.Name))),
            _ => throw new UnreachableException($"no such opening: {opening}"),
        };
    }

    /// <summary>The row stands: the call leaves, unless its grant has lapsed meanwhile and none comes in time.</summary>
    private async Task<AskResult> CallAsync(PromptText prompt, Sent sent, AttemptCounts counts, CancellationToken cancel)
    {
        try
        {
            context.Runtime.Crash(CrashPoint.CallRowWritten);
            var (fresh, refused) = await FreshAsync(sent.Grant, sent.Call, cancel);
            if (fresh is null)
            {
                await CloseAsync(sent.Call, CallLoss.NotTaken, CallReasons.NeverSent, cancel);
                return refused ?? new AskResult.AtOnce();
            }
            counts.Sends++;
            var began = _time.GetTimestamp();
            var reply = await SendAsync(prompt, sent, cancel);
            context.Runtime.Crash(CrashPoint.AnswerCame);
            return await TakeAsync(reply, sent with { Grant = fresh, Took = _time.GetElapsedTime(began) }, counts, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await DropAsync(sent.Call, CallLoss.MaybeSpent);
            throw;
        }
    }

    /// <summary>Writes the call's row. One that was written without our knowing is closed again, or it would stand behind its permit for good.</summary>
    private async Task<CallOpening> OpenAsync(Call call, CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        try
        {
            return await SteadyAsync(token => context.Journal.OpenCallAsync(call, token), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await DropAsync(call, CallLoss.NotTaken);
            throw;
        }
        finally
        {
            state.NoteRow(_time.GetElapsedTime(began));
        }
    }

    /// <summary>The windows may be full: the last lane waits until they have room.</summary>
    private async Task<(GrantReply.Granted? Grant, AskResult? Refused)> GrantAsync(long tokens, CancellationToken cancel)
    {
        while (true)
        {
            var deadline = _time.GetUtcNow() + CallBounds.Timeout(Provider, context.Options.CallTimeout);
            switch (await SteadyAsync(token => context.Gate.GrantAsync(permit, Provider.Limits, tokens, deadline, token), cancel))
            {
                case GrantReply.Granted granted:
                    return (granted, null);
                case GrantReply.Wait when LeavesWaiting():
                    return (null, new AskResult.PutBack());
                case GrantReply.Wait wait:
                    await Task.Delay(wait.For > TimeSpan.Zero ? wait.For : TimeSpan.FromMilliseconds(1), _time, cancel);
                    break;
                case GrantReply.NeverFits:
                    return (null, Stop(new ReadingResult.Failed(RunReasons.NeverFits(Provider.Name, tokens), null)));
                case GrantReply.UnknownPermit:
                    return (null, Stop(new ReadingResult.Returned(RunReasons.PermitGone(Provider.Name))));
                case var other:
                    throw new UnreachableException($"no such reply: {other}");
            }
        }
    }

    /// <summary>
    /// A grant that lapsed while the row was written is taken anew; the row stands. Both empty = too late for this row: a gate that is
    /// seeded from the journal takes the row's time for the call's, and its windows have room for a second's difference.
    /// </summary>
    private async Task<(GrantReply.Granted? Grant, AskResult? Refused)> FreshAsync(
        GrantReply.Granted grant,
        Call call,
        CancellationToken cancel
    )
    {
        var current = grant;
        while (_time.GetUtcNow() < call.At + RowToCall)
        {
            if (_time.GetUtcNow() < current.Until)
                return (current, null);
            await SettleAsync(current, new(0), cancel);
            var (renewed, refused) = await GrantAsync(call.Tokens, cancel);
            if (renewed is null)
                return (null, refused);
            current = renewed;
        }
        await SettleAsync(current, new(0), cancel);
        return (null, null);
    }

    /// <summary>Others ask the same: looks for their answer now and then. Null = none came; try the row again.</summary>
    private async Task<AskResult.Got?> AwaitOthersAsync(AnswerKey key, CancellationToken cancel)
    {
        for (var look = 0; look < context.Options.OtherAsksLooks; look++)
        {
            await Task.Delay(context.Options.OtherAsksWait, _time, cancel);
            var found = await SteadyAsync(token => context.Journal.FindAsync([key], token), cancel);
            if (found.Count > 0)
                return new AskResult.Got(found[0]);
        }
        return null;
    }

    private Call NewCall(AnswerKey key, long promptTokens, int bound)
    {
        // Where rows are always too long in being written to be used, this one gets the time at which it will have been.
        var lately = state.RowsTake;
        var now = _time.GetUtcNow() + (lately < RowToCall ? TimeSpan.Zero : lately);
        var claim = reading.Claim;
        return new(
            $"{claim.Session}-{claim.Run.Job}.{claim.Run.Position}.{claim.Attempt}-{context.Numbers.Next()}",
            key,
            claim.Run,
            claim.Session,
            Provider.Name,
            promptTokens + bound,
            Prices.Micros(context.Options.Prices.At(Provider, now), promptTokens, 0, bound),
            now,
            now + CallBounds.Timeout(Provider, context.Options.CallTimeout)
        )
        {
            Permit = permit.Id,
        };
    }

    private AnswerFormat Format => Provider.Health.Manners.Format ?? AnswerFormat.JsonSchema;

    private ChatCall Chat(PromptText prompt, Sent sent) =>
        new(
            Provider.Model,
            prompt.System,
            prompt.User,
            sent.Format,
            prompt.Schema,
            (int)(sent.Call.Tokens - sent.PromptTokens),
            sent.Call.Deadline - _time.GetUtcNow()
        );

    private bool IsPriced(DateTimeOffset at) => context.Options.Prices.At(Provider, at) != Price.Free;

    private Reason WhyOver(BudgetUse use, Call call)
    {
        if (use.LacksTokens(call))
            return RunReasons.OverTokenBudget(use.Budget.Tokens!.Value, use.SettledTokens, use.ReservedTokens, call.Tokens);
        var currency = context.Options.Prices.At(Provider, call.At).Currency;
        return RunReasons.OverMoneyBudget(
            Prices.Amount(use.Budget.Micros!.Value, currency),
            Prices.Amount(use.SettledMicros, currency),
            Prices.Amount(use.ReservedMicros, currency),
            Prices.Amount(call.Micros, currency)
        );
    }

    private static AskResult.Stopped Stop(ReadingResult.Stopped why) => new(why);

    private Task<T> SteadyAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancel) =>
        context.Runtime.UntilDoneAsync(step, cancel);

    private Task SteadyAsync(Func<CancellationToken, Task> step, CancellationToken cancel) =>
        context.Runtime.UntilDoneAsync(step, cancel);
}
