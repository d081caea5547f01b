using Weft.Dispatch;
using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Providers.Chat;

/// <summary>What all readings of a node share.</summary>
internal sealed record AskingParts(
    IJournal Journal,
    IGate Gate,
    IProviders Providers,
    IChatEndpoint Endpoint,
    RuntimeContext Runtime,
    ModelExtractorOptions Options,
    AskingInHand InHand,
    AskingNumbers Numbers
);

/// <summary>Numbers calls, so that no two of a session have one id.</summary>
internal sealed class AskingNumbers
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);
}

/// <summary>What came of asking one key.</summary>
internal abstract record AskResult
{
    /// <summary>The answer that stands in the journal; whether it is any good is the ladder's to say.</summary>
    public sealed record Got(Answer Answer) : AskResult;

    public sealed record Stopped(ReadingResult Result) : AskResult;
}

/// <summary>
/// Asks for one chapter: grant, call row, a last look at the grant, the call, the journal. Every step is repeated until its answer came,
/// and may be: the call's id is chosen once.
/// </summary>
internal sealed partial class Asking(AskingParts parts, Reading reading, Permit permit)
{
    /// <summary>A call leaves no later than this after the time in its row.</summary>
    private static readonly TimeSpan RowToCall = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time = parts.Runtime.Time;
    private readonly Recipe _recipe = reading.Job.Order.Recipe;
    private AnswerFormat _format = reading.Provider.Health.Format ?? AnswerFormat.JsonSchema;
    private (TimeSpan LastButOne, TimeSpan Last) _rowsTook;
    private AnswerFormat? _remembered = reading.Provider.Health.Format;

    private Provider Provider => reading.Provider;

    /// <summary>Asks until an answer stands under the key, or asking is over for this reading.</summary>
    public async Task<AskResult> AskAsync(Passage passage, AnswerKey key, CancellationToken cancel)
    {
        var prompt = PromptText.For(_recipe, reading.Profile, passage);
        var sends = new AskingSends();
        while (true)
        {
            if (!parts.InHand.TryTake(key))
            {
                if (await OtherAsksAsync(key, cancel) is { } came)
                    return came;
                continue;
            }
            bool othersAsk;
            try
            {
                var (result, others) = await TryAsync(prompt, key, sends, cancel);
                if (result is not null)
                    return result;
                othersAsk = others;
            }
            finally
            {
                parts.InHand.Release(key);
            }
            if (othersAsk && await OtherAsksAsync(key, cancel) is { } answered)
                return answered;
        }
    }

    /// <summary>One call at most. Both empty = try again at once.</summary>
    private async Task<(AskResult? Result, bool OthersAsk)> TryAsync(
        PromptText prompt,
        AnswerKey key,
        AskingSends sends,
        CancellationToken cancel
    )
    {
        var promptTokens = TokenEstimate.OfPrompt(prompt);
        // Providers count the bound until the answer has come.
        var tokens = promptTokens + _recipe.MaxAnswerTokens;
        var (grant, refused) = await GrantAsync(tokens, cancel);
        if (grant is null)
            return (refused, false);
        var call = NewCall(key, promptTokens);
        var opening = await OpenAsync(call, cancel);
        if (opening is not CallOpening.Opened)
        {
            await SettleAsync(grant, 0, cancel);
            return (
                opening is CallOpening.AnswerStands stands ? new AskResult.Got(stands.Answer) : Stop(opening),
                opening is CallOpening.OtherAsks
            );
        }
        try
        {
            parts.Runtime.Crash(CrashPoint.CallRowWritten);
            (var fresh, refused) = await FreshAsync(grant, call, tokens, cancel);
            if (fresh is null)
            {
                await CloseAsync(call, CallLoss.NotTaken, "never sent: its grant had lapsed", cancel);
                return (refused, false);
            }
            sends.Sends++;
            var reply = await SendAsync(prompt, call, cancel);
            parts.Runtime.Crash(CrashPoint.AnswerCame);
            return (await TakeAsync(reply, new(call, fresh, promptTokens), sends, cancel), false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await DropAsync(call, CallLoss.MaybeSpent);
            throw;
        }
    }

    /// <summary>Writes the call's row. One that was written without our knowing is closed again, or it would stand behind its permit for good.</summary>
    private async Task<CallOpening> OpenAsync(Call call, CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        try
        {
            return await SteadyAsync(token => parts.Journal.OpenCallAsync(call, token), cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await DropAsync(call, CallLoss.NotTaken);
            throw;
        }
        finally
        {
            _rowsTook = (_rowsTook.Last, _time.GetElapsedTime(began));
        }
    }

    /// <summary>The windows may be full: waits until they have room.</summary>
    private async Task<(GrantReply.Granted? Grant, AskResult? Refused)> GrantAsync(long tokens, CancellationToken cancel)
    {
        while (true)
        {
            var deadline = _time.GetUtcNow() + parts.Options.CallTimeout;
            switch (await SteadyAsync(token => parts.Gate.GrantAsync(permit, Provider.Limits, tokens, deadline, token), cancel))
            {
                case GrantReply.Granted granted:
                    return (granted, null);
                case GrantReply.Wait wait:
                    await Task.Delay(wait.For > TimeSpan.Zero ? wait.For : TimeSpan.FromMilliseconds(1), _time, cancel);
                    break;
                case GrantReply.NeverFits:
                    return (
                        null,
                        Stop(
                            new ReadingResult.Failed(
                                $"{Provider.Name}: a call of {tokens} tokens never fits into its limit per minute",
                                null
                            )
                        )
                    );
                default:
                    return (null, Stop(new ReadingResult.Returned($"the permit of {Provider.Name} is gone")));
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
        long tokens,
        CancellationToken cancel
    )
    {
        var current = grant;
        while (_time.GetUtcNow() < call.At + RowToCall)
        {
            if (_time.GetUtcNow() < current.Until)
                return (current, null);
            await SettleAsync(current, 0, cancel);
            var (renewed, refused) = await GrantAsync(tokens, cancel);
            if (renewed is null)
                return (null, refused);
            current = renewed;
        }
        await SettleAsync(current, 0, cancel);
        return (null, null);
    }

    /// <summary>Others ask the same: looks for their answer now and then. Null = none came; try the row again.</summary>
    private async Task<AskResult?> OtherAsksAsync(AnswerKey key, CancellationToken cancel)
    {
        for (var look = 0; look < parts.Options.OtherAsksLooks; look++)
        {
            await Task.Delay(parts.Options.OtherAsksWait, _time, cancel);
            var found = await SteadyAsync(token => parts.Journal.FindAsync([key], token), cancel);
            if (found.Count > 0)
                return new AskResult.Got(found[0]);
        }
        return null;
    }

    private Call NewCall(AnswerKey key, long promptTokens)
    {
        // Where rows are always too long in being written to be used, this one gets the time at which it will have been.
        var lately = _rowsTook.Last < _rowsTook.LastButOne ? _rowsTook.Last : _rowsTook.LastButOne;
        var now = _time.GetUtcNow() + (lately < RowToCall ? TimeSpan.Zero : lately);
        var claim = reading.Claim;
        return new(
            $"{claim.Session}-{claim.Run.Job}.{claim.Run.Position}.{claim.Attempt}-{parts.Numbers.Next()}",
            key,
            claim.Run,
            claim.Session,
            Provider.Name,
            promptTokens + _recipe.MaxAnswerTokens,
            Prices.Micros(parts.Options.Prices.At(Provider, now), promptTokens, 0, _recipe.MaxAnswerTokens),
            now,
            now + parts.Options.CallTimeout
        )
        {
            Permit = permit.Id,
        };
    }

    private ChatCall Chat(PromptText prompt, Call call) =>
        new(
            Provider.Model,
            prompt.System,
            prompt.User,
            _format,
            prompt.Schema,
            _recipe.MaxAnswerTokens,
            call.Deadline - _time.GetUtcNow()
        );

    private AskResult.Stopped? Stop(CallOpening opening) =>
        opening switch
        {
            CallOpening.SessionEnded => Stop(new ReadingResult.SessionEnded()),
            CallOpening.OverBudget => Stop(new ReadingResult.OverBudget("the job's budget does not cover its next call")),
            CallOpening.ProviderPaused => Stop(new ReadingResult.Returned($"{Provider.Name} is paused")),
            _ => null,
        };

    private static AskResult.Stopped Stop(ReadingResult result) => new(result);

    private Task<T> SteadyAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancel) =>
        Retry.UntilDoneAsync(parts.Runtime, step, cancel);

    private Task SteadyAsync(Func<CancellationToken, Task> step, CancellationToken cancel) =>
        Retry.UntilDoneAsync(parts.Runtime, step, cancel);
}
