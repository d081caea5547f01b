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
        await Ledger.Library.TryDeleteBookAsync(book.Id, Stop);
        Assert.False(await Ledger.Library.TryRenameAsync(book.Id, "红楼梦", Stop));
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
        Assert.Equal(new(1, DecisionKind.Merge, "宝玉", "贾宝玉"), merge);
        Assert.Equal([merge, split], await Ledger.Library.DecisionsAsync(one.Id, Stop));
        Assert.Equal(2, split.Number);
        Assert.Equal(1, Assert.Single(await Ledger.Library.DecisionsAsync(two.Id, Stop)).Number);
        await Assert.ThrowsAsync<LedgerException>(() =>
            Ledger.Library.AddDecisionAsync(new(9), DecisionKind.Merge, "a", "b", Stop)
        );
    }

    [Fact]
    public async Task A_deleted_book_is_gone_with_all_that_was_read_from_it()
    {
        var book = await BookAsync("one");
        var unit = Assert.Single(await Ledger.Library.UnitsAsync(book.Edition, Stop));
        await Ledger.Library.SaveProfileAsync(book.Edition, new("1", "en", [], ""), Stop);
        await Ledger.Library.AddDecisionAsync(book.Id, DecisionKind.Merge, "a", "b", Stop);
        Assert.True(await Ledger.Library.TryDeleteBookAsync(book.Id, Stop));
        Assert.False(await Ledger.Library.TryDeleteBookAsync(book.Id, Stop));
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
        Assert.True(await Ledger.Library.TryDeleteBookAsync(book.Id, Stop));
        Assert.Null(await Ledger.Library.FindLayoutAsync(book.Id, Stop));
        Assert.False(await Ledger.Library.TryKeepLayoutAsync(book.Id, null, first, Stop));
    }

    [Fact]
    public async Task Answers_of_a_book_are_forgotten_for_whoever_has_a_chapter_of_it()
    {
        var order = Order(await BookAsync("one text"));
        var job = await CreatedAsync(order, 0);
        var unit = (await Ledger.Library.UnitsAsync(order.Edition, Stop))[0];
        await Ledger.Jobs.AddRunsAsync(job, [new(unit.Position, unit.Chapter, 8, null)], Stop);
        Assert.False(await Ledger.Library.AreAnswersForgottenAsync(order.Edition, Stop));
        await Ledger.Library.ForgetAnswersAsync(order.Book, Stop);
        Assert.True(await Backend.OtherLedger.Library.AreAnswersForgottenAsync(order.Edition, Stop));
        Assert.True(await Ledger.Library.TryDeleteBookAsync(order.Book, Stop));
        await Ledger.Library.ForgetAnswersAsync(order.Book, Stop);
        var other = await BookAsync("another text");
        Assert.False(await Ledger.Library.AreAnswersForgottenAsync(other.Edition, Stop));
    }

    [Fact]
    public async Task A_deleted_book_s_id_is_not_used_again()
    {
        var book = await BookAsync("one");
        await Ledger.Library.TryDeleteBookAsync(book.Id, Stop);
        var again = await Ledger.Library.ImportAsync(Cut("one"), null, Stop);
        Assert.False(again.AlreadyKnown);
        Assert.True(again.Book.Id.Value > book.Id.Value);
        Assert.True(again.Book.Edition.Value > book.Edition.Value);
    }

    [Fact]
    public async Task Deleting_a_book_cancels_its_jobs_and_skips_their_open_runs()
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

        Assert.True(await Ledger.Library.TryDeleteBookAsync(book.Id, Stop));
        Assert.Equal([RunState.Completed, RunState.Skipped, RunState.Skipped], await StatesAsync(running));
        Assert.Equal(RunReasons.BookDeleted, (await RowAsync(running, 2)).Reason);
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
