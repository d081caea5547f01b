using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Weft.Application;
using Weft.Application.Estimates;
using Weft.Model;
using Weft.Reasons;
using Weft.Web.Doors;
using Weft.Web.Page.Live;

namespace Weft.Web.Page.Shell;

/// <summary>
/// A view that shows what stands in the ledger: it is read while the page is made ready, and once a second while somebody looks at it. All
/// circuits at one address share a reading.
/// </summary>
public abstract class PageView : ComponentBase, IDisposable
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);
    private IDisposable? _beat;
    private string? _address;

    [Inject]
    private protected PageUseCases Uses { get; set; } = null!;

    [Inject]
    private protected LivePulse Live { get; set; } = null!;

    [Inject]
    private protected SharedReadings Readings { get; set; } = null!;

    [Inject]
    private protected Toasts Toasts { get; set; } = null!;

    [Inject]
    private protected NavigationManager Nav { get; set; } = null!;

    [CascadingParameter]
    private protected Ui Ui { get; set; } = null!;

    [Inject]
    private protected PageCaller Callers { get; set; } = null!;

    [CascadingParameter]
    private protected Caller? Caller { get; set; }

    /// <summary>What a reader can never do is not shown to one.</summary>
    private protected bool MayOrder => Caller?.MayOrder == true;

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    /// <summary>Why it could not be read; null while all is well. What was read before stays.</summary>
    private protected Reason? Trouble { get; private set; }

    /// <summary>An order is under way.</summary>
    private protected bool IsBusy { get; private set; }

    private protected static CancellationToken Forever => CancellationToken.None;

    /// <summary>What is shown, by all that it depends on; the same for every language.</summary>
    private protected abstract string Address { get; }

    /// <summary>Null: there is no such thing.</summary>
    private protected abstract Task<object?> ReadAsync();

    private protected abstract void Take(object? read);

    /// <summary>Whether a beat may bring something new; a view that rests is not read again.</summary>
    private protected virtual bool WantsBeat => true;

    protected override async Task OnParametersSetAsync()
    {
        if (_address == Address)
            return;
        _address = Address;
        if (Readings.Recent(_address) is { } recent)
            Take(recent);
        else
            await RefreshAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _beat = Live.Subscribe(() => _ = InvokeAsync(BeatAsync));
    }

    /// <summary>Says to whoever asked that there is no such thing, while that can still be said.</summary>
    private protected void SayNotFound()
    {
        // Said as the view goes out: said before, the view would not be drawn.
        if (Http is { Response.HasStarted: false } asked)
            asked.Response.OnStarting(() =>
            {
                asked.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
    }

    private protected async Task RefreshAsync()
    {
        var address = Address;
        try
        {
            var read = await Readings.ReadAsync(address, ReadAsync);
            if (address != Address)
                return;
            Take(read);
            if (read is null)
                SayNotFound();
            Trouble = null;
        }
        catch (ReasonedException away)
        {
            Trouble = away.Reason;
        }
    }

    /// <summary>Reads something beside what the view shows; null where it could not be, and why is shown.</summary>
    private protected async Task<T?> TryReadAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (ReasonedException away)
        {
            Trouble = away.Reason;
            return null;
        }
    }

    /// <summary>Carries out an order, if whoever looks may still give one; what is refused is said. True = done.</summary>
    /// <param name="ofOneself">About the sign-in of who looks alone: readers may give it too.</param>
    private protected async Task<bool> OrderAsync<T>(
        Func<Task<Result<T>>> order,
        Func<T, string>? done = null,
        bool ofOneself = false
    )
    {
        if (IsBusy)
            return false;
        IsBusy = true;
        try
        {
            CurrentActor.Set((await Callers.ReadAsync())?.Actor ?? Actor.Stranger);
            var mayNot = ofOneself ? await Callers.MayStayAsync(Forever) : await Callers.MayOrderAsync(Forever);
            if (mayNot is null)
                await Callers.UseAsync(Forever);
            Result<T> came = mayNot is not null ? mayNot : await order();
            switch (came)
            {
                case Result<T>.Done(var value):
                    if (done is not null)
                        Toasts.Say(done(value));
                    return true;
                case Result<T>.Refused(var why):
                    Toasts.Refuse(Ui.Say(why));
                    break;
            }
        }
        catch (ReasonedException away)
        {
            Toasts.Refuse(Ui.Say(away.Reason));
        }
        finally
        {
            IsBusy = false;
            Readings.Forget(Address);
            await RefreshAsync();
        }
        return false;
    }

    /// <summary>Gives chapters of a job another try; where that is dear, nothing is done yet but to ask.</summary>
    /// <param name="ask">Is told what it would take.</param>
    private protected async Task<bool> RetryAsync(JobId job, RetryWish wish, Action<RetryEstimate> ask)
    {
        var takes = RetryEstimate.None;
        var isKnown = await OrderAsync(async () =>
        {
            var estimated = await Uses.RetryEstimates.OfJobAsync(job, wish, Forever);
            if (estimated is Result<RetryEstimate>.Done(var done))
                takes = done;
            return estimated;
        });
        if (!isKnown)
            return false;
        if (SpendingLimits.FirstDear(takes.Money) is null)
            return await RetryNowAsync(job, wish);
        ask(takes);
        return false;
    }

    /// <summary>Of a view that is not the job's own, which asks where it is dear.</summary>
    private protected Task<bool> RetryFailedAsync(JobId job) =>
        RetryAsync(job, RetryWish.Failed, _ => Nav.NavigateTo($"jobs/{job}?ask=retry"));

    private protected Task<bool> RetryNowAsync(JobId job, RetryWish wish) =>
        OrderAsync(
            () => Uses.Retries.RetryAsync(job, wish, Forever),
            retried => Ui.Say("waitAgain", retried.Chapters, Ui.Count(retried.Chapters))
        );

    /// <summary>Whether a reading made then may be out of date: a job on the book is open, or it is some seconds old.</summary>
    private protected bool MayBeOld(Model.BookId book, DateTimeOffset readAt) =>
        Uses.Time.GetUtcNow() - readAt > Settled || Live.Last?.Overview.Jobs.Any(job => job.Job.Order.Book == book) != false;

    /// <summary>The address with that part of its query changed; null takes it out.</summary>
    private protected string With(string name, object? value) => Nav.GetUriWithQueryParameters(Changes((name, value)));

    private protected string With(params (string Name, object? Value)[] changes) =>
        Nav.GetUriWithQueryParameters(Changes(changes));

    private static Dictionary<string, object?> Changes(params (string Name, object? Value)[] changes) =>
        changes.ToDictionary(change => change.Name, change => change.Value is string { Length: 0 } ? null : change.Value);

    private async Task BeatAsync()
    {
        if (!WantsBeat && Trouble is null)
            return;
        await RefreshAsync();
        StateHasChanged();
    }

    public void Dispose()
    {
        _beat?.Dispose();
        GC.SuppressFinalize(this);
    }
}
