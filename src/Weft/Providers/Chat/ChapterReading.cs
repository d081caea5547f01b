using System.Diagnostics;
using Weft.Dispatch;
using Weft.Extraction.Passages;
using Weft.Model;

namespace Weft.Providers.Chat;

/// <summary>One chapter on its way through its passages: on one lane, and on more while permits are lent for them.</summary>
internal sealed class ChapterReading(
    ChatContext context,
    Reading reading,
    ICallPermits permits,
    ILocalWork local,
    PassagePolicy policy,
    CancellationToken cancel
)
{
    private readonly ChatState _state = new();

    /// <summary>Of the chapter: its trace and the scope of its log lines hold in lanes too that a claim loop begins.</summary>
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();
    private PassageLanes _lanes = new([]);

    /// <summary>Null = every passage is served.</summary>
    public async Task<ReadingResult.Stopped?> ReadAsync(IReadOnlyList<PassageWork> passages)
    {
        _lanes = new(passages);
        Begin(permits.First);
        return await _lanes.EndAsync();
    }

    /// <summary>On a permit that was lent for it, or the first.</summary>
    private void Begin(Permit permit)
    {
        if (!_lanes.TryEnter())
            permits.GiveBack(permit);
        else if (_flow is null)
            _ = RunAsync(permit);
        else
            ExecutionContext.Run(_flow, _ => _ = RunAsync(permit), null);
    }

    private async Task RunAsync(Permit permit)
    {
        var called = false;
        try
        {
            var chat = new ChatSession(context, reading, permit, _state, _lanes);
            while (_lanes.Next(called) is { } work)
                called |= await ServeAsync(work, chat);
        }
        // Whatever it is, it is the reading's: thrown again to whoever waits for that.
        catch (Exception trouble)
        {
            _lanes.Fail(trouble);
        }
        finally
        {
            permits.GiveBack(permit);
        }
    }

    /// <summary>Until the passage is served, put back, or the reading is over. True = calls were made for it, or tried.</summary>
    private async Task<bool> ServeAsync(PassageWork work, ChatSession chat)
    {
        for (var called = false; ; )
        {
            switch (await local.RunAsync(() => policy.Next(work.Passage, work.Answers)))
            {
                case NextStep.Look look:
                    work.Answers.Found(look.Passage, await FindAsync(look.Keys));
                    break;
                case NextStep.Ask ask:
                    called = true;
                    permits.Want(Wanted, Begin);
                    if (!await TryAskAsync(work, ask, chat))
                        return called;
                    break;
                case NextStep.Accepted accepted:
                    work.Served = accepted.Served;
                    return called;
                case NextStep.GaveUp gaveUp:
                    _lanes.Stop(
                        new ReadingResult.Failed(Reasons.RunReasons.ProviderFailed(reading.Provider.Name, gaveUp.Reason), null)
                    );
                    return called;
            }
        }
    }

    private int Wanted() => _state.IsHindered ? 0 : _lanes.Fresh;

    /// <summary>True = an answer stands.</summary>
    private async Task<bool> TryAskAsync(PassageWork work, NextStep.Ask ask, ChatSession chat)
    {
        switch (await chat.AskAsync(ask.Passage, ask.Key, work.CountsOf(ask.Key), cancel))
        {
            case AskResult.Got got:
                _state.IsHindered = false;
                work.Answers.Add(got.Answer);
                return true;
            case AskResult.PutBack:
                _state.IsHindered = true;
                _lanes.PutBack(work);
                return false;
            case AskResult.Stopped stopped:
                _lanes.Stop(stopped.Why);
                return false;
            case var other:
                throw new UnreachableException($"no such result: {other}");
        }
    }

    private Task<IReadOnlyList<Answer>> FindAsync(IReadOnlyList<AnswerKey> keys) =>
        context.Runtime.UntilDoneAsync(token => context.Journal.FindAsync(keys, token), cancel);
}
