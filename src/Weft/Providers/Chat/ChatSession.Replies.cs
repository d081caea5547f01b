using System.Diagnostics;
using Weft.Dispatch;
using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Providers.Chat;

/// <summary>What is made of each reply.</summary>
internal sealed partial class ChatSession
{
    /// <summary>A model's formats and field names are found out in so many tries.</summary>
    private const int MostAdaptions = 5;

    private static readonly TimeSpan AfterFailures = TimeSpan.FromMinutes(1);

    /// <param name="Characters">Of the passage.</param>
    /// <param name="Format">In which the answer is asked for.</param>
    /// <param name="Failures">Of the chapter's calls before this one left.</param>
    private sealed record Sent(
        Call Call,
        GrantReply.Granted Grant,
        long PromptTokens,
        int Characters,
        AnswerFormat Format,
        int Failures
    )
    {
        public TimeSpan Took { get; init; }
        public TimeSpan Limit => Call.Deadline - Call.At;
    }

    private async Task<AskResult> TakeAsync(ChatReply reply, Sent sent, AttemptCounts counts, CancellationToken cancel)
    {
        switch (reply)
        {
            case ChatReply.Answered answered:
                return await AnsweredAsync(answered, sent, cancel);
            case ChatReply.Refused refused:
                return await RefusedAsync(refused, sent, cancel);
            case ChatReply.FormatRefused format when sent.Format != AnswerFormat.Plain:
                await NotTakenAsync(sent, Reason.OfWords(format.Words), cancel);
                // Several calls that were refused together lower it by one step.
                if (Format == sent.Format)
                    await LearnAsync(new() { Format = sent.Format + 1 }, cancel);
                return AdaptedTooOften(counts, Reason.OfWords(format.Words));
            case ChatReply.FormatRefused format:
                return await RefusedAsync(new(format.Words, false), sent, cancel);
            case ChatReply.Learnt learnt:
                await NotTakenAsync(sent, Reason.OfWords(learnt.Words), cancel);
                await LearnAsync(learnt.Manners, cancel);
                return AdaptedTooOften(counts, Reason.OfWords(learnt.Words));
            case ChatReply.Closed closed:
                await NotTakenAsync(sent, closed.Cause, cancel);
                return await PauseAsync(null, closed.Cause, cancel);
            case ChatReply.Busy busy:
                return await BusyAsync(busy, sent, counts, cancel);
            case ChatReply.Broken broken:
                return await BrokenAsync(broken, sent, counts, cancel);
            default:
                throw new UnreachableException($"no such reply: {reply}");
        }
    }

    private async Task<AskResult> BrokenAsync(ChatReply.Broken broken, Sent sent, AttemptCounts counts, CancellationToken cancel)
    {
        if (broken.IsGivenUp)
            await GivenUpAsync(sent, cancel);
        var counted = state.TryCountFailure(sent.Failures);
        var fault = counted ? CallReasons.ProviderFault(reading.Claim.Round, broken.Cause) : broken.Cause;
        await CloseAsync(sent.Call, broken.Sent ? CallLoss.MaybeSpent : CallLoss.NotTaken, fault, cancel);
        if (!broken.Sent)
            await SettleAsync(sent.Grant, new(0), cancel);
        if (!counted)
            return new AskResult.Again();
        if (await AtFaultAsync(broken.Cause, cancel) is { } own)
            return own;
        return await FailureAsync(
            broken.Cause,
            new ReadingResult.Failed(RunReasons.ProviderFailed(Provider.Name, broken.Cause), AfterFailures),
            counts,
            cancel
        );
    }

    private async Task<AskResult.Got> AnsweredAsync(ChatReply.Answered answered, Sent sent, CancellationToken cancel)
    {
        var prompt = answered.PromptTokens ?? sent.PromptTokens;
        var cached = answered.CachedTokens ?? 0;
        var written = answered.AnswerTokens ?? TokenEstimate.Of(answered.Body, Provider.Model);
        var price = context.Options.Prices.At(Provider, sent.Call.At);
        var micros = Prices.Micros(price, prompt, cached, written);
        var thought = Math.Min(answered.ThinkingTokens, written);
        var came = new Written(answered.Body, answered.Finish, prompt, cached, written, micros)
        {
            Thinking = new(thought, Prices.Micros(price, 0, 0, thought)),
        };
        CountSpending(came, price);
        var stands = await JournalAsync(sent, came, cancel);
        await SettleAsync(sent.Grant, new(prompt + written, CallSign.Good, sent.Took), cancel);
        await SucceededAsync(cancel);
        await LearnAsync(CallBounds.AfterAnswer(Provider, sent.Took, sent.Limit) with { Format = sent.Format }, cancel);
        return new AskResult.Got(stands);
    }

    /// <summary>A refusal is journalled like an answer, so that a replay does not ask again; it costs nothing.</summary>
    private async Task<AskResult.Got> RefusedAsync(ChatReply.Refused refused, Sent sent, CancellationToken cancel)
    {
        var finish = refused.TooLong ? PassagePolicy.TooLong : PassagePolicy.Refused;
        var stands = await JournalAsync(sent, new(refused.Words, finish, 0, 0, 0, 0), cancel);
        // It is not paid for, but may have been counted.
        await SettleAsync(sent.Grant, new(sent.PromptTokens, CallSign.Good, sent.Took), cancel);
        await SucceededAsync(cancel);
        return new AskResult.Got(stands);
    }

    private sealed record Written(
        string Body,
        string Finish,
        long PromptTokens,
        long CachedTokens,
        long AnswerTokens,
        long Micros
    )
    {
        public Thinking Thinking { get; init; }
    }

    /// <summary>
    /// The answer waits here until it is journalled. It was paid for: the step itself is not cancelled, only the waiting between two tries.
    /// </summary>
    private async Task<Answer> JournalAsync(Sent sent, Written written, CancellationToken cancel)
    {
        var answer = new Answer(
            sent.Call.Key,
            Provider.Name,
            written.Body,
            written.Finish,
            written.PromptTokens,
            written.CachedTokens,
            written.AnswerTokens,
            written.Micros,
            AnswerContext.Of(reading.Profile, sent.Format, sent.Characters, sent.PromptTokens, Provider.Settings),
            _time.GetUtcNow()
        )
        {
            Thinking = written.Thinking,
        };
        var stands = await SteadyAsync(_ => context.Journal.AnswerAsync(sent.Call, answer, CancellationToken.None), cancel);
        context.Runtime.Crash(CrashPoint.AnswerJournalled);
        return stands;
    }

    private async Task NotTakenAsync(Sent sent, Reason cause, CancellationToken cancel)
    {
        await CloseAsync(sent.Call, CallLoss.NotTaken, cause, cancel);
        await SettleAsync(sent.Grant, new(0), cancel);
    }

    private Task CloseAsync(Call call, CallLoss loss, Reason reason, CancellationToken cancel) =>
        SteadyAsync(token => context.Journal.CloseCallAsync(call, loss, reason, token), cancel);

    /// <summary>A cancelled call: what the provider makes of it is paid. If the ledger is away, the row's deadline says the same.</summary>
    private async Task DropAsync(Call call, CallLoss loss)
    {
        try
        {
            await context.Journal.CloseCallAsync(call, loss, CallReasons.Cancelled, CancellationToken.None);
        }
        catch (TransientException)
        {
            // Counted as spent all the same: the reservation stays.
        }
    }

    /// <summary>After every call that was taken: "in a row" is meant over the whole fleet.</summary>
    private Task SucceededAsync(CancellationToken cancel) =>
        SteadyAsync(token => context.Providers.NoteSuccessAsync(Provider.Name, token), cancel);

    /// <summary>A chapter that the provider always fails neither pauses it again and again nor holds others up. Null = it is not that.</summary>
    private async Task<AskResult.Stopped?> AtFaultAsync(Reason cause, CancellationToken cancel)
    {
        var run = reading.Claim.Run;
        var faults = await SteadyAsync(
            token => context.Journal.FaultsOfRunAsync(run, Provider.Name, reading.Claim.Round, token),
            cancel
        );
        return BackoffPolicy.IsRunAtFault(faults)
            ? Stop(new ReadingResult.Failed(RunReasons.ProviderFailsIt(Provider.Name, faults.Count, cause), AfterFailures))
            : null;
    }

    /// <summary>
    /// A failure of the provider's own making: pauses it, or the chapter rests and asks again, or the reading is over as <paramref name="atLast"/>
    /// says.
    /// </summary>
    private async Task<AskResult> FailureAsync(
        Reason cause,
        ReadingResult.Stopped atLast,
        AttemptCounts counts,
        CancellationToken cancel
    )
    {
        counts.Failures++;
        var inRow = await SteadyAsync(token => context.Providers.NoteFailureAsync(Provider.Name, token), cancel);
        if (inRow >= BackoffPolicy.FailuresToPause)
        {
            var why = CallReasons.FailuresInRow(inRow, cause);
            await PauseAsync(BackoffPolicy.PauseAfter(inRow), why, cancel);
            return Stop(new ReadingResult.Returned(RunReasons.ProviderFailedIt(Provider.Name, why)));
        }
        return Rest(atLast, counts);
    }

    private async Task<AskResult.Stopped> PauseAsync(TimeSpan? length, Reason cause, CancellationToken cancel)
    {
        DateTimeOffset? until = length is { } span ? _time.GetUtcNow() + span : null;
        await SteadyAsync(token => context.Providers.PauseProviderAsync(Provider.Name, new(until, cause), token), cancel);
        Telemetry.Pauses.Add(1, Telemetry.Of(Provider.Name));
        return Stop(new ReadingResult.Returned(RunReasons.ProviderWasPaused(Provider.Name, cause)));
    }

    /// <summary>For the calls to come, here and in the ledger.</summary>
    private async Task LearnAsync(Manners more, CancellationToken cancel)
    {
        if (context.Learnt.Add(reading.Provider, more) is { } known)
            await SteadyAsync(token => context.Providers.SaveMannersAsync(known, token), cancel);
    }

    /// <summary>A call whose time was over is told of at once: an answer may have been on its way.</summary>
    private async Task GivenUpAsync(Sent sent, CancellationToken cancel)
    {
        await LearnAsync(CallBounds.AfterGivingUp(Provider, Provider.Health.Manners.Format is not null, sent.Limit), cancel);
        var next = CallBounds.Timeout(Provider, context.Options.CallTimeout);
        context.Runtime.Tell(
            next > sent.Limit
                ? CallReasons.GivenUpForLonger(Provider.Name, sent.Limit, next)
                : CallReasons.GivenUp(Provider.Name, sent.Limit)
        );
    }

    private AskResult AdaptedTooOften(AttemptCounts counts, Reason cause) =>
        ++counts.Adaptions < MostAdaptions
            ? new AskResult.AtOnce()
            : Stop(new ReadingResult.Failed(RunReasons.ProviderFailed(Provider.Name, cause), null));
}
