using Weft.Dispatch;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Providers.Chat;

/// <summary>What is made of a busy provider, and what each call's end says of how many it bears at once.</summary>
internal sealed partial class ChatSession
{
    /// <summary>The calls at once that were found out are kept in the ledger no more often.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);

    /// <summary>A settling that can't be said costs room in the windows for a minute, and nothing else.</summary>
    private const int SettleTries = 2;

    /// <summary>
    /// Fewer calls at once are what is done about a busy provider; one that says until when is paused, and one that is busy at a single call has failed.
    /// </summary>
    private async Task<AskResult> BusyAsync(ChatReply.Busy busy, Sent sent, AttemptCounts counts, CancellationToken cancel)
    {
        await CloseAsync(sent.Call, CallLoss.NotTaken, busy.Cause, cancel);
        // A quota that is spent says nothing of how many calls at once are borne.
        var sign = busy.IsQuota ? CallSign.None : CallSign.Busy;
        var found = await SettleAsync(sent.Grant, new(0, sign, sent.Took), cancel);
        if (busy.RetryAfter is { } after)
            return await PauseAsync(BackoffPolicy.Pause(after, busy.IsQuota, Chance()), busy.Cause, cancel);
        var returned = new ReadingResult.Returned(RunReasons.ProviderBusy(Provider.Name, busy.Cause));
        // Its permit is one too many now.
        if (found.IsMet && found.IsOver)
            return Stop(returned);
        if (!state.TryCountFailure(sent.Failures))
            return new AskResult.Again();
        if (!found.IsMet)
            return await FailureAsync(busy.Cause, returned, counts, cancel);
        counts.Failures++;
        return Rest(returned, counts);
    }

    private async Task<CallsFound> SettleAsync(GrantReply.Granted grant, CallEnd end, CancellationToken cancel)
    {
        for (var tries = 0; tries < SettleTries; tries++)
        {
            try
            {
                var found = await context.Gate.SettleAsync(permit, Provider.Limits, grant.Id, end, cancel);
                if (end.Sign != CallSign.None)
                    await TryKeepAsync(found, cancel);
                return found;
            }
            catch (TransientException)
            {
                // The gate is away: nobody's answer waits for that.
            }
        }
        return CallsFound.Nothing;
    }

    /// <summary>For people, and for a gate that loses its memory: now and then, as the number changes with every answer at first.</summary>
    private async Task TryKeepAsync(CallsFound found, CancellationToken cancel)
    {
        var (known, now) = (Provider.Health.Manners.Calls, _time.GetUtcNow());
        if ((known?.AtOnce, known?.BusyAt) == (found.AtOnce, found.BusyAt) || now < known?.At + KeptFor)
            return;
        try
        {
            // What others have found out of it meanwhile stays.
            var row = (await context.Providers.ProvidersAsync(cancel)).FirstOrDefault(one => one.Name == Provider.Name);
            if (row is null || (row.Url, row.Model) != (Provider.Url, Provider.Model))
                return;
            var calls = new CallsKnown(found.AtOnce, found.BusyAt, now);
            if (context.Learnt.Add(row, new() { Calls = calls }) is { } more)
                await context.Providers.SaveMannersAsync(more, cancel);
        }
        catch (TransientException)
        {
            // The ledger is away: the next number is kept.
        }
    }

    /// <summary>Before the next try, or the last one was had.</summary>
    private AskResult Rest(ReadingResult.Stopped atLast, AttemptCounts counts)
    {
        if (counts.Failures >= BackoffPolicy.MostSends)
            return Stop(atLast);
        state.RestUntil(_time.GetUtcNow() + BackoffPolicy.BeforeSend(counts.Failures, Chance()));
        return new AskResult.Again();
    }

    /// <summary>From 0 to 1: what failed together does not come back together.</summary>
    private double Chance()
    {
        lock (context.Runtime.Random)
            return context.Runtime.Random.NextDouble();
    }
}
