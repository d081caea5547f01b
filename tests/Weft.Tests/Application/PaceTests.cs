using Weft.Application.Progress;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Application;

public sealed class PaceTests
{
    /// <summary>Seventy chapters that were begun together end together, and the first of them says nothing of the others.</summary>
    [Fact]
    public void Chapters_under_way_together_give_no_time_before_as_many_are_done()
    {
        var pace = new Pace();
        pace.Add(TimeSpan.Zero, 0, 69);
        pace.Add(TimeSpan.FromSeconds(30), 1, 68);
        Assert.Null(pace.Left(68));
        pace.Add(TimeSpan.FromSeconds(31), 60, 9);
        Assert.InRange(pace.Left(9)!.Value.TotalSeconds, 1, 10);
    }

    [Fact]
    public void Where_the_window_saw_too_little_the_whole_run_tells()
    {
        var pace = new Pace();
        for (var second = 0; second <= 600; second += 10)
            pace.Add(TimeSpan.FromSeconds(second), second / 60, 2);
        Assert.Equal(1, pace.PerMinute!.Value, 0.2);
        Assert.InRange(pace.Left(5)!.Value.TotalMinutes, 4, 6);
    }

    [Fact]
    public void A_cancelled_job_has_done_what_it_read_and_no_more()
    {
        var runs = new RunCounts(0, 0, 1, 1, 5);
        Assert.Equal(2, runs.DoneIn(JobState.Cancelled));
        Assert.Equal(7, runs.DoneIn(JobState.Completed));
    }
}
