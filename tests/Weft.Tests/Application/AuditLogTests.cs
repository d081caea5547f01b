using System.Text;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

/// <summary>Every order leaves a line, once, under the name of who gave it; what was refused leaves none.</summary>
public sealed class AuditLogTests
{
    private readonly ApplicationStage _stage = new();

    private UserAccounts Users => new(_stage.Ledger.Accounts, _stage.Time, _stage.Log);
    private ApiTokens Tokens => new(_stage.Ledger.AccessKeys, _stage.Time, _stage.Log);
    private SignIns SignIns { get; }

    public AuditLogTests() => SignIns = new(_stage.Ledger.Accounts, _stage.Log, _stage.Time);

    private Task<IReadOnlyList<AuditEntry>> AllAsync(AuditFilter? filter = null) =>
        _stage.Ledger.Audit.EntriesAsync(filter ?? AuditFilter.All, 1000, Stop);

    private async Task<IEnumerable<AuditKind>> KindsAsync() => (await AllAsync()).Select(entry => entry.Kind).Reverse();

    [Fact]
    public async Task Orders_to_jobs_are_noted_and_refused_ones_are_not()
    {
        var book = await _stage.BookAsync();
        var (job, claims) = await _stage.ReadingAsync(book);
        Done(await _stage.Orders.PauseAsync(job, Stop));
        Refused(await _stage.Orders.PauseAsync(job, Stop));
        Done(await _stage.Orders.ResumeAsync(job, BudgetWish.None, Stop));
        foreach (var claim in claims)
            await _stage.Ledger.Runs.FailAsync(claim, Reason.OfWords("no good"), null, Stop);
        Refused(await _stage.Retries.RetryAsync(new(99), RetryWish.Failed, Stop));
        Done(await _stage.Retries.RetryAsync(job, new(ChapterRanges.TryParse("1")), Stop));
        await _stage.Retries.RetryAllAsync(Stop);
        await _stage.Retries.RetryAllAsync(Stop);
        Done(await _stage.Orders.CancelAsync(job, Stop));
        Assert.Equal(
            [
                AuditKind.JobStarted,
                AuditKind.JobPaused,
                AuditKind.JobResumed,
                AuditKind.JobRetried,
                AuditKind.JobsRetried,
                AuditKind.JobCancelled,
            ],
            await KindsAsync()
        );
        var entries = await AllAsync();
        Assert.All(entries, entry => Assert.Equal((_stage.By, _stage.Time.GetUtcNow()), (entry.By, entry.At)));
        Assert.Equal(
            ["started job 1 on Emma, read by rules", "retried 1 failed chapter of job 1", "restarted 1 failed job, 2 chapters"],
            new[] { entries[5], entries[2], entries[1] }.Select(entry => entry.What.Sentence)
        );
        Assert.Equal("开始任务 1：《Emma》，由 rules 处理", entries[5].What.Say(ReasonTexts.Chinese));
    }

    [Fact]
    public async Task An_order_with_a_key_that_is_repeated_is_noted_once()
    {
        var book = await _stage.BookAsync();
        for (var again = 0; again < 2; again++)
            Done(await _stage.Orders.StartAsync(book, Request() with { Key = "once" }, Stop));
        Assert.Equal([AuditKind.JobStarted], await KindsAsync());
    }

    [Fact]
    public async Task Orders_to_providers_are_noted_without_their_keys()
    {
        Done(await _stage.Providers.SaveAsync(Endpoint("a", "sk-very-secret"), Stop));
        Done(await _stage.Providers.SaveAsync(Endpoint("a", null), Stop));
        Done(await _stage.Providers.SaveAsync(Endpoint("a", "sk-another-secret"), Stop));
        Done(await _stage.Providers.PauseAsync("a", new(null, RunReasons.PausedByPerson), Stop));
        Refused(await _stage.Providers.PauseAsync("none", new(null, RunReasons.PausedByPerson), Stop));
        Done(await _stage.Providers.ResumeAsync("a", Stop));
        Assert.Null(await _stage.Providers.RemoveAsync("a", Stop));
        Assert.NotNull(await _stage.Providers.RemoveAsync("a", Stop));
        Assert.Equal(
            [
                "added provider a",
                "changed provider a",
                "changed provider a and its key",
                "paused provider a: paused by a person",
                "resumed provider a",
                "removed provider a",
            ],
            (await AllAsync()).Select(entry => entry.What.Sentence).Reverse()
        );
        Assert.DoesNotContain("secret", Json(await AllAsync()));
    }

    [Fact]
    public async Task Books_are_noted_when_they_come_and_go_but_not_when_they_are_there_already()
    {
        var import = new BookImport(_stage.Ledger.Library, _stage.Log);
        var text = Encoding.UTF8.GetBytes("Chapter 1\n\nAnn met Bob in London.\n\nChapter 2\n\nBob left Ann.\n");
        var book = Done(await import.ImportAsync(text, "ann.txt", null, Stop)).Book;
        Done(await import.ImportAsync(text, "ann.txt", null, Stop));
        var deletion = new BookDeletion(_stage.Ledger, _stage.Graph, _stage.Log);
        Assert.True(await deletion.DeleteAsync(book.Id, false, Stop));
        Assert.False(await deletion.DeleteAsync(book.Id, false, Stop));
        Assert.Equal(
            [$"imported book 1, {book.Title}", $"deleted book 1, {book.Title}"],
            (await AllAsync()).Select(entry => entry.What.Sentence).Reverse()
        );
    }

    [Fact]
    public async Task Users_tokens_and_who_comes_in_are_noted_and_no_password_is()
    {
        Done(await Users.AddAsync("zhang", UserRole.Admin, "a long password", Stop));
        Refused(await Users.AddAsync("zhang", UserRole.Admin, "a long password", Stop));
        Done(await Users.AddAsync("li", UserRole.Reader, "a long password", Stop));
        Done(await Users.ChangeRoleAsync("li", UserRole.Admin, Stop));
        Done(await Users.ChangePasswordAsync("li", "another long password", Stop));
        Refused(await SignIns.TryAsync("zhang", "a wrong password", "10.0.4.17", false, Stop));
        Refused(await SignIns.TryAsync("another long password", "zhang", "10.0.4.17", false, Stop));
        var secret = Done(await SignIns.TryAsync("zhang", "a long password", "10.0.4.9", false, Stop));
        Done(await SignIns.TryAsync("zhang", "a long password", "10.0.4.9", false, Stop));
        Assert.Equal(1, await SignIns.EndOthersAsync("zhang", SecretText.HashOf(secret), Stop));
        Assert.Equal(0, await SignIns.EndOthersAsync("zhang", SecretText.HashOf(secret), Stop));
        await SignIns.EndAsync(secret, "10.0.4.9", Stop);
        await SignIns.EndAsync(secret, "10.0.4.9", Stop);
        var token = Done(await Tokens.AddAsync("nightly", UserRole.Admin, null, Stop));
        Assert.Equal("Li Wei", token.Token.Owner);
        Assert.Null(await Tokens.RevokeAsync("nightly", Stop));
        Assert.Null(await Users.RemoveAsync("li", Stop));
        Assert.Equal(
            [
                "added user zhang as admin",
                "added user li as reader",
                "made user li admin",
                "changed the password of user li",
                "could not sign in as zhang: the password was wrong",
                "could not sign in: no user has the name that was typed",
                "signed in",
                "signed in",
                "ended 1 sign-in of zhang",
                "signed out",
                "made token nightly as admin",
                "revoked token nightly",
                "removed user li",
            ],
            (await AllAsync()).Select(entry => entry.What.Sentence).Reverse()
        );
        var came = await AllAsync(new() { Kinds = AuditQueries.KindsOf(["sign_in"])! });
        Assert.Equal(
            [
                new(ActorKind.Stranger, From: "10.0.4.17"),
                new(ActorKind.Stranger, From: "10.0.4.17"),
                new(ActorKind.User, "zhang", From: "10.0.4.9"),
                new(ActorKind.User, "zhang", From: "10.0.4.9"),
                _stage.By,
                new Actor(ActorKind.User, "zhang", From: "10.0.4.9"),
            ],
            came.Select(entry => entry.By).Reverse()
        );
        var said = Json(await AllAsync());
        foreach (var never in new[] { "a long password", "another long", "a wrong password", secret, token.Secret })
            Assert.DoesNotContain(never, said);
    }

    [Fact]
    public async Task Nobody_fills_the_ledger_with_failed_sign_ins()
    {
        for (var tried = 0; tried < 40; tried++)
            Refused(await SignIns.TryAsync($"guess {tried}", "wrong password", $"10.0.4.{tried}", false, Stop));
        Assert.Equal(30, (await AllAsync()).Count);
        _stage.Time.Advance(TimeSpan.FromMinutes(1));
        Refused(await SignIns.TryAsync("guess", "wrong password", "10.0.4.99", false, Stop));
        Assert.Equal("10 more failed sign-ins before this were not written down one by one", (await AllAsync())[1].What.Sentence);
    }

    [Fact]
    public async Task What_is_decided_on_names_is_noted()
    {
        var book = await _stage.BookAsync();
        await _stage.Ledger.Library.AddDecisionAsync(book.Id, DecisionKind.Merge, "Emma", "Miss Woodhouse", Stop);
        var decisions = new NameDecisions(_stage.Ledger.Library, _stage.Graph, _stage.Log);
        Done(await decisions.UndoAsync(book, 1, Stop));
        Refused(await decisions.UndoAsync(book, 1, Stop));
        Assert.Equal(
            ["took back what was decided on Emma and Miss Woodhouse in Emma"],
            (await AllAsync()).Select(entry => entry.What.Sentence)
        );
    }

    [Theory]
    [InlineData(ActorKind.User, "Li Wei", "", "Li Wei", "Li Wei")]
    [InlineData(ActorKind.Token, "nightly", "Li Wei", "token nightly of Li Wei", "Li Wei 的令牌 nightly")]
    [InlineData(ActorKind.Token, "nightly", "", "token nightly", "令牌 nightly")]
    [InlineData(ActorKind.Terminal, "root@loom-1", "", "root@loom-1, at the command line", "root@loom-1（命令行）")]
    [InlineData(ActorKind.Machine, "", "", "nobody signed in", "未登录的使用者")]
    [InlineData(ActorKind.Watcher, "", "", "the node's password", "节点密码")]
    [InlineData(ActorKind.Stranger, "", "", "a stranger", "陌生人")]
    public void Who_it_was_is_said_in_words(ActorKind kind, string name, string owner, string english, string chinese)
    {
        var by = new Actor(kind, name, owner);
        Assert.Equal((english, chinese), (AuditText.Who(by, Phrases.English), AuditText.Who(by, Phrases.Chinese)));
    }

    [Fact]
    public void Every_kind_belongs_to_one_family_that_can_be_asked_for()
    {
        var inFamilies = AuditQueries.Families.Values.SelectMany(family => family).ToList();
        Assert.Equal(Enum.GetValues<AuditKind>().Order(), inFamilies.Order());
        Assert.Equal([AuditKind.JobPaused], AuditQueries.KindsOf(["job_paused"]));
        Assert.Null(AuditQueries.KindsOf(["job", "nonsense"]));
    }

    private static string Json(IReadOnlyList<AuditEntry> entries) =>
        System.Text.Json.JsonSerializer.Serialize(
            entries.Select(entry => AuditShape.Of(entry, Phrases.English)),
            ShapeJson.Options
        );
}
