using Microsoft.Extensions.Logging;
using Weft.Dispatch;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>The loops of one session, and how they end.</summary>
internal sealed class Crew
{
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(4);

    private readonly NodeParts _parts;
    private readonly NodeOptions _options;
    private readonly JobCache _jobs;
    private readonly Errands _errands;
    private readonly SessionLife _session;
    private readonly NodeCounters _counters;
    private readonly RuntimeContext _runtime;
    private readonly Reconciler _reconciler;
    private readonly Finisher _finisher;
    private readonly Takeover _takeover;
    private readonly ChapterWorker _worker;
    private readonly Strays _strays;
    private readonly Postman? _postman;
    private readonly SortedDictionary<string, (Workers Workers, Task Loop, CancellationTokenSource Stop)> _loops = new(
        StringComparer.Ordinal
    );

    // More than six: what one session shares; its parts take only what they need.
    public Crew(
        NodeParts parts,
        NodeOptions options,
        JobCache jobs,
        Errands errands,
        SessionLife session,
        NodeCounters counters,
        RuntimeContext runtime
    )
    {
        (_parts, _options, _jobs, _errands, _session, _counters, _runtime) = (
            parts,
            options,
            jobs,
            errands,
            session,
            counters,
            runtime
        );
        _finisher = new Finisher(parts, options, runtime);
        var starter = new Starter(parts, options, errands, runtime);
        _reconciler = new Reconciler(parts, starter, _finisher, errands, session, runtime);
        _takeover = new Takeover(parts, errands, counters, runtime);
        _worker = new ChapterWorker(parts, jobs, errands, session, counters, runtime);
        _strays = new Strays(parts, errands, session, counters, runtime);
        _postman = parts.Mailbox is { } mailbox ? new Postman(parts, mailbox, starter, session, counters, runtime) : null;
    }

    /// <summary>Keeps all loops until stopped; done when each has ended. The heartbeat goes on until the session has ended.</summary>
    public async Task WorkAsync(AsyncSignal look, CancellationToken stop)
    {
        _ = KeepAsync("heartbeat", BeatAsync, _session.Ended);
        await TakeOverForerunnersAsync(stop);
        var judge = new Judge(_parts, _options, _session, _takeover, _errands, _runtime);
        Task[] loops =
        [
            KeepAsync("judge", judge.RunAsync, stop),
            KeepAsync("puts", _errands.RunPutsAsync, stop),
            KeepAsync("finishes", token => _errands.RunFinishesAsync(FinishAsync, token), stop),
            KeepAsync("reconciler", ReconcileAsync, stop),
            KeepAsync("strays", CheckStraysAsync, stop),
            KeepAsync("providers", token => LookAsync(look, token), stop),
            KeepAsync("board", ShowAsync, stop),
        ];
        await Task.WhenAll(loops);
        await Task.WhenAll(_loops.Values.Select(one => one.Loop));
        if (_postman is not null)
            await _postman.EndedAsync();
    }

    /// <summary>The ledger knows that the session has ended by itself.</summary>
    public bool GaveBack { get; private set; }

    /// <summary>
    /// Lets running chapters finish within the grace, then drops them; ends the session, which gives its rows back without a loss;
    /// then makes a pass, so that others see at once what is theirs now.
    /// </summary>
    public async Task DrainAsync(CancellationToken now)
    {
        await _session.WaitEmptyAsync(_options.Grace, now);
        foreach (var run in _session.InHand())
            run.Drop.Cancel();
        // Servers that are away must not keep a process from leaving: others then take it over.
        using var limit = new CancellationTokenSource(LongestGoodbye, _runtime.Time);
        try
        {
            await GoodbyeAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            _runtime.Log.LogWarning(
                "Session {Session} could not be given back in time: {What}",
                _session.Id,
                GaveBack ? "the rings were not told, others find its jobs with their next pass" : "it will be taken over"
            );
        }
        _session.End();
    }

    /// <summary>The ledger's part comes first: whether Redis is there or not, the rows go back.</summary>
    private async Task GoodbyeAsync(CancellationToken limit)
    {
        Task SteadyAsync(Func<CancellationToken, Task> step) => Retry.UntilDoneAsync(_runtime, step, limit);
        // Finishes need a session that stands: the resolve token is taken in its name.
        await SteadyAsync(token => _errands.FinishAllAsync(FinishAsync, token));
        await SteadyAsync(token =>
            _parts.Ledger.Sessions.EndSessionAsync(_session.Id, SessionEnd.Drained, Reasons.Drained, token)
        );
        GaveBack = true;
        _runtime.Crash(CrashPoint.SessionDrained);
        _errands.OweFree(_session.Id);
        _errands.OweAllPuts();
        await SteadyAsync(_errands.SettleAsync);
    }

    private Task<bool> FinishAsync(JobId job, CancellationToken stop) => _finisher.LookAsync(job, _session.Id, stop);

    private Task KeepAsync(string name, Func<CancellationToken, Task> body, CancellationToken stop) =>
        Loop.KeepAsync(name, _runtime, _counters, body, stop);

    /// <summary>On one machine, a start after an unclean stop is a takeover by the same rule.</summary>
    private async Task TakeOverForerunnersAsync(CancellationToken stop)
    {
        if (!_options.Alone)
            return;
        var others = (await _parts.Ledger.Sessions.OpenSessionsAsync(stop)).Select(one => one.Id).Where(id => id != _session.Id);
        if (others.ToList() is { Count: > 0 } dead)
            await _takeover.OfAsync(dead, "its process has ended", _runtime.Time.GetTimestamp(), stop);
    }

    /// <summary>What people see who look at the server.</summary>
    private async Task ShowAsync(CancellationToken stop)
    {
        while (_parts.Board is { } board && !stop.IsCancellationRequested)
        {
            var providers = _loops.Keys.ToList();
            var busy = _session.InHand().Select(Shown).ToList();
            var slots = providers.Count * _options.WorkersPerProvider;
            var node = new NodeShown(_options.Name, _session.Id, _options.Role, _options.ProcessId, providers, slots, busy);
            await board.ShowAsync(node, stop);
            await Task.Delay(_options.Show, _runtime.Time, stop);
        }
    }

    private static WorkerShown Shown(RunInHand run)
    {
        var claim = run.Claim;
        return new(claim.Provider, run.Slot, claim.Run.Job, claim.Run.Position, claim.Attempt, run.Since);
    }

    private async Task BeatAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await _parts.Fleet.BeatAsync(_session.Id, stop);
            await Task.Delay(_options.Heartbeat, _runtime.Time, stop);
        }
    }

    private async Task ReconcileAsync(CancellationToken stop)
    {
        // Begun anew after trouble, it makes the pass that it owed.
        for (var owed = true; !stop.IsCancellationRequested; owed = await _errands.WaitForPassAsync(_options.Reconcile, stop))
        {
            if (owed || await IsOldestAsync(stop))
                await _reconciler.PassAsync(stop);
        }
    }

    /// <summary>One at a time makes the usual pass: the oldest session's node.</summary>
    private async Task<bool> IsOldestAsync(CancellationToken stop)
    {
        var sessions = await _parts.Ledger.Sessions.OpenSessionsAsync(stop);
        return sessions.Count == 0 || sessions[0].Id == _session.Id;
    }

    private async Task CheckStraysAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(_options.Reconcile, _runtime.Time, stop);
            await _strays.CheckAsync(stop);
            await _finisher.SettleLateTokensAsync(_session.Id, stop);
        }
    }

    /// <summary>Looks for orders made beside this process, and keeps a claim loop for each provider there is.</summary>
    private async Task LookAsync(AsyncSignal look, CancellationToken stop)
    {
        long? seen = null;
        while (!stop.IsCancellationRequested)
        {
            var number = await _parts.Ledger.Changes.ChangeNumberAsync(stop);
            await KeepClaimLoopsAsync(stop);
            if (number != seen)
                await _reconciler.PassOrdersAsync(stop);
            seen = number;
            await look.WaitAsync(_options.Look, stop);
        }
    }

    private async Task KeepClaimLoopsAsync(CancellationToken stop)
    {
        var all = await _parts.Ledger.Providers.ProvidersAsync(stop);
        _postman?.Keep([.. all.Select(one => one.Name)], stop);
        var served = all.Where(one => _options.Providers is null || _options.Providers.Contains(one.Name))
            .ToDictionary(one => one.Name);
        foreach (var gone in _loops.Keys.Except(served.Keys).ToList())
        {
            _loops[gone].Stop.Cancel();
            _loops.Remove(gone);
        }
        var (added, pausedNow) = (false, false);
        foreach (var provider in served.Values.OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            if (_loops.TryGetValue(provider.Name, out var running))
            {
                pausedNow |= running.Workers.Provider.Pause is null && provider.Pause is not null;
                running.Workers.Provider = provider;
                continue;
            }
            added = true;
            StartClaimLoop(provider, stop);
        }
        // A provider that pauses frees its runs for those below it on the jobs' lists: their rings must show them.
        if (pausedNow)
            await _reconciler.PassOrdersAsync(stop);
        if (added)
            await _parts.Ledger.Sessions.ServeAsync(_session.Id, [.. _loops.Keys], stop);
    }

    private void StartClaimLoop(Provider provider, CancellationToken stop)
    {
        var workers = new Workers(_parts, _worker, _session, _options.WorkersPerProvider, _runtime) { Provider = provider };
        var loop = new ClaimLoop(_parts, _options, _jobs, _errands, workers, _counters, _runtime);
        var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _loops[provider.Name] = (
            workers,
            KeepAsync($"claim {provider.Name}", token => ClaimAsync(loop, token), ending.Token),
            ending
        );
    }

    /// <summary>A claim whose outcome is unknown may have taken runs: they are looked for before the loop goes on.</summary>
    private async Task ClaimAsync(ClaimLoop loop, CancellationToken stop)
    {
        try
        {
            await loop.RunAsync(stop);
        }
        catch (TransientException trouble)
        {
            _runtime.Log.LogInformation("A claim's outcome is unknown ({Trouble}): looking for strays", trouble.Message);
            await _strays.CheckAsync(stop);
            throw;
        }
    }
}
