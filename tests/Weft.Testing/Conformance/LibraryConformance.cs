using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Books, editions, chapters, profiles and people's words.</summary>
public abstract class LibraryConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    [Theory]
    [InlineData("zh", "第一回 甄士隐梦幻识通灵\n此开卷第一回也。", "第二回 贾夫人仙逝扬州城\n𠮷士隐😀")]
    [InlineData("en", "Chapter I\nIt is a truth universally acknowledged", "Chapter II\r\nMr. Bennet")]
    public async Task An_import_keeps_every_unit_with_its_text(string language, string one, string two)
    {
        var cut = Cut(one, two) with { Language = language, Title = one[..3] };
        cut = cut with
        {
            Units = [cut.Units[0] with { Kind = UnitKind.Front, Number = 0 }, cut.Units[1] with { Title = "第二回" }],
        };
        var imported = await Ledger.Library.ImportAsync(cut, null, Stop);
        Assert.False(imported.AlreadyKnown);
        var book = imported.Book;
        Assert.Equal(new(book.Id, book.Edition, 1, one[..3], language, "utf-8", 1, one.Length + two.Length, Now), book);
        Assert.Equal(book, await Ledger.Library.FindBookAsync(book.Id, Stop));
        Assert.Equal([book], await Ledger.Library.BooksAsync(Stop));

        var units = await Ledger.Library.UnitsAsync(book.Edition, Stop);
        Assert.Equal(cut.Units, units.Select(unit => unit.Unit));
        Assert.Equal([1, 2], units.Select(unit => unit.Position));
        Assert.Equal(one, await Ledger.Library.FindTextAsync(book.Id, units[0].Chapter, Stop));
        Assert.Equal(two, await Ledger.Library.FindTextAsync(book.Id, units[1].Chapter, Stop));
    }

    /// <summary>The same text, cut as told, is an edition of its own, and says how it was cut.</summary>
    [Fact]
    public async Task What_a_person_said_of_the_file_is_kept_with_the_edition()
    {
        var cut = Cut("Chapter I\nHe went.\n", "Chapter II\nHe came.\n");
        var book = (await Ledger.Library.ImportAsync(cut, null, Stop)).Book;
        Assert.Equal(ToldReading.Nothing, book.Told);
        foreach (
            var told in new[]
            {
                new ToldReading(Headings: "^Chapter \\d"),
                new ToldReading(Encoding: "gbk", Parts: 2),
                new ToldReading(Parts: 3),
                new ToldReading(NoSplit: true),
            }
        )
        {
            var imported = await Ledger.Library.ImportAsync(cut with { Told = told }, book.Id, Stop);
            Assert.Equal((false, told), (imported.AlreadyKnown, imported.Book.Told));
            Assert.Equal(told, (await Ledger.Library.FindBookAsync(book.Id, Stop))!.Told);
            Assert.True((await Ledger.Library.ImportAsync(cut with { Told = told }, book.Id, Stop)).AlreadyKnown);
        }
        var again = await Ledger.Library.ImportAsync(cut, book.Id, Stop);
        Assert.Equal((false, ToldReading.Nothing), (again.AlreadyKnown, again.Book.Told));
    }

    [Fact]
    public async Task A_chapter_is_known_by_the_hash_of_its_text_and_which_occurrence_it_is()
    {
        var book = await BookAsync("abc", "x", "abc", "abc");
        var units = await Ledger.Library.UnitsAsync(book.Edition, Stop);
        const string hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        Assert.Equal(
            [new(hash, 0), new(hash, 1), new(hash, 2)],
            units.Select(unit => unit.Chapter).Where(key => key.TextHash == hash)
        );
        Assert.Equal("abc", await Ledger.Library.FindTextAsync(book.Id, new(hash, 2), Stop));
        Assert.Null(await Ledger.Library.FindTextAsync(book.Id, new("00", 0), Stop));
        Assert.Null(await Ledger.Library.FindTextAsync(new(99), new(hash, 0), Stop));
    }

    [Fact]
    public async Task The_same_content_again_is_the_same_book_and_writes_nothing()
    {
        var book = await BookAsync("one", "two");
        Time.Advance(Minute);
        Assert.Equal(new(book, true), await Ledger.Library.ImportAsync(Cut("one", "two") with { Title = "Other" }, null, Stop));
        Assert.Equal(new(book, true), await Ledger.Library.ImportAsync(Cut("one", "two"), book.Id, Stop));
        Assert.Equal([book], await Ledger.Library.BooksAsync(Stop));
        Assert.Equal(book, await Ledger.Library.FindSameAsync(Cut("one", "two"), null, Stop));
        Assert.Equal(book, await Ledger.Library.FindSameAsync(Cut("one", "two"), book.Id, Stop));
        Assert.Null(await Ledger.Library.FindSameAsync(Cut("one", "three"), null, Stop));
        await Ledger.Library.ImportAsync(Cut("one", "three"), book.Id, Stop);
        Assert.NotNull(await Ledger.Library.FindSameAsync(Cut("one", "two"), null, Stop));
        Assert.Null(await Ledger.Library.FindSameAsync(Cut("one", "two"), book.Id, Stop));
    }

    [Fact]
    public async Task The_same_content_imported_twice_at_once_is_one_book()
    {
        var imports = await Task.WhenAll(
            Ledger.Library.ImportAsync(Cut("one", "two"), null, Stop),
            Backend.OtherLedger.Library.ImportAsync(Cut("one", "two"), null, Stop)
        );
        Assert.Equal(imports[0].Book, imports[1].Book);
        Assert.Single(imports, imported => imported.AlreadyKnown);
    }

    [Fact]
    public async Task A_new_edition_keeps_the_chapters_whose_text_is_unchanged_and_the_old_one_stays_readable()
    {
        var first = await BookAsync("one", "tow", "three");
        Time.Advance(Minute);
        var second = (await Ledger.Library.ImportAsync(Cut("zero", "one", "two", "three"), first.Id, Stop)).Book;
        Assert.Equal((first.Id, 2, 4, Now), (second.Id, second.EditionNumber, second.Chapters, second.ImportedAt));
        Assert.NotEqual(first.Edition, second.Edition);
        Assert.Equal([second], await Ledger.Library.BooksAsync(Stop));

        var before = await Ledger.Library.UnitsAsync(first.Edition, Stop);
        var after = await Ledger.Library.UnitsAsync(second.Edition, Stop);
        Assert.Equal(before[0].Chapter, after[1].Chapter);
        Assert.Equal(before[2].Chapter, after[3].Chapter);
        Assert.Equal("tow", await Ledger.Library.FindTextAsync(first.Id, before[1].Chapter, Stop));
        Assert.Equal("two", await Ledger.Library.FindTextAsync(first.Id, after[2].Chapter, Stop));
    }

    /// <summary>What follows a chapter changes the blanks at its end: it is the same one, with the text that was read.</summary>
    [Fact]
    public async Task A_chapter_is_known_again_though_another_follows_it_now()
    {
        var first = await BookAsync("one\n\n", "two\n");
        var second = (await Ledger.Library.ImportAsync(Cut("one\r\n", "two\n\n\u3000\n", "three"), first.Id, Stop)).Book;
        var before = await Ledger.Library.UnitsAsync(first.Edition, Stop);
        var after = await Ledger.Library.UnitsAsync(second.Edition, Stop);
        Assert.Equal(before.Select(unit => unit.Chapter), after.Take(2).Select(unit => unit.Chapter));
        Assert.Equal("two\n", await Ledger.Library.FindTextAsync(first.Id, after[1].Chapter, Stop));
        Assert.Equal("two\n\n\u3000\n".Length, after[1].Unit.Length);
    }

    [Fact]
    public async Task Two_chapters_of_the_same_text_stay_two_over_editions()
    {
        var first = await BookAsync("same\n", "x", "same");
        var before = await Ledger.Library.UnitsAsync(first.Edition, Stop);
        var second = (await Ledger.Library.ImportAsync(Cut("same\n\n", "y", "same\n", "same"), first.Id, Stop)).Book;
        var after = await Ledger.Library.UnitsAsync(second.Edition, Stop);
        Assert.Equal(4, after.Select(unit => unit.Chapter).Distinct().Count());
        Assert.Equal(before[0].Chapter, after[0].Chapter);
        Assert.Equal(before[2].Chapter, after[2].Chapter);
        Assert.Equal(before[0].Chapter with { Occurrence = 2 }, after[3].Chapter);
    }

    [Fact]
    public async Task A_correction_can_be_taken_back_and_old_content_alone_is_known()
    {
        var first = await BookAsync("one");
        var second = (await Ledger.Library.ImportAsync(Cut("two"), first.Id, Stop)).Book;
        Assert.Equal(new(second, true), await Ledger.Library.ImportAsync(Cut("one"), null, Stop));
        var third = await Ledger.Library.ImportAsync(Cut("one"), first.Id, Stop);
        Assert.Equal((false, 3), (third.AlreadyKnown, third.Book.EditionNumber));
    }

    [Fact]
    public async Task Content_of_another_book_makes_no_edition()
    {
        var one = await BookAsync("one");
        var two = await BookAsync("two");
        Assert.Equal(new(one, true), await Ledger.Library.ImportAsync(Cut("one"), two.Id, Stop));
        Assert.Equal(two, await Ledger.Library.FindBookAsync(two.Id, Stop));
    }

    [Fact]
    public async Task An_edition_of_no_book_is_refused_with_a_message()
    {
        var error = await Assert.ThrowsAsync<LedgerException>(() => Ledger.Library.ImportAsync(Cut("one"), new(7), Stop));
        Assert.Contains("7", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Ledger.Library.BooksAsync(Stop));
    }

    [Fact]
    public async Task A_book_gets_another_title()
    {
        var (book, other) = (await BookAsync("one"), await BookAsync("two"));
        Assert.True(await Ledger.Library.TryRenameAsync(book.Id, "石头记", Stop));
        Assert.True(await Ledger.Library.TryRenameAsync(book.Id, "石头记", Stop));
        Assert.Equal(book with { Title = "石头记" }, await Backend.OtherLedger.Library.FindBookAsync(book.Id, Stop));
        Assert.Equal(other, await Ledger.Library.FindBookAsync(other.Id, Stop));
        await Ledger.Library.TryDeleteBookAsync(book.Id, false, Stop);
        Assert.False(await Ledger.Library.TryRenameAsync(book.Id, "红楼梦", Stop));
    }

    [Fact]
    public async Task Editions_are_listed_and_the_current_one_is_described()
    {
        var cut = Cut("one");
        var book = (await Ledger.Library.ImportAsync(cut with { Text = cut.Text with { Format = "epub" } }, null, Stop)).Book;
        Time.Advance(Minute);
        var next = (await Ledger.Library.ImportAsync(Cut("one", "two") with { Title = "Another" }, book.Id, Stop)).Book;
        var said = new BookMetadata
        {
            Authors = ["曹雪芹", "高鹗"],
            Date = "1791",
            Tags = ["古典", "a, b"],
        };
        Assert.True(await Ledger.Library.TryDescribeAsync(book.Id, said, Stop));
        Assert.True(await Ledger.Library.TryDescribeAsync(book.Id, said, Stop));
        Assert.Equal(said, (await Backend.OtherLedger.Library.FindBookAsync(book.Id, Stop))!.Metadata);
        Assert.Equal(
            [
                new Edition(book.Edition, 1, "Title", "epub", "utf-8", 1, 3, book.ImportedAt),
                new Edition(next.Edition, 2, "Another", "text", "utf-8", 2, 6, next.ImportedAt),
            ],
            await Ledger.Library.EditionsAsync(book.Id, Stop)
        );
        await Ledger.Library.TryDeleteBookAsync(book.Id, false, Stop);
        Assert.Empty(await Ledger.Library.EditionsAsync(book.Id, Stop));
        Assert.False(await Ledger.Library.TryDescribeAsync(book.Id, said, Stop));
    }

    [Fact]
    public async Task A_chapter_is_the_same_however_its_lines_end()
    {
        var book = await BookAsync("one\r\nline\r\n", "two\r\n");
        var before = await Ledger.Library.UnitsAsync(book.Edition, Stop);
        var next = await Ledger.Library.ImportAsync(Cut("one\nline\n", "two\n", "three\n"), book.Id, Stop);
        var after = await Ledger.Library.UnitsAsync(next.Book.Edition, Stop);
        Assert.Equal(before.Select(unit => unit.Chapter), after.Take(2).Select(unit => unit.Chapter));
    }

    [Fact]
    public async Task The_first_profile_of_a_version_stands()
    {
        var book = await BookAsync("one");
        Profile Of(string version, int count) => new(version, "zh", [new("林黛玉", "person", count, ["颦儿"])], "{\"k\":1}");
        Assert.Null(await Ledger.Library.FindProfileAsync(book.Edition, "1", Stop));
        await Ledger.Library.SaveProfileAsync(book.Edition, Of("1", 5), Stop);
        await Ledger.Library.SaveProfileAsync(book.Edition, Of("1", 6), Stop);
        await Ledger.Library.SaveProfileAsync(book.Edition, Of("2", 7), Stop);
        var found = await Ledger.Library.FindProfileAsync(book.Edition, "1", Stop);
        Assert.NotNull(found);
        Assert.Equal(("1", "zh", "{\"k\":1}"), (found.Version, found.Language, found.Tables));
        var name = Assert.Single(found.Roster);
        Assert.Equal(("林黛玉", "person", 5), (name.Name, name.Type, name.Count));
        Assert.Equal(["颦儿"], name.Aliases);
        Assert.Equal(7, (await Ledger.Library.FindProfileAsync(book.Edition, "2", Stop))!.Roster[0].Count);
        Assert.Null(await Ledger.Library.FindProfileAsync(book.Edition, "3", Stop));
    }

    [Fact]
    public async Task Words_are_numbered_from_one_in_each_book()
    {
        var one = await BookAsync("one");
        var two = await BookAsync("two");
        var merge = await Ledger.Library.AddDecisionAsync(one.Id, DecisionKind.Merge, "宝玉", "贾宝玉", Stop);
        await Ledger.Library.AddDecisionAsync(two.Id, DecisionKind.Split, "Jane", "Jane Bennet", Stop);
        var split = await Ledger.Library.AddDecisionAsync(one.Id, DecisionKind.Split, "宝玉", "甄宝玉", Stop);
        Assert.Equal(new(1, DecisionKind.Merge, "宝玉", "贾宝玉") { At = merge.At }, merge);
        Assert.NotNull(merge.At);
        Assert.Equal([merge, split], await Ledger.Library.DecisionsAsync(one.Id, Stop));
        Assert.Equal(2, split.Number);
        Assert.Equal(1, Assert.Single(await Ledger.Library.DecisionsAsync(two.Id, Stop)).Number);
        await Assert.ThrowsAsync<LedgerException>(() =>
            Ledger.Library.AddDecisionAsync(new(9), DecisionKind.Merge, "a", "b", Stop)
        );
    }

    [Fact]
    public async Task Words_are_kept_together_with_who_said_them_and_when()
    {
        var book = await BookAsync("one");
        await Ledger.Library.AddDecisionAsync(book.Id, new(DecisionKind.Hide, "岂可", "", "Li Wei"), Stop);
        var then = new DateTimeOffset(2026, 3, 1, 12, 30, 15, 250, TimeSpan.Zero);
        var kept = await Ledger.Library.AddDecisionsAsync(
            book.Id,
            [
                new(DecisionKind.Rename, "玄德", "刘备 \"先主\"", "Zhang Ming", then),
                new(DecisionKind.Undo, "岂可", "", Undoes: 1),
            ],
            Stop
        );
        Assert.Equal([2, 3], kept.Select(decision => decision.Number));
        Assert.Equal(then, kept[0].At);
        var all = await Ledger.Library.DecisionsAsync(book.Id, Stop);
        Assert.Equal(["Li Wei", "Zhang Ming", ""], all.Select(decision => decision.By));
        Assert.Equal([null, null, 1], all.Select(decision => decision.Undoes));
        Assert.Equal(kept, all.Skip(1));
    }

    [Fact]
    public async Task A_deleted_book_is_gone_with_all_that_was_read_from_it()
    {
        var book = await BookAsync("one");
        var unit = Assert.Single(await Ledger.Library.UnitsAsync(book.Edition, Stop));
        await Ledger.Library.SaveProfileAsync(book.Edition, new("1", "en", [], ""), Stop);
        await Ledger.Library.AddDecisionAsync(book.Id, DecisionKind.Merge, "a", "b", Stop);
        Assert.True(await Ledger.Library.TryDeleteBookAsync(book.Id, false, Stop));
        Assert.False(await Ledger.Library.TryDeleteBookAsync(book.Id, false, Stop));
        Assert.Null(await Ledger.Library.FindBookAsync(book.Id, Stop));
        Assert.Empty(await Ledger.Library.BooksAsync(Stop));
        Assert.Empty(await Ledger.Library.UnitsAsync(book.Edition, Stop));
        Assert.Empty(await Ledger.Library.DecisionsAsync(book.Id, Stop));
        Assert.Null(await Ledger.Library.FindTextAsync(book.Id, unit.Chapter, Stop));
        await Ledger.Library.SaveProfileAsync(book.Edition, new("1", "en", [], ""), Stop);
        Assert.Null(await Ledger.Library.FindProfileAsync(book.Edition, "1", Stop));
        await Assert.ThrowsAsync<LedgerException>(() =>
            Ledger.Library.AddDecisionAsync(book.Id, DecisionKind.Merge, "a", "b", Stop)
        );
        await Assert.ThrowsAsync<LedgerException>(() => Ledger.Library.ImportAsync(Cut("two"), book.Id, Stop));
    }

    [Fact]
    public async Task Of_two_layouts_over_the_same_one_the_first_is_kept()
    {
        var book = await BookAsync("one");
        var (first, second) = (new GraphLayout(new('a', 64), "{\"织\":[1.5,-2]}"), new GraphLayout(new('b', 64), "{}"));
        Assert.Null(await Ledger.Library.FindLayoutAsync(book.Id, Stop));
        Assert.False(await Ledger.Library.TryKeepLayoutAsync(book.Id, second.State, first, Stop));
        Assert.True(await Ledger.Library.TryKeepLayoutAsync(book.Id, null, first, Stop));
        Assert.False(await Ledger.Library.TryKeepLayoutAsync(book.Id, null, second, Stop));
        Assert.Equal(first, await Backend.OtherLedger.Library.FindLayoutAsync(book.Id, Stop));
        Assert.True(await Ledger.Library.TryKeepLayoutAsync(book.Id, first.State, second, Stop));
        Assert.False(await Ledger.Library.TryKeepLayoutAsync(book.Id, first.State, first, Stop));
        Assert.Equal(second, await Ledger.Library.FindLayoutAsync(book.Id, Stop));
        Assert.True(await Ledger.Library.TryDeleteBookAsync(book.Id, false, Stop));
        Assert.Null(await Ledger.Library.FindLayoutAsync(book.Id, Stop));
        Assert.False(await Ledger.Library.TryKeepLayoutAsync(book.Id, null, first, Stop));
    }

    [Fact]
    public async Task Answers_go_with_their_book_where_no_other_book_holds_their_passage()
    {
        await SaveAsync("a");
        var session = await SessionAsync("a");
        var (one, other) = (await BookAsync("a tale", "told twice"), await BookAsync("another", "told twice"));
        var (mine, its) = (await ReadingAsync(one), await ReadingAsync(other));
        AnswerKey[] keys =
        [
            .. new[] { "own", "of the same chapter", "asked by both", "used by both" }.Select(passage => new AnswerKey(
                passage,
                "recipe",
                "model",
                PassageAttempt.First,
                0
            )),
        ];
        Call Of(JobId job, int key, int position) =>
            new($"{job}-{key}", keys[key], new(job, position), session, "a", 1, 1, Now, Now + Minute);
        var lost = Of(its, 2, 1);
        await Ledger.Journal.OpenCallAsync(lost, Stop);
        await Ledger.Journal.CloseCallAsync(lost, CallLoss.NotTaken, Reason.OfWords("cut"), Stop);
        foreach (var call in new[] { Of(mine, 0, 1), Of(mine, 1, 2), Of(mine, 2, 1), Of(mine, 3, 1) })
        {
            Assert.IsType<CallOpening.Opened>(await Ledger.Journal.OpenCallAsync(call, Stop));
            await Ledger.Journal.AnswerAsync(call, new(call.Key, "a", "{}", "stop", 3, 0, 2, 1, "{}", Now), Stop);
        }
        var claim = await ClaimOneAsync(session, its, "a");
        Assert.Equal([true], await Ledger.Runs.TryCompleteAsync([new(claim, [keys[3].ToString()], false, [])], Stop));

        Assert.Equal(1, await Backend.OtherLedger.Journal.CountOwnAnswersAsync(one.Id, Stop));
        Assert.True(await Ledger.Library.TryDeleteBookAsync(one.Id, false, Stop));
        Assert.Equal(0, await Ledger.Journal.CountOwnAnswersAsync(one.Id, Stop));
        Assert.Equal(keys[1..], await StandingAsync());
        Assert.Equal(4, (await Ledger.Journal.SpendingAsync(mine, Stop)).Answered);
        Assert.Equal(2, await Ledger.Journal.CountOwnAnswersAsync(other.Id, Stop));
        Assert.True(await Ledger.Library.TryDeleteBookAsync(other.Id, true, Stop));
        Assert.Equal(keys[1..], await StandingAsync());

        async Task<IEnumerable<AnswerKey>> StandingAsync()
        {
            var found = (await Ledger.Journal.FindAsync(keys, Stop)).Select(answer => answer.Key).ToHashSet();
            return keys.Where(found.Contains);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task An_answer_that_comes_after_its_book_was_deleted_does_not_stay(bool keepAnswers, bool isHeld)
    {
        await SaveAsync("a");
        var session = await SessionAsync("a");
        var book = await BookAsync("a tale");
        if (isHeld)
            await BookAsync("a tale", "and another");
        var job = await ReadingAsync(book);
        var key = new AnswerKey("late", "recipe", "model", PassageAttempt.First, 0);
        var call = new Call("late", key, new(job, 1), session, "a", 5, 5, Now, Now + Minute);
        Assert.IsType<CallOpening.Opened>(await Ledger.Journal.OpenCallAsync(call, Stop));
        Assert.True(await Backend.OtherLedger.Library.TryDeleteBookAsync(book.Id, keepAnswers, Stop));
        var answer = new Answer(key, "a", "{}", "stop", 3, 0, 2, 1, "{}", Now);
        for (var time = 0; time < 2; time++)
            Assert.Equal("{}", (await Ledger.Journal.AnswerAsync(call, answer, Stop)).Body);
        Assert.Equal(keepAnswers || isHeld ? 1 : 0, (await Ledger.Journal.FindAsync([key], Stop)).Count);
        // It was paid for all the same.
        var spent = await Ledger.Journal.SpendingAsync(job, Stop);
        Assert.Equal((1, 5), (spent.Answered, spent.PromptTokens + spent.AnswerTokens));
        var after = call with { Id = "after", Key = key with { PassageHash = "after" } };
        Assert.IsType<CallOpening.Opened>(await Ledger.Journal.OpenCallAsync(after, Stop));
        await Ledger.Journal.AnswerAsync(after, answer with { Key = after.Key }, Stop);
        Assert.Empty(await Ledger.Journal.FindAsync([after.Key], Stop));
    }

    /// <summary>A running job on all chapters of a book.</summary>
    private async Task<JobId> ReadingAsync(Book book)
    {
        var job = await OrderedAsync(Order(book, ["a"]));
        var units = await Ledger.Library.UnitsAsync(book.Edition, Stop);
        await Ledger.Jobs.AddRunsAsync(job, [.. units.Select(unit => new NewRun(unit.Position, unit.Chapter, 9, null))], Stop);
        Assert.True(await Ledger.Jobs.TryStartAsync(job, Stop));
        return job;
    }

    [Fact]
    public async Task A_deleted_book_s_id_is_not_used_again()
    {
        var book = await BookAsync("one");
        await Ledger.Library.TryDeleteBookAsync(book.Id, false, Stop);
        var again = await Ledger.Library.ImportAsync(Cut("one"), null, Stop);
        Assert.False(again.AlreadyKnown);
        Assert.True(again.Book.Id.Value > book.Id.Value);
        Assert.True(again.Book.Edition.Value > book.Edition.Value);
        await Ledger.Library.TryDeleteBookAsync(again.Book.Id, false, Stop);
        var elsewhere = await Backend.OtherLedger.Library.ImportAsync(Cut("one"), null, Stop);
        Assert.True(elsewhere.Book.Id.Value > again.Book.Id.Value);
    }

    [Fact]
    public async Task Deleting_a_book_cancels_its_jobs_and_deletes_their_runs()
    {
        var book = await BookAsync("one");
        var running = await CreatedAsync(Order(book), 3);
        await Ledger.Jobs.TryStartAsync(running, Stop);
        var created = await CreatedAsync(Order(book), 1);
        var finished = await CreatedAsync(Order(book), 0);
        await Ledger.Jobs.TryStartAsync(finished, Stop);
        await Ledger.Jobs.TryFinishAsync(finished, 0, Stop);
        var other = await RunningAsync(1);
        var claims = await ClaimAsync(await SessionAsync(), running, 2);
        await CompleteAsync(claims[0]);

        Assert.True(await Ledger.Library.TryDeleteBookAsync(book.Id, false, Stop));
        Assert.Empty(await StatesAsync(running));
        Assert.Null(await Ledger.Runs.FindRunAsync(new(running, 2), Stop));
        Assert.Equal(
            [JobState.Cancelled, JobState.Cancelled, JobState.Completed, JobState.Running],
            (await Ledger.Jobs.JobsAsync([], Stop)).Select(job => job.State)
        );
        Assert.False(await CompleteAsync(claims[1]));
        Assert.Equal([RunState.Pending], await StatesAsync(other));
        Assert.IsType<JobCreation.NoBook>(await Ledger.Jobs.CreateJobAsync(Order(book), null, Stop));
        Assert.Equal(created, (await JobAsync(created)).Id);
    }
}
