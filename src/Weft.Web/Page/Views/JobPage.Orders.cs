using Weft.Application;
using Weft.Application.Estimates;
using Weft.Model;

namespace Weft.Web.Page.Views;

/// <summary>The orders that a job's view gives.</summary>
public sealed partial class JobPage
{
    private Task<bool> PauseAsync() => OrderAsync(() => Uses.Orders.PauseAsync(new(JobNumber), Forever), _ => Ui["pausedNow"]);

    /// <summary>One that was paused at its budget is asked for a higher one first.</summary>
    private Task ResumeAsync()
    {
        if (!BudgetCheck.IsOver(_job!.Job.Job.Reason))
            return ResumeWithAsync(BudgetWish.None);
        (_asksBudget, _budget) = (true, "");
        return Task.CompletedTask;
    }

    private async Task RaiseAsync()
    {
        if (BudgetText.TryParse(_budget) is { } raise && await ResumeWithAsync(raise))
            _asksBudget = false;
        _badBudget = _asksBudget;
    }

    private Task<bool> ResumeWithAsync(BudgetWish raise) =>
        OrderAsync(() => Uses.Orders.ResumeAsync(new(JobNumber), raise, Forever), ResumedWords);

    private string ResumedWords(ResumedJobs resumed) =>
        resumed.All.Count > 1 ? Ui.Say("resumedOrder", resumed.All.Count) : Ui["resumed"];

    private async Task CancelAsync()
    {
        await OrderAsync(
            () => Uses.Orders.CancelAsync(new(JobNumber), Forever),
            ended =>
                ended.Lost.Calls == 0
                    ? Ui["cancelledNow"]
                    : Ui.Say("cancelledLost", ended.Lost.Calls, Ui.Count(ended.Lost.MostTokens))
        );
        _asks = false;
    }

    /// <summary>Completed chapters that this provider read go to the first of the list again.</summary>
    private Task<bool> ReadAnewAsync(string provider) => RetryAsync(new RetryWish(ReadBy: provider));

    private Task<bool> AskAgainAsync(int number) => RetryAsync(new RetryWish(Only(number), Again: true));

    private Task<bool> RetryChapterAsync(int number) => RetryAsync(new RetryWish(Only(number)));

    private Task<bool> RetryGroupAsync(int group) => RetryAsync(new RetryWish(_job!.Failures[group].Ranges));

    private static ChapterRanges Only(int number) => new([(number, number)]);

    private Task<bool> RetryAsync(RetryWish wish) => RetryAsync(new(JobNumber), wish, takes => _retry = (takes, wish));

    /// <summary>The address says that another try is being thought of.</summary>
    private async Task AskAboutFailedAsync()
    {
        var came = await TryReadAsync(() => Uses.RetryEstimates.OfJobAsync(new(JobNumber), RetryWish.Failed, Forever));
        if (came is Result<RetryEstimate>.Done({ Chapters: > 0 } takes))
            _retry = (takes, RetryWish.Failed);
    }

    private async Task RetryAskedAsync()
    {
        await RetryNowAsync(new(JobNumber), _retry!.Value.Wish);
        LeaveRetry();
    }

    private void LeaveRetry()
    {
        _retry = null;
        if (AskName is not null)
            Nav.NavigateTo(With("ask", null), replace: true);
    }
}
