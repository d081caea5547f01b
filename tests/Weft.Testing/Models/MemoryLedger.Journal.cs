using Weft.Ledger;
using Weft.Model;

namespace Weft.Testing.Models;

internal sealed partial class MemoryLedger
{
    /// <summary>Whether a row of that call was ever written.</summary>
    public bool HasCall(string id) => _calls.ContainsKey(id);

    /// <summary>Calls whose rows have no answer and were not given up.</summary>
    public IEnumerable<Call> Unanswered => _openCalls.Select(call => call.Row);

    public Task<IReadOnlyList<Answer>> FindAsync(IReadOnlyList<AnswerKey> keys, CancellationToken cancel) =>
        Listed(keys.Distinct().Select(key => _answers.GetValueOrDefault(key.ToString())).OfType<Answer>());

    public Task<CallOpening> OpenCallAsync(Call call, CancellationToken cancel) => Task.FromResult(OpenNow(call));

    private CallOpening OpenNow(Call call)
    {
        var key = call.Key.ToString();
        if (_guards.On(ModelGuard.CallNoAnswer) && _answers.TryGetValue(key, out var answer))
            return new CallOpening.AnswerStands(answer);
        if (_guards.On(ModelGuard.CallSession) && !IsOpen(call.Session))
            return new CallOpening.SessionEnded();
        if (_calls.ContainsKey(call.Id))
            return new CallOpening.Opened();
        if (_guards.On(ModelGuard.CallOthers) && OtherAsks(key, call.Session) is { } other)
            return new CallOpening.OtherAsks(other);
        if (!_providers.TryGetValue(call.Provider, out var provider) || provider.Paused(Now))
            return new CallOpening.ProviderPaused();
        if (provider.Probing(Now) && InTheAir(call.Provider))
            return new CallOpening.ProviderPaused();
        var job = _jobs[call.Run.Job.Value];
        if (_guards.On(ModelGuard.CallBudget) && IsOver(job, call))
            return new CallOpening.OverBudget();
        var row = new MemoryCall { Row = call, Key = key };
        _calls[call.Id] = row;
        _openCalls.Add(row);
        Count(row, call.Tokens, call.Micros);
        return new CallOpening.Opened();
    }

    private SessionId? OtherAsks(string key, SessionId session) =>
        _openCalls
            .Find(call =>
                call.Key == key
                && call.Row.Session != session
                && IsOpen(call.Row.Session)
                && call.Row.Deadline + CallRules.AskGrace > Now
            )
            ?.Row.Session;

    private static bool IsOver(MemoryJob job, Call call) =>
        job.SpentTokens + call.Tokens > job.Order.Budget.Tokens || job.SpentMicros + call.Micros > job.Order.Budget.Micros;

    /// <summary>Sets what of the job's spending is this call's.</summary>
    private void Count(MemoryCall call, long tokens, long micros)
    {
        if (_jobs.TryGetValue(call.Row.Run.Job.Value, out var job))
        {
            job.SpentTokens += tokens - call.Tokens;
            job.SpentMicros += micros - call.Micros;
        }
        (call.Tokens, call.Micros) = (tokens, micros);
    }

    public Task<Answer> AnswerAsync(Call call, Answer answer, CancellationToken cancel)
    {
        var key = answer.Key.ToString();
        if (!_answers.ContainsKey(key) || !_guards.On(ModelGuard.WriteOnce))
            _answers[key] = answer;
        if (!_calls.TryGetValue(call.Id, out var row))
            _calls[call.Id] = row = new MemoryCall
            {
                Row = call,
                Key = key,
                State = MemoryCallState.NotTaken,
            };
        if (row.State != MemoryCallState.Answered)
        {
            CloseCall(row, MemoryCallState.Answered);
            row.Usage = answer;
            Count(row, answer.PromptTokens + answer.AnswerTokens, answer.Micros);
        }
        return Task.FromResult(_answers[key]);
    }

    private void CloseCall(MemoryCall call, MemoryCallState state)
    {
        call.State = state;
        _openCalls.Remove(call);
    }

    public Task CloseCallAsync(Call call, CallLoss loss, string reason, CancellationToken cancel)
    {
        if (!_calls.TryGetValue(call.Id, out var row) || row.State is not (MemoryCallState.Open or MemoryCallState.MaybeSpent))
            return Task.CompletedTask;
        if (loss == CallLoss.NotTaken)
            Count(row, 0, 0);
        CloseCall(row, loss == CallLoss.NotTaken ? MemoryCallState.NotTaken : MemoryCallState.MaybeSpent);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CallTrace>> TracesAsync(string provider, DateTimeOffset since, CancellationToken cancel) =>
        Listed(
            from call in _calls.Values
            let open = call.State == MemoryCallState.Open && IsOpen(call.Row.Session)
            where call.Row.Provider == provider && (open || call.Row.At >= since)
            orderby call.Row.At, call.Row.Id
            select new CallTrace(call.Row.Session, call.Row.At, call.Row.Deadline, call.Tokens, open) { Permit = call.Row.Permit }
        );

    public Task<IReadOnlyList<Answer>> AnswersOfRunAsync(RunId run, CancellationToken cancel)
    {
        var asked = _calls.Values.Where(call => call.Row.Run == run).Select(call => call.Key);
        var woven = _jobs.TryGetValue(run.Job.Value, out var job) ? job.RunAt(run.Position)?.Woven ?? [] : [];
        return Listed(
            asked
                .Concat(woven)
                .Distinct()
                .Select(key => _answers.GetValueOrDefault(key))
                .OfType<Answer>()
                .OrderBy(answer => answer.At)
                .ThenBy(answer => answer.Key.ToString(), StringComparer.Ordinal)
        );
    }

    public Task<Spending> SpendingAsync(JobId job, CancellationToken cancel)
    {
        var calls = _calls.Values.Where(call => call.Row.Run.Job == job).ToList();
        return Task.FromResult(
            new Spending(
                calls.Count,
                calls.Count(call => call.State == MemoryCallState.Answered),
                calls.Sum(call => call.Usage?.PromptTokens ?? 0),
                calls.Sum(call => call.Usage?.CachedTokens ?? 0),
                calls.Sum(call => call.Usage?.AnswerTokens ?? 0),
                calls.Sum(call => call.Micros)
            )
        );
    }
}
