using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Weft.Graph;
using Weft.Reasons;
using Weft.Reasons.Findings;
using Weft.Runtime;

namespace Weft.Application.Diagnosis;

/// <summary>
/// Looks at everything that this machine works with, side by side, and says of each part what was seen, what it means and what to do. It
/// changes nothing, shows no secrets, and each look ends after a while.
/// </summary>
internal sealed class Doctor(DoctorParts parts)
{
    /// <summary>Of one look; servers that are well answer in milliseconds.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Models at home read a long prompt slowly.</summary>
    public static readonly TimeSpan CallLimit = TimeSpan.FromMinutes(3);

    /// <summary>Each part's findings as soon as they are there.</summary>
    /// <param name="callsProviders">Each provider is asked one question, which costs a little.</param>
    public async IAsyncEnumerable<DoctorReport> RunAsync(
        bool callsProviders,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        var reports = Channel.CreateUnbounded<DoctorReport>();
        var all = CompleteAsync();
        await foreach (var report in reports.Reader.ReadAllAsync(cancel))
            yield return report;
        await all;

        async Task CompleteAsync()
        {
            try
            {
                await Task.WhenAll(
                    SayAsync(new(DoctorArea.Settings, Limit, _ => Task.FromResult(SettingsCheck.Look(parts)))),
                    SayAsync(new(DoctorArea.Machine, Limit, token => Task.Run(() => MachineCheck.Look(parts), token))),
                    SayAsync(new(DoctorArea.Dispatch, Limit, parts.Dispatch)),
                    StoresAsync()
                );
                reports.Writer.Complete();
            }
            catch (Exception trouble)
            {
                reports.Writer.Complete(trouble);
            }
        }

        // What the ledger holds can be looked at once it is known to be ready.
        async Task StoresAsync()
        {
            var graph = GraphAsync();
            var (ledger, found) = await ResultAsync(parts.Ledger, cancel);
            Write(new(DoctorArea.Ledger, ledger?.Findings ?? [found!]));
            if (ledger is { IsReady: true })
                await ContentAsync(await graph);
            else
                await graph;
        }

        async Task<GraphExamination?> GraphAsync()
        {
            var (graph, found) = await ResultAsync(parts.Graph, cancel);
            Write(new(DoctorArea.Graph, graph?.Findings ?? [found!]));
            return graph;
        }

        async Task ContentAsync(GraphExamination? graph)
        {
            var (stores, found) = await ResultAsync(parts.Open, cancel);
            if (stores is null)
            {
                Write(new(DoctorArea.Ledger, [found!]));
                return;
            }
            var limit = callsProviders ? CallLimit : Limit;
            List<DoctorCheck> checks =
            [
                new(DoctorArea.Keys, Limit, token => KeysCheck.LookAsync(parts, stores, token)),
                new(DoctorArea.Providers, limit, token => new ProvidersCheck(parts, stores, callsProviders).LookAsync(token)),
                new(DoctorArea.Fleet, Limit, token => new FleetCheck(parts, stores, graph?.Identity ?? "").LookAsync(token)),
            ];
            // An address that is no address was told with the settings.
            if (graph is { Findings.Count: > 0 })
                checks.Add(new(DoctorArea.Graph, Limit, token => GraphBooksCheck.LookAsync(parts, stores, graph.IsReady, token)));
            await Task.WhenAll(checks.Select(SayAsync));
        }

        async Task SayAsync(DoctorCheck check)
        {
            var (findings, found) = await ResultAsync(check.LookAsync, cancel, check.Limit);
            Write(new(check.Area, findings ?? [found!]));
        }

        void Write(DoctorReport report)
        {
            if (report.Findings.Count > 0)
                reports.Writer.TryWrite(report);
        }
    }

    /// <summary>Everything at once, in the order of the parts.</summary>
    public async Task<IReadOnlyList<DoctorReport>> ReadAsync(bool callsProviders, CancellationToken cancel)
    {
        var reports = new List<DoctorReport>();
        await foreach (var report in RunAsync(callsProviders, cancel))
            reports.Add(report);
        return
        [
            .. reports
                .GroupBy(report => report.Area)
                .OrderBy(area => area.Key)
                .Select(area => new DoctorReport(area.Key, [.. area.SelectMany(report => report.Findings)])),
        ];
    }

    /// <summary>The answer, or what to tell where there is none.</summary>
    private async Task<(T? Result, Finding? Trouble)> ResultAsync<T>(
        Func<CancellationToken, Task<T>> look,
        CancellationToken cancel,
        TimeSpan? within = null
    )
        where T : class
    {
        var limit = within ?? Limit;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            // It may wait for something that cannot be cancelled.
            return (await Task.Run(() => look(end.Token), end.Token).WaitAsync(limit, parts.Time, cancel), null);
        }
        catch (TimeoutException)
        {
            return (null, new("check_timed_out", ("seconds", limit.TotalSeconds.ToString(CultureInfo.InvariantCulture))));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (TransientException trouble)
        {
            return (null, new("check_away", ("cause", trouble.Reason)));
        }
        catch (ReasonedException trouble)
        {
            return (null, new("check_refused", ("cause", trouble.Reason)));
        }
        // Whatever it is, it is told.
        catch (Exception trouble)
        {
            return (null, new("check_failed", ("words", $"{trouble.GetType().Name}: {trouble.Message}")));
        }
        finally
        {
            await end.CancelAsync();
        }
    }
}
