using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Weft.Application;
using Weft.Application.Estimates;
using Weft.Model;
using Weft.Providers;
using Weft.Web.Page.Pieces;
using Weft.Web.Page.Readings;

namespace Weft.Web.Page.Views;

/// <summary>What a job's view shows.</summary>
public sealed partial class JobPage
{
    private JobReading? _job;
    private long? _newest;
    private bool _read;
    private bool _asks;

    /// <summary>What another try would take, and of what; null = it is not asked about.</summary>
    private (RetryEstimate Takes, RetryWish Wish)? _retry;
    private bool _asksBudget;
    private bool _badBudget;
    private string _budget = "";
    private int _pointed;
    private (string, int?, string?) _drawn;
    private ElementReference _map;
    private DotNetObjectReference<JobPage>? _self;

    [Parameter]
    public long JobNumber { get; set; }

    [SupplyParameterFromQuery(Name = "part")]
    private int? Part { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? StateFilter { get; set; }

    [SupplyParameterFromQuery(Name = "list")]
    private string? List { get; set; }

    [SupplyParameterFromQuery(Name = "ask")]
    private string? AskName { get; set; }

    private protected override string Address => $"job/{JobNumber}";

    private protected override bool WantsBeat => _job is null || !_job.IsOver || MayBeOld(_job.Job.Job.Order.Book, _job.At);

    private JobState State => _job!.Job.Job.State;

    private int Done => _job!.Job.Runs.Total - _job.Job.Runs.Open;

    private double Share => _job!.Job.Runs.Total == 0 ? 0 : (double)Done / _job.Job.Runs.Total;

    private string Started =>
        _job!.Job.Job.StartedAt is { } started
            ? Ui.Say("startedAt", Ui.Moment(started), Ui.Span(_job.Took ?? TimeSpan.Zero), _job.IsOver ? 0 : 1)
            : Ui["waitsForTurn"];

    private string Order
    {
        get
        {
            var order = _job!.Job.Job.Order;
            var names = string.Join(order.Order == ProviderOrder.InOrder ? " → " : ", ", order.Providers);
            if (order.RulesAfter is { } after)
                names += Ui["comma"] + Ui["rulesAfter"] + " " + CallTimes.Write(after);
            return order.Providers.Count > 1
                ? names + Ui["comma"] + Ui[order.Order == ProviderOrder.InOrder ? "inOrder" : "sideBySide"]
                : names;
        }
    }

    private string Workers
    {
        get
        {
            var reading = Live.Last?.Overview.Active.Where(run => run.Run.Run.Job.Value == JobNumber).ToList() ?? [];
            var nodes = reading.Select(run => run.Session?.Node).OfType<string>().Distinct().Count();
            return reading.Count == 0 ? "" : Ui.Say("workersOn", reading.Count, nodes);
        }
    }

    private IEnumerable<(string Label, string Number, string Unit)> Figures
    {
        get
        {
            var view = _job!.Job;
            if (!_job.IsOver)
            {
                var pace = Live.Paces.PerMinute(view.Job.Id);
                yield return (Ui["rate"], pace is { } rate ? Ui.Count((long)Math.Round(rate)) : "–", Ui["perMinute"]);
                yield return (Ui["timeLeft"], Live.Paces.Left(view.Job.Id) is { } left ? Ui.About(left) : "–", "");
            }
            else if (_job.Took is { } took)
                yield return (Ui["took"], Ui.Span(took), "");
            if (view.Spending.Calls > 0)
            {
                var use = view.Purse.Use;
                var budget =
                    use.Budget.Micros is not { } most || view.Purse.IsShared
                        ? ""
                        : Ui.Say("ofBudget", Ui.Money(most, view.Currency));
                if (view.Currency.Length > 0)
                    yield return (Ui["spent"], Ui.Money(view.Spending.Micros, view.Currency), budget);
                yield return (
                    Ui["tokens"],
                    Ui.Short(view.Tokens),
                    Ui.Say("nCalls", view.Spending.Calls, Ui.Count(view.Spending.Calls))
                );
                if (view.Spending.Unanswered is > 0 and var unanswered)
                    yield return (Ui["unanswered"], Ui.Count(unanswered), "");
                if (view.Spending.Thinking is { Tokens: > 0 } thinking)
                    yield return (
                        Ui["forThinking"],
                        Ui.Short(thinking.Tokens),
                        thinking.Micros > 0 && view.Currency.Length > 0 ? Ui.Money(thinking.Micros, view.Currency) : ""
                    );
            }
            foreach (var figure in OrderFigures(view))
                yield return figure;
            yield return (Ui["characters"], Ui.Short(_job.Parts.Sum(part => (long)part.Unit.Length)), "");
            if (view.Rejected > 0)
                yield return (Ui["factsRejectedShort"], Ui.Count(view.Rejected), "");
        }
    }

    /// <summary>What all jobs of its order have spent of one budget, and what calls under way have reserved.</summary>
    private IEnumerable<(string Label, string Number, string Unit)> OrderFigures(JobView view)
    {
        var (purse, use) = (view.Purse, view.Purse.Use);
        string Said(long tokens, long micros) =>
            view.Currency.Length > 0 ? Ui.Money(micros, view.Currency) : Ui.Say("nTokens", Ui.Short(tokens));
        if (purse.IsShared)
            yield return (
                Ui.Say("orderN", purse.First, purse.Jobs.Count),
                Said(use.SettledTokens, use.SettledMicros),
                use.Budget.Micros is { } micros ? Ui.Say("ofBudget", Ui.Money(micros, view.Currency))
                : use.Budget.Tokens is { } tokens ? Ui.Say("ofBudget", Ui.Say("nTokens", Ui.Short(tokens)))
                : ""
            );
        if (use.ReservedTokens > 0)
            yield return (Ui["reservedNow"], Said(use.ReservedTokens, use.ReservedMicros), Ui["underWay"]);
    }

    private IEnumerable<(string Word, string Look, string? Shape, int Count)> Chips
    {
        get
        {
            var runs = _job!.Job.Runs;
            return new (string Word, string Look, string? Shape, int Count)[]
            {
                ("completed", "done", null, runs.Completed),
                ("processing", "run", "read", runs.Processing),
                ("failed", "fail", null, runs.Failed),
                ("skipped", "skip", null, runs.Skipped),
                ("pending", "wait", null, runs.Pending),
            }.Where(chip => chip.Count > 0 || chip.Word == StateFilter);
        }
    }

    private char? Letter =>
        StateFilter switch
        {
            "completed" => 'd',
            "processing" => 'r',
            "failed" => 'f',
            "skipped" => 's',
            "pending" => 'w',
            _ => null,
        };

    /// <summary>The one cell that is pointed at, in words.</summary>
    private string Cell
    {
        get
        {
            var at = _pointed > 0 ? _pointed : Part ?? 0;
            if (_job!.Parts.FirstOrDefault(part => part.Position == at) is not { } part)
                return Ui["mapHint"];
            var run = _job.Runs.GetValueOrDefault(at);
            var title = part.Unit.Title.Length > 0 ? part.Unit.Title : Ui.Name(part.Unit.Kind);
            var state = run is null ? Ui["covNotAsked"] : Ui.Name(run.State);
            var said = Ui.Say("cell", Ui.Count(at), Ui.Count(_job.Parts.Count), title, state);
            if (run is { Provider.Length: > 0 })
                said += Ui["comma"] + run.Provider;
            return run is { Reason.IsNone: false } ? said + Ui["comma"] + Ui.Say(run.Reason) : said;
        }
    }

    private IReadOnlyList<FailureRow> FailureRows =>
        [
            .. _job!.Failures.Select(group => new FailureRow(
                Ui.Say(group.Why),
                group.Providers,
                group.First is { } first ? Ui.Moment(first) : "",
                group.Last is { } last ? Ui.Moment(last) : "",
                [
                    .. group.Chapters.Select(chapter => new FailedPart(
                        With("part", chapter.Unit.Position),
                        chapter.Unit.Unit.Number,
                        chapter.Unit.Unit.Title,
                        chapter.Run.Failures
                    )),
                ]
            )),
        ];

    private IReadOnlyList<RejectedRow> RejectedRows =>
        [.. _job!.Rejected.Select(row => new RejectedRow(Ui.Say(row.Reason), row.Count))];

    private protected override async Task<object?> ReadAsync() => await JobReading.ReadAsync(Uses, new(JobNumber), Forever);

    private protected override void Take(object? read) => (_job, _read) = ((JobReading?)read, true);

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (AskName == "retry" && _retry is null)
            await AskAboutFailedAsync();
        if (_job is null && _newest is null)
            _newest = (await Uses.Jobs.InAsync([], Forever)) is { Count: > 0 } jobs ? jobs[^1].Id.Value : null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (_job is null || _drawn == (_job.Cells, Part, StateFilter))
            return;
        _drawn = (_job.Cells, Part, StateFilter);
        _self ??= DotNetObjectReference.Create(this);
        await Js.InvokeVoidAsync("weft.map", _map, _self, _job.Cells, Part ?? 0, Letter?.ToString() ?? "");
    }

    /// <summary>A cell was chosen on the map.</summary>
    [JSInvokable]
    public void Open(int part) => Nav.NavigateTo(With("part", part));

    /// <summary>A cell is pointed at, or has the focus.</summary>
    [JSInvokable]
    public void Point(int part)
    {
        _pointed = part;
        StateHasChanged();
    }

    /// <summary>The address of the failed part before or behind that one; null where there is none.</summary>
    private string? Failed(int from, int step)
    {
        var failed = _job!.Runs.Values.Where(run => run.State == RunState.Failed).Select(run => run.Id.Position).Order();
        var found =
            step > 0 ? failed.FirstOrDefault(position => position > from) : failed.LastOrDefault(position => position < from);
        return found > 0 ? With("part", found) : null;
    }

    public ValueTask DisposeAsync()
    {
        _self?.Dispose();
        Dispose();
        return ValueTask.CompletedTask;
    }
}
