using System.Globalization;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

/// <summary>Calls and answers of the model.</summary>
internal sealed class MemoryJournal(MemoryState state) : IJournal
{
    public Task<IReadOnlyList<Answer>> FindAsync(IReadOnlyList<AnswerKey> keys, CancellationToken cancel) =>
        MemoryState.Listed(keys.Distinct().Select(key => state.Answers.GetValueOrDefault(key.ToString())).OfType<Answer>());

    public Task<CallOpening> OpenCallAsync(Call call, CancellationToken cancel) => Task.FromResult(OpenNow(call));

    private CallOpening OpenNow(Call call)
    {
        var key = call.Key.ToString();
        if (state.Guards.On(ModelGuard.CallNoAnswer) && state.Answers.TryGetValue(key, out var answer))
            return new CallOpening.AnswerStands(answer);
        if (state.Guards.On(ModelGuard.CallSession) && !state.IsOpen(call.Session))
            return new CallOpening.SessionEnded();
        if (state.Calls.ContainsKey(call.Id))
            return new CallOpening.Opened();
        if (state.Guards.On(ModelGuard.CallOthers) && OtherAsks(key, call.Session) is { } other)
            return new CallOpening.OtherAsks(other);
        if (!state.Providers.TryGetValue(call.Provider, out var provider) || provider.Paused(state.Now))
            return new CallOpening.ProviderPaused();
        if (provider.Probing(state.Now) && state.InTheAir(call.Provider))
            return new CallOpening.ProviderPaused();
        var job = state.Jobs[call.Run.Job.Value];
        if (state.Guards.On(ModelGuard.CallBudget) && IsOver(job, call))
            return state.PurseOf(job).Use.Judge(call);
        var row = new MemoryCall
        {
            Row = call,
            Key = key,
            IsForgotten = IsOfDeleted(call),
        };
        state.Calls[call.Id] = row;
        state.OpenCalls.Add(row);
        Count(row, call.Tokens, call.Micros);
        return new CallOpening.Opened();
    }

    private SessionId? OtherAsks(string key, SessionId session) =>
        state
            .OpenCalls.Find(call =>
                call.Key == key
                && call.Row.Session != session
                && state.IsOpen(call.Row.Session)
                && call.Row.Deadline + CallRules.AskGrace > state.Now
            )
            ?.Row.Session;

    private bool IsOver(MemoryJob job, Call call)
    {
        var order = state.Guards.On(ModelGuard.CallPurse) ? state.OrderOf(job).ToList() : [job];
        return order.Sum(one => one.SpentTokens) + call.Tokens > job.Order.Budget.Tokens
            || order.Sum(one => one.SpentMicros) + call.Micros > job.Order.Budget.Micros;
    }

    /// <summary>Sets what of the job's spending is this call's.</summary>
    private void Count(MemoryCall call, long tokens, long micros)
    {
        if (state.Jobs.TryGetValue(call.Row.Run.Job.Value, out var job))
        {
            job.SpentTokens += tokens - call.Tokens;
            job.SpentMicros += micros - call.Micros;
        }
        (call.Tokens, call.Micros) = (tokens, micros);
    }

    public Task<Answer> AnswerAsync(Call call, Answer answer, CancellationToken cancel)
    {
        var key = answer.Key.ToString();
        if (!state.Calls.TryGetValue(call.Id, out var row))
            state.Calls[call.Id] = row = new MemoryCall
            {
                Row = call,
                Key = key,
                State = MemoryCallState.NotTaken,
                IsForgotten = IsOfDeleted(call),
            };
        if (!row.IsForgotten && (!state.Answers.ContainsKey(key) || !state.Guards.On(ModelGuard.WriteOnce)))
            state.Answers[key] = answer;
        if (row.State != MemoryCallState.Answered)
        {
            state.CloseCall(row, MemoryCallState.Answered);
            row.Usage = answer;
            Count(row, answer.PromptTokens + answer.AnswerTokens, answer.Micros);
        }
        return Task.FromResult(state.Answers.GetValueOrDefault(key, answer));
    }

    private bool IsOfDeleted(Call call) =>
        state.Jobs.TryGetValue(call.Run.Job.Value, out var job) && state.LiveBook(job.Order.Book) is null;

    public Task CloseCallAsync(Call call, CallLoss loss, Reason reason, CancellationToken cancel)
    {
        if (
            !state.Calls.TryGetValue(call.Id, out var row)
            || row.State is not (MemoryCallState.Open or MemoryCallState.MaybeSpent)
        )
            return Task.CompletedTask;
        row.Reason = reason;
        if (loss == CallLoss.NotTaken)
            Count(row, 0, 0);
        state.CloseCall(row, loss == CallLoss.NotTaken ? MemoryCallState.NotTaken : MemoryCallState.MaybeSpent);
        return Task.CompletedTask;
    }

    public Task<RunFaults> FaultsOfRunAsync(RunId run, string provider, int round, CancellationToken cancel)
    {
        var number = round.ToString(CultureInfo.InvariantCulture);
        var mine = state
            .Calls.Values.Where(call =>
                call.Row.Run == run
                && call.Row.Provider == provider
                && call.Reason.Code == CallReasons.ProviderFaultCode
                && call.Reason.Arguments.Any(argument => argument.Name == "round" && argument.Text == number)
            )
            .ToList();
        if (mine.Count == 0)
            return Task.FromResult(RunFaults.None);
        var first = mine.Min(call => call.Row.At);
        var answered = state.Calls.Values.Any(call =>
            call.Row.Provider == provider && call.Row.At > first && call.State == MemoryCallState.Answered
        );
        return Task.FromResult(new RunFaults(mine.Count, answered));
    }

    public Task<IReadOnlyList<AnswerUsage>> LatestUsagesAsync(string provider, int atMost, CancellationToken cancel) =>
        MemoryState.Listed(
            (
                from call in state.Calls.Values
                where call.Row.Provider == provider && call.State == MemoryCallState.Answered
                let answer = state.Answers.GetValueOrDefault(call.Row.Key.ToString())
                where answer is { PromptTokens: > 0 } && answer.Provider == provider
                orderby call.Row.At descending
                select new AnswerUsage(
                    answer.Key.Model,
                    answer.PromptTokens,
                    answer.CachedTokens,
                    answer.AnswerTokens,
                    answer.Context,
                    answer.At > call.Row.At ? answer.At - call.Row.At : TimeSpan.Zero
                )
            ).Take(atMost)
        );

    public Task<IReadOnlyList<CallTrace>> TracesAsync(string provider, DateTimeOffset since, CancellationToken cancel) =>
        MemoryState.Listed(
            from call in state.Calls.Values
            let open = call.State == MemoryCallState.Open && state.IsOpen(call.Row.Session)
            where call.Row.Provider == provider && (open || call.Row.At >= since)
            orderby call.Row.At, call.Row.Id
            select new CallTrace(call.Row.Session, call.Row.At, call.Row.Deadline, call.Tokens, open)
            {
                Permit = call.Row.Permit,
                Job = call.Row.Run.Job,
            }
        );

    public Task<IReadOnlyList<Answer>> AnswersOfRunAsync(RunId run, CancellationToken cancel)
    {
        var asked = state.Calls.Values.Where(call => call.Row.Run == run).Select(call => call.Key);
        var woven = state.Jobs.TryGetValue(run.Job.Value, out var job) ? job.RunAt(run.Position)?.Woven ?? [] : [];
        return MemoryState.Listed(
            asked
                .Concat(woven)
                .Distinct()
                .Select(key => state.Answers.GetValueOrDefault(key))
                .OfType<Answer>()
                .OrderBy(answer => answer.At)
                .ThenBy(answer => answer.Key.ToString(), StringComparer.Ordinal)
        );
    }

    public Task<int> CountOwnAnswersAsync(BookId book, CancellationToken cancel) =>
        Task.FromResult(OwnAnswers(state, book).Count);

    /// <summary>Keys of the answers that go with a book.</summary>
    public static IReadOnlyList<string> OwnAnswers(MemoryState state, BookId book) =>
        [.. OwnKeys(state, book).Where(state.Answers.ContainsKey)];

    /// <summary>What comes to its calls later is not kept.</summary>
    public static void ForgetCalls(MemoryState state, BookId book)
    {
        var own = OwnKeys(state, book).ToHashSet();
        foreach (var call in state.Calls.Values.Where(call => call.State != MemoryCallState.Answered && own.Contains(call.Key)))
            if (state.Jobs.TryGetValue(call.Row.Run.Job.Value, out var job) && job.Order.Book == book)
                call.IsForgotten = true;
    }

    /// <summary>Keys that no other book holds.</summary>
    private static IReadOnlyList<string> OwnKeys(MemoryState state, BookId book)
    {
        if (state.LiveBook(book) is null)
            return [];
        var others = state.Books.Values.Where(row => !row.Deleted && row.Row.Id != book).ToList();
        var texts = others
            .SelectMany(row => state.Editions[row.Row.Edition.Value].Units)
            .Select(unit => unit.Chapter.TextHash)
            .ToHashSet();
        var used = others.SelectMany(row => Used(state, row.Row.Id)).Select(use => use.Key).ToHashSet();
        return
        [
            .. Used(state, book)
                .GroupBy(use => use.Key)
                .Where(uses => !used.Contains(uses.Key) && !uses.Any(use => use.TextHash is { } hash && texts.Contains(hash)))
                .Select(uses => uses.Key),
        ];
    }

    /// <summary>What the book's jobs asked for or used, with the chapter's text where its run is there.</summary>
    private static IEnumerable<(string Key, string? TextHash)> Used(MemoryState state, BookId book)
    {
        var jobs = state.Jobs.Values.Where(job => job.Order.Book == book).ToList();
        var asked = state
            .Calls.Values.Where(call => jobs.Exists(job => job.Id == call.Row.Run.Job))
            .Select(call => (call.Key, state.Jobs[call.Row.Run.Job.Value].RunAt(call.Row.Run.Position)?.Chapter.TextHash));
        return asked.Concat(
            jobs.SelectMany(job => job.Runs).SelectMany(run => run.Woven.Select(key => (key, (string?)run.Chapter.TextHash)))
        );
    }

    public Task<IReadOnlyDictionary<JobId, Spending>> SpendingAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyDictionary<JobId, Spending>>(
            jobs.Distinct()
                .Select(job => (Job: job, Spent: SpendingOf(job)))
                .Where(row => row.Spent.Calls > 0)
                .ToDictionary(row => row.Job, row => row.Spent)
        );

    private Spending SpendingOf(JobId job)
    {
        var calls = state.Calls.Values.Where(call => call.Row.Run.Job == job).ToList();
        return new Spending(
            calls.Count,
            calls.Count(call => call.State == MemoryCallState.Answered),
            calls.Sum(call => call.Usage?.PromptTokens ?? 0),
            calls.Sum(call => call.Usage?.CachedTokens ?? 0),
            calls.Sum(call => call.Usage?.AnswerTokens ?? 0),
            calls.Sum(call => call.Micros)
        )
        {
            Thinking = new(
                calls.Sum(call => call.Usage?.Thinking.Tokens ?? 0),
                calls.Sum(call => call.Usage?.Thinking.Micros ?? 0)
            ),
        };
    }
}
