using Weft.Extraction;
using Weft.Extraction.Answers;
using Weft.Extraction.Grounding;
using Weft.Extraction.Passages;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Weft.Runtime;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Providers.Chat;

/// <summary>The way of a chapter through journal, gate and provider.</summary>
public sealed class ModelExtractorTests
{
    private static readonly string Chapter = ChatStage.Text(18);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static ReadingResult.Read Read(ReadingResult result) => Assert.IsType<ReadingResult.Read>(result);

    /// <summary>What the same answers come to without any protocol.</summary>
    private static ChapterFacts Pure(ChatStage stage, string text) =>
        GroundingMerge.Merge([
            .. PassageCutter
                .Cut(text, stage.Recipe)
                .Select(passage => Grounder.Ground(passage, AnswerParser.Parse(ScriptedAnswers.For(passage.Text)), stage.Recipe)),
        ]);

    private static void AssertSame(ChapterFacts expected, ChapterFacts actual)
    {
        Assert.Equal(expected.Mentions, actual.Mentions);
        Assert.Equal(expected.Relations, actual.Relations);
        Assert.Equal(expected.Rejected, actual.Rejected);
    }

    [Fact]
    public async Task Every_passage_is_asked_once_and_the_facts_are_a_pure_function_of_the_answers()
    {
        var stage = await new ChatStage().SetAsync();
        var read = Read(await stage.ReadAsync(Chapter));
        AssertSame(Pure(stage, Chapter), read.Facts);
        Assert.Equal(Chapter, string.Concat(stage.Chat.Calls.Select(call => call.Passage)));
        Assert.Equal(stage.Chat.Calls.Count, read.Woven.Count);
        Assert.All(
            read.Facts.Mentions,
            mention => Assert.Equal(mention.Quote, Chapter.Substring(mention.Offset, mention.Quote.Length))
        );
        int[] points = [CrashPoint.CallRowWritten, CrashPoint.AnswerCame, CrashPoint.AnswerJournalled];
        Assert.Equal(Enumerable.Repeat(points, stage.Chat.Calls.Count).SelectMany(each => each), stage.Crashes);
        Assert.InRange(stage.LocalWorks, stage.Chat.Calls.Count, 4 * stage.Chat.Calls.Count + 2);
        var spending = await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop);
        // 400 tokens of the prompt at 1 USD, 100 cached ones free, 50 of the answer at 2 USD per million.
        Assert.Equal((stage.Chat.Calls.Count, 500L * stage.Chat.Calls.Count), (spending.Answered, spending.Micros));
    }

    [Fact]
    public async Task What_is_journalled_is_never_asked_again()
    {
        var stage = await new ChatStage().SetAsync();
        var first = Read(await stage.ReadAsync(Chapter));
        var calls = stage.Chat.Calls.Count;
        var second = Read(await stage.ReadAsync(Chapter));
        var other = Read(await stage.ReadAsync(Chapter, "b", round: 2));
        Assert.Equal(calls, stage.Chat.Calls.Count);
        AssertSame(first.Facts, second.Facts);
        AssertSame(first.Facts, other.Facts);
        var keys = first.Woven.Select(key => AnswerKey.TryParse(key)!).ToList();
        AssertSame(first.Facts, WovenChapter.Rebuild(Chapter, stage.Recipe, await stage.Ledger.Journal.FindAsync(keys, Stop))!);
    }

    [Fact]
    public async Task A_chapter_without_a_word_is_nothing()
    {
        var stage = await new ChatStage().SetAsync();
        Assert.IsType<ReadingResult.Nothing>(await stage.ReadAsync("\n　　* * *\n"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Lost_answers_of_any_seam_cost_no_call(int seed)
    {
        var random = new Random(seed);
        var trouble = new Trouble { Plan = _ => random.Next(3) - 1 };
        var stage = await new ChatStage(
            journal => new ForgetfulJournal(journal, trouble),
            gate => new ForgetfulGate(gate, trouble)
        ).SetAsync();
        var read = Read(await stage.ReadAsync(Chapter));
        AssertSame(Pure(stage, Chapter), read.Facts);
        Assert.Equal(Chapter, string.Concat(stage.Chat.Calls.Select(call => call.Passage)));
        // A row may have been too late to be used; nothing was sent for it.
        Assert.Equal(stage.Chat.Calls.Count, (await stage.Ledger.Journal.SpendingAsync(stage.Job.Id, Stop)).Answered);
    }

    [Fact]
    public async Task An_answer_waits_in_memory_while_the_ledger_is_away()
    {
        var trouble = new Trouble();
        var stage = await new ChatStage(journal => new ForgetfulJournal(journal, trouble)).SetAsync();
        var back = stage.Time.GetUtcNow().AddMinutes(1);
        // Calls of the journal: 1 looks, 2 writes the row, 3 answers.
        trouble.Plan = number => number >= 3 && stage.Time.GetUtcNow() < back ? -1 : 0;
        Read(await stage.ReadAsync(ChatStage.Text(2)));
        Assert.Single(stage.Chat.Calls);
        Assert.True(stage.Time.GetUtcNow() >= back);
    }

    [Fact]
    public async Task No_answer_is_asked_again_once_and_then_the_provider_has_failed_it()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (_, _) => ToldChat.Said("I have read it.");
        var failed = Assert.IsType<ReadingResult.Failed>(await stage.ReadAsync(Chapter));
        Assert.Contains("asked twice", failed.Reason.Sentence, StringComparison.Ordinal);
        Assert.Equal(2, stage.Chat.Calls.Count);
        Assert.IsType<ReadingResult.Failed>(await stage.ReadAsync(Chapter));
        Assert.Equal(2, stage.Chat.Calls.Count);
        Assert.True(await stage.RowAsync("a") is { Health.FailuresInRow: 0, Pause: null });
        stage.Chat.Tell = (_, _) => null;
        Read(await stage.ReadAsync(Chapter, round: 1));
        Assert.Equal(2 + PassageCutter.Cut(Chapter, stage.Recipe).Count, stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task A_better_second_answer_serves()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (number, _) => number == 1 ? ToldChat.Said("") : null;
        var read = Read(await stage.ReadAsync(Chapter));
        AssertSame(Pure(stage, Chapter), read.Facts);
        Assert.Contains(":again:", read.Woven[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passage_whose_answer_is_cut_off_is_asked_in_halves()
    {
        var stage = await new ChatStage().SetAsync();
        stage.Chat.Tell = (_, passage) =>
            passage.Length > 200 ? ToldChat.Said(ScriptedAnswers.For(passage)[..200], "length") : null;
        var read = Read(await stage.ReadAsync(Chapter));
        Assert.Contains(read.Woven, key => key.Contains(":left:", StringComparison.Ordinal));
        Assert.Equal(
            Pure(stage, Chapter)
                .Mentions.Where(mention => mention.Type != "event")
                .Select(mention => (mention.Name, mention.Count)),
            read.Facts.Mentions.Where(mention => mention.Type != "event").Select(mention => (mention.Name, mention.Count))
        );
        var calls = stage.Chat.Calls.Count;
        AssertSame(read.Facts, Read(await stage.ReadAsync(Chapter)).Facts);
        Assert.Equal(calls, stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task A_refused_passage_goes_to_the_next_provider_and_only_that_one()
    {
        var stage = await new ChatStage().SetAsync();
        var passages = PassageCutter.Cut(Chapter, stage.Recipe);
        stage.Chat.Tell = (number, passage) =>
            passage == passages[1].Text && stage.Chat.Calls[number - 1].Model == ChatStage.A
                ? new ChatReply.Refused("risk", false)
                : null;
        var failed = Assert.IsType<ReadingResult.Failed>(await stage.ReadAsync(Chapter));
        Assert.Contains("risk", failed.Reason.Sentence, StringComparison.Ordinal);
        Assert.IsType<ReadingResult.Failed>(await stage.ReadAsync(Chapter));
        Assert.Equal(2, stage.Chat.Calls.Count);
        Assert.Equal(0, (await stage.RowAsync("a")).Health.FailuresInRow);
        var read = Read(await stage.ReadAsync(Chapter, "b"));
        AssertSame(Pure(stage, Chapter), read.Facts);
        Assert.Equal(passages.Skip(1).Select(passage => passage.Text), stage.Chat.Calls.Skip(2).Select(call => call.Passage));
    }

    [Fact]
    public async Task Two_chapters_of_one_process_do_not_ask_the_same()
    {
        var stage = await new ChatStage().SetAsync();
        var one = stage.Extractor.ReadAsync(await stage.ReadingAsync(Chapter), stage, Stop);
        var other = stage.Extractor.ReadAsync(await stage.ReadingAsync(Chapter), stage, Stop);
        await stage.DriveAsync(Task.WhenAll(one, other));
        AssertSame(Read(await one).Facts, Read(await other).Facts);
        Assert.Equal(PassageCutter.Cut(Chapter, stage.Recipe).Count, stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task Two_sessions_do_not_ask_the_same()
    {
        var stage = await new ChatStage().SetAsync();
        var second = await stage.Ledger.Sessions.OpenSessionAsync("n2", "all", 2, ["a"], 8, Stop);
        var one = stage.Extractor.ReadAsync(await stage.ReadingAsync(Chapter), stage, Stop);
        var other = stage.NewExtractor().ReadAsync(await stage.ReadingAsync(Chapter, session: second), stage, Stop);
        await stage.DriveAsync(Task.WhenAll(one, other));
        AssertSame(Read(await one).Facts, Read(await other).Facts);
        Assert.Equal(PassageCutter.Cut(Chapter, stage.Recipe).Count, stage.Chat.Calls.Count);
    }

    [Fact]
    public async Task What_an_ended_session_left_unanswered_is_asked()
    {
        var stage = await new ChatStage().SetAsync();
        var dead = await stage.Ledger.Sessions.OpenSessionAsync("n2", "all", 2, ["a"], 8, Stop);
        stage.Chat.Takes = TimeSpan.FromDays(1);
        _ = stage.NewExtractor().ReadAsync(await stage.ReadingAsync(Chapter, session: dead), stage, CancellationToken.None);
        stage.Chat.Takes = TimeSpan.FromSeconds(1);
        var reading = stage.Extractor.ReadAsync(await stage.ReadingAsync(Chapter), stage, Stop);
        for (var i = 0; i < 20; i++)
            stage.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(reading.IsCompleted);
        Assert.Single(stage.Chat.Calls);
        await stage.Ledger.Sessions.EndSessionAsync(dead, SessionEnd.Death, Reason.OfWords("gone"), Stop);
        AssertSame(Pure(stage, Chapter), Read(await stage.DriveAsync(reading)).Facts);
    }
}
