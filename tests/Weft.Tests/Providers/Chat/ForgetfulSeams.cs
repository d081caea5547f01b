using Weft.Dispatch;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Tests.Providers.Chat;

/// <summary>Says before or after which calls of a seam there is trouble.</summary>
internal sealed class Trouble
{
    private int _calls;

    /// <summary>By the number of the call: -1 = trouble before it took effect, 1 = its answer is lost, 0 = none.</summary>
    public Func<int, int> Plan { get; set; } = _ => 0;

    public async Task<T> AroundAsync<T>(Func<Task<T>> step)
    {
        var plan = Plan(++_calls);
        if (plan < 0)
            throw new TransientException(Reason.OfWords("gone"));
        var result = await step();
        return plan > 0 ? throw new TransientException(Reason.OfWords("the answer was lost")) : result;
    }

    public Task AroundAsync(Func<Task> step) =>
        AroundAsync(async () =>
        {
            await step();
            return true;
        });
}

internal sealed class ForgetfulJournal(IJournal inner, Trouble trouble) : IJournal
{
    /// <summary>Waits before a call row is written.</summary>
    public Func<Task> BeforeRow { get; set; } = () => Task.CompletedTask;

    public Task<IReadOnlyList<Answer>> FindAsync(IReadOnlyList<AnswerKey> keys, CancellationToken cancel) =>
        trouble.AroundAsync(() => inner.FindAsync(keys, cancel));

    public async Task<CallOpening> OpenCallAsync(Call call, CancellationToken cancel)
    {
        await BeforeRow();
        return await trouble.AroundAsync(() => inner.OpenCallAsync(call, cancel));
    }

    public Task<Answer> AnswerAsync(Call call, Answer answer, CancellationToken cancel) =>
        trouble.AroundAsync(() => inner.AnswerAsync(call, answer, cancel));

    public Task CloseCallAsync(Call call, CallLoss loss, Reason reason, CancellationToken cancel) =>
        trouble.AroundAsync(() => inner.CloseCallAsync(call, loss, reason, cancel));

    public Task<int> CountOwnAnswersAsync(BookId book, CancellationToken cancel) => inner.CountOwnAnswersAsync(book, cancel);

    public Task<IReadOnlyList<AnswerUsage>> LatestUsagesAsync(string provider, int atMost, CancellationToken cancel) =>
        inner.LatestUsagesAsync(provider, atMost, cancel);

    public Task<RunFaults> FaultsOfRunAsync(RunId run, string provider, int round, CancellationToken cancel) =>
        inner.FaultsOfRunAsync(run, provider, round, cancel);

    public Task<IReadOnlyList<CallTrace>> TracesAsync(string provider, DateTimeOffset since, CancellationToken cancel) =>
        inner.TracesAsync(provider, since, cancel);

    public Task<IReadOnlyList<Answer>> AnswersOfRunAsync(RunId run, CancellationToken cancel) =>
        inner.AnswersOfRunAsync(run, cancel);

    public Task<IReadOnlyDictionary<JobId, Spending>> SpendingAsync(IReadOnlyList<JobId> jobs, CancellationToken cancel) =>
        inner.SpendingAsync(jobs, cancel);
}

internal sealed class ForgetfulGate(IGate inner, Trouble trouble) : IGate
{
    public List<GrantReply> Grants { get; } = [];

    public Task<PermitReply> TakeAsync(
        string provider,
        ProviderLimits limits,
        SessionId session,
        int upTo,
        DateTimeOffset deadline,
        CancellationToken cancel
    ) => inner.TakeAsync(provider, limits, session, upTo, deadline, cancel);

    public Task ReleaseAsync(IReadOnlyList<Permit> permits, CancellationToken cancel) => inner.ReleaseAsync(permits, cancel);

    public Task ReleaseOverdueAsync(IReadOnlyList<OverduePermit> permits, CancellationToken cancel) =>
        inner.ReleaseOverdueAsync(permits, cancel);

    public async Task<GrantReply> GrantAsync(
        Permit permit,
        ProviderLimits limits,
        long tokens,
        DateTimeOffset deadline,
        CancellationToken cancel
    )
    {
        var reply = await trouble.AroundAsync(() => inner.GrantAsync(permit, limits, tokens, deadline, cancel));
        Grants.Add(reply);
        return reply;
    }

    public Task<CallsFound> SettleAsync(
        Permit permit,
        ProviderLimits limits,
        long grant,
        CallEnd end,
        CancellationToken cancel
    ) => trouble.AroundAsync(() => inner.SettleAsync(permit, limits, grant, end, cancel));

    public Task SeedAsync(
        string provider,
        string loss,
        IReadOnlyList<CallTrace> traces,
        CallsKnown? known,
        CancellationToken cancel
    ) => inner.SeedAsync(provider, loss, traces, known, cancel);

    public Task FreeAsync(SessionId session, CancellationToken cancel) => inner.FreeAsync(session, cancel);

    public Task WaitForPermitAsync(string provider, TimeSpan atMost, CancellationToken cancel) =>
        inner.WaitForPermitAsync(provider, atMost, cancel);
}
