using Weft.Dispatch;
using Weft.Extraction.Passages;
using Weft.Extraction.Prompting;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Chat;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Providers.Chat;

/// <summary>A chapter's passages side by side, on permits that it is lent.</summary>
public sealed class PassageLanesTests
{
    private static readonly string Chapter = ChatStage.Text(30);
    private static readonly TimeSpan Call = TimeSpan.FromSeconds(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int Passages(ChatStage stage) => PassageCutter.Cut(Chapter, stage.Recipe).Count;

    private static int MostAtOnce(ChatStage stage) =>
        stage.Chat.Calls.Max(call => stage.Chat.Calls.Count(other => other.At <= call.At && call.At < other.At + Call));

    [Fact]
    public async Task All_passages_are_asked_at_once_where_there_are_permits_for_them_and_the_reading_is_the_same()
    {
        var alone = await new ChatStage().SetAsync();
        var expected = Assert.IsType<ReadingResult.Read>(await alone.ReadAsync(Chapter));
        Assert.Equal(1, MostAtOnce(alone));
        var stage = await new ChatStage { Spare = 7 }.SetAsync();
        var began = stage.Time.GetUtcNow();
        var read = Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.InRange(Passages(stage), 5, 8);
        Assert.Equal(Passages(stage), MostAtOnce(stage));
        Assert.InRange(stage.Time.GetUtcNow() - began, Call, Call * 1.5);
        Assert.Equal(expected.Woven, read.Woven);
        Assert.Equal(expected.Facts.Mentions, read.Facts.Mentions);
        Assert.Equal(expected.Facts.Relations, read.Facts.Relations);
        Assert.Equal(expected.Facts.Rejected, read.Facts.Rejected);
    }

    [Fact]
    public async Task Each_call_names_the_permit_it_is_made_on_and_all_go_back()
    {
        var stage = await new ChatStage { Spare = 7 }.SetAsync();
        var rows = new HashSet<long>();
        stage.Chat.Tell = (_, _) =>
        {
            var traces = stage.Ledger.Journal.TracesAsync("a", stage.Time.GetUtcNow(), default).Result;
            rows.UnionWith(traces.Where(trace => trace.Open).Select(trace => trace.Permit));
            return null;
        };
        await stage.ReadAsync(Chapter);
        Assert.Equal(Passages(stage), rows.Count);
        Assert.Equal(rows.Order(), stage.Permits.Lent.Append(stage.Permits.First).Select(permit => permit.Id).Order());
        Assert.Empty(stage.Permits.Held);
    }

    [Fact]
    public async Task All_lanes_are_in_the_trace_and_the_log_of_their_chapter()
    {
        var stage = await new ChatStage { Spare = 7 }.SetAsync();
        var reading = await stage.ReadingAsync(Chapter);
        var flow = new AsyncLocal<string> { Value = "chapter" };
        var seen = new List<string?>();
        stage.Chat.Tell = (_, _) =>
        {
            seen.Add(flow.Value);
            return null;
        };
        await stage.DriveAsync(stage.Extractor.ReadAsync(reading, stage, Stop));
        Assert.Equal(Enumerable.Repeat("chapter", Passages(stage)), seen);
    }

    [Fact]
    public async Task A_permit_that_was_lent_goes_back_after_one_call()
    {
        var stage = await new ChatStage { Spare = 1 }.SetAsync();
        await stage.ReadAsync(Chapter);
        Assert.Equal(2, MostAtOnce(stage));
        // Each call but those of the last lane was on a permit of its own.
        Assert.InRange(stage.Permits.Lent.Count, Passages(stage) / 2, Passages(stage));
        Assert.Equal(stage.Permits.Lent.Count, stage.Permits.Lent.Distinct().Count());
    }

    [Fact]
    public async Task Calls_in_the_air_together_that_fail_are_one_failure()
    {
        var stage = await new ChatStage { Spare = 7 }.SetAsync();
        var passages = Passages(stage);
        stage.Chat.Tell = (number, _) => number <= passages ? new ChatReply.Broken(Reason.OfWords("500: down"), true) : null;
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.Equal(2 * passages, stage.Chat.Calls.Count);
        var row = await stage.RowAsync("a");
        Assert.Null(row.Pause);
        Assert.Equal(1, (await stage.Ledger.Journal.FaultsOfRunAsync(new(stage.Job.Id, 1), "a", 0, Stop)).Count);
        // One goes on alone, after a rest; the others come when it was answered.
        var after = stage.Chat.Calls.Skip(passages).ToList();
        Assert.True(after[0].At - stage.Chat.Calls[0].At >= Call * 1.5);
        Assert.True(after[1].At >= after[0].At + Call);
    }

    [Fact]
    public async Task A_chapter_that_always_fails_is_tried_as_often_as_on_one_permit()
    {
        var alone = await new ChatStage().SetAsync();
        var stage = await new ChatStage { Spare = 3 }.SetAsync();
        foreach (var one in new[] { alone, stage })
        {
            one.Chat.Tell = (_, _) => new ChatReply.Broken(Reason.OfWords("500: down"), true);
            Assert.IsType<ReadingResult.Returned>(await one.ReadAsync(Chapter));
            Assert.Equal(3, (await one.RowAsync("a")).Health.FailuresInRow);
        }
        Assert.Equal(alone.Chat.Calls.Count + 3, stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task Calls_that_are_refused_together_lower_the_format_by_one_step()
    {
        var stage = await new ChatStage { Spare = 7 }.SetAsync();
        var passages = Passages(stage);
        stage.Chat.Tell = (number, _) => number <= passages ? new ChatReply.FormatRefused("no schema") : null;
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.All(stage.Chat.Calls.Skip(passages), call => Assert.Equal(AnswerFormat.JsonObject, call.Format));
        Assert.Equal(AnswerFormat.JsonObject, (await stage.RowAsync("a")).Health.Manners.Format);
    }

    [Fact]
    public async Task A_lane_that_finds_the_windows_full_does_not_wait_for_them_on_its_permit()
    {
        var stage = await new ChatStage { Spare = 7, Limits = new(8, 2, null) }.SetAsync();
        var reading = stage.Extractor.ReadAsync(await stage.ReadingAsync(Chapter), stage, Stop);
        await PassAsync(stage, Call * 3);
        Assert.Equal(2, stage.Chat.Calls.Count);
        Assert.Single(stage.Permits.Held);
        Assert.IsType<ReadingResult.Read>(await stage.DriveAsync(reading));
        Assert.Equal(Passages(stage), stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task A_pause_that_one_call_meets_lets_the_others_come_to_their_end()
    {
        var stage = await new ChatStage { Spare = 7 }.SetAsync();
        var passages = Passages(stage);
        stage.Chat.Tell = (number, _) => number == 1 ? new ChatReply.Busy(Reason.OfWords("429"), TimeSpan.FromSeconds(40)) : null;
        Assert.IsType<ReadingResult.Returned>(await stage.ReadAsync(Chapter));
        Assert.Equal(passages - 1, (await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop)).Answered);
        Assert.Empty(stage.Permits.Held);
        stage.Time.Advance(TimeSpan.FromSeconds(49));
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.Equal(passages + 1, stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task After_a_pause_one_probe_goes_before_all()
    {
        var stage = await new ChatStage { Spare = 7 }.SetAsync();
        await stage.Ledger.Providers.PauseProviderAsync(
            "a",
            new(stage.Time.GetUtcNow() + TimeSpan.FromSeconds(5), Reason.OfWords("busy")),
            Stop
        );
        stage.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.True(stage.Chat.Calls[1].At >= stage.Chat.Calls[0].At + Call);
        Assert.Equal(Passages(stage), stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task A_passage_that_the_provider_refuses_for_good_ends_the_reading_once_the_others_are_journalled()
    {
        var stage = await new ChatStage { Spare = 7 }.SetAsync();
        stage.Chat.Tell = (number, _) => number == 2 ? new ChatReply.Refused("400: not this", false) : null;
        Assert.IsType<ReadingResult.Failed>(await stage.ReadAsync(Chapter));
        Assert.Equal(Passages(stage), stage.Chat.Calls.Count);
        Assert.Equal(Passages(stage), (await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop)).Answered);
    }

    [Fact]
    public async Task A_lost_permit_of_one_lane_leaves_its_passage_to_the_others()
    {
        var stage = await new ChatStage { Spare = 2 }.SetAsync();
        stage.Chat.Tell = (number, _) =>
        {
            if (number == 1)
                stage.RealGate.ReleaseAsync([.. stage.Permits.Held.Skip(1)], default);
            return null;
        };
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.Equal(Passages(stage), stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task A_cancel_reaches_every_call_and_closes_its_row()
    {
        var stage = await new ChatStage { Spare = 7 }.SetAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var reading = stage.Extractor.ReadAsync(await stage.ReadingAsync(Chapter), stage, cancel.Token);
        await PassAsync(stage, Call / 2);
        Assert.Equal(Passages(stage), stage.Chat.Calls.Count);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.DriveAsync(reading));
        Assert.Empty(stage.Permits.Held);
        Assert.DoesNotContain(await stage.Ledger.Journal.TracesAsync("a", stage.Time.GetUtcNow(), Stop), trace => trace.Open);
    }

    [Fact]
    public async Task A_budget_that_calls_in_the_air_have_reserved_is_waited_for_by_one_lane_alone()
    {
        var stage = await new ChatStage { Spare = 7, Budget = new(9_500, null) }.SetAsync();
        var reading = stage.Extractor.ReadAsync(await stage.ReadingAsync(Chapter), stage, Stop);
        await PassAsync(stage, Call / 2);
        Assert.InRange(stage.Chat.Calls.Count, 1, 2);
        Assert.InRange(stage.Permits.Held.Count, 1, 2);
        Assert.IsType<ReadingResult.Read>(await stage.DriveAsync(reading));
        Assert.Equal(Passages(stage), stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task What_is_journalled_is_read_again_without_a_call_or_a_permit_more()
    {
        var stage = await new ChatStage { Spare = 7 }.SetAsync();
        await stage.ReadAsync(Chapter);
        Assert.IsType<ReadingResult.Read>(await stage.ReadAsync(Chapter));
        Assert.Equal(Passages(stage), stage.Chat.Calls.Count);
        Assert.Empty(stage.Permits.Lent);
        Assert.Empty(stage.Permits.Held);
    }

    private static async Task PassAsync(ChatStage stage, TimeSpan time)
    {
        for (var until = stage.Time.GetUtcNow() + time; stage.Time.GetUtcNow() < until; await Task.Yield())
            stage.Time.Advance(TimeSpan.FromMilliseconds(100));
    }
}
