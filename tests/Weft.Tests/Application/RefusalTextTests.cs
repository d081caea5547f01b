using Weft.Application;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Reasons;
using Weft.Webhooks;
using Xunit;

namespace Weft.Tests.Application;

/// <summary>Every refusal has words in both languages, which name what it is about.</summary>
public sealed class RefusalTextTests
{
    private static readonly Book Emma = new(new(7), new(7), 1, "Emma", "en", "utf-8", 3, 100, DateTimeOffset.UnixEpoch);

    /// <summary>One of each case, with what its words must hold.</summary>
    private static readonly (Refusal Refusal, string[] Holds)[] Cases =
    [
        (new Refusal.UnknownBook("Ema"), ["Ema", "/data"]),
        (new Refusal.UnknownBook("Ema", Emma), ["Ema", "7", "Emma"]),
        (new Refusal.AmbiguousBook("E", [Emma]), ["7", "Emma"]),
        (new Refusal.AmbiguousBook("E", [.. Enumerable.Repeat(Emma, 11)]), ["7", "Emma", "3"]),
        (new Refusal.NoJobToContinue(Emma), ["7", "Emma", "weft job start"]),
        (new Refusal.NothingNew(Emma, new(31)), ["7", "Emma", "31"]),
        (new Refusal.BadTitle(200), ["200"]),
        (new Refusal.FileMissing("/x.txt"), ["/x.txt"]),
        (new Refusal.FileUnreadable("/x.txt", Reason.OfWords("access\ndenied")), ["/x.txt", "access denied"]),
        (new Refusal.NoBookInFile("/x.txt", Reason.OfWords("is empty")), ["/x.txt", "is empty"]),
        (
            new Refusal.TextOfAnotherBook("/x.txt", Emma, Emma with { Id = new(9), Title = "红楼梦" }),
            ["/x.txt", "7", "Emma", "9", "红楼梦"]
        ),
        (new Refusal.HardlyKnown(Emma, 2), ["7", "Emma", "2"]),
        (new Refusal.NoBookInFolder("/books", []), ["/books"]),
        (new Refusal.BadTable("b.csv", TableFault.Empty, 0, ""), ["b.csv", "file", "CSV"]),
        (new Refusal.BadTable("b.csv", TableFault.Head, 1, "name"), ["b.csv", "name"]),
        (new Refusal.BadTable("b.csv", TableFault.Unknown, 1, "price"), ["b.csv", "price", "tags"]),
        (new Refusal.BadTable("b.csv", TableFault.Twice, 1, "year"), ["b.csv", "year"]),
        (new Refusal.BadTable("b.csv", TableFault.Cells, 3, "a"), ["b.csv", "3", "a"]),
        (new Refusal.BadTable("b.csv", TableFault.Quote, 3, "a"), ["b.csv", "3", "a"]),
        (new Refusal.BadTable("b.csv", TableFault.Blank, 3, "a"), ["b.csv", "3", "a"]),
        (new Refusal.BadTable("b.csv", TableFault.Again, 3, "a.txt"), ["b.csv", "3", "a.txt"]),
        (new Refusal.BadTable("b.csv", TableFault.Several, 3, "a.txt"), ["b.csv", "3", "a.txt"]),
        (new Refusal.BadTable("b.csv", TableFault.Title, 3, "a"), ["b.csv", "3", "a"]),
        (
            new Refusal.NoBookInFolder("/books", [new(".epub", 2, ["a.epub", "b.epub"])]),
            ["/books", "2 × .epub", "a.epub, b.epub"]
        ),
        (new Refusal.UnknownProvider("depseek", "deepseek", ["deepseek"]), ["depseek", "deepseek"]),
        (new Refusal.UnknownProvider("q", null, ["a", "b"]), ["q", "a, b"]),
        (new Refusal.NoRulesToStandIn(), ["rules", "--rules-after"]),
        (new Refusal.RulesCannotChange(), ["rules"]),
        (new Refusal.RulesCannotBeRemoved(), ["rules"]),
        (new Refusal.RulesNeedNoTest(), ["rules"]),
        (new Refusal.BadProviderName("a b"), ["a b"]),
        (new Refusal.UnknownProviderKind(new("spoken"), [ProviderKind.OpenAi]), ["spoken", "openai"]),
        (new Refusal.BadProviderUrl("x://"), ["x://"]),
        (new Refusal.BadProviderKey("deepseek"), ["deepseek"]),
        (new Refusal.BadExtra("'t' is invalid"), ["'t' is invalid"]),
        (new Refusal.BadExtra(""), ["JSON"]),
        (new Refusal.OwnField("messages"), ["messages"]),
        (new Refusal.UnknownPreset("depseek", "deepseek", ["deepseek"]), ["depseek", "deepseek"]),
        (new Refusal.UnknownPreset("q", null, ["openai", "qwen"]), ["q", "openai, qwen"]),
        (new Refusal.ProviderLacks("deepsek", true, true, null, "deepseek"), ["deepsek", "deepseek"]),
        (new Refusal.ProviderLacks("a", false, true, "ollama"), ["ollama", "--model"]),
        (new Refusal.ProviderLacks("a", true, true, null), ["a", "--url", "--model"]),
        (new Refusal.ProviderLacks("a", true, false, null), ["a", "--url"]),
        (new Refusal.ProviderLacks("a", false, true, null), ["a", "--model"]),
        (new Refusal.ProviderInUse("deepseek", [new(3), new(4)]), ["deepseek", "3, 4"]),
        (new Refusal.ProviderTwice("deepseek"), ["deepseek"]),
        (new Refusal.TooManyProviders(30), ["30"]),
        (new Refusal.NoPrice("deepseek", "deepseek-chat"), ["deepseek", "deepseek-chat"]),
        (new Refusal.OtherCurrency("kimi", "CNY", "openai", "USD"), ["kimi", "CNY", "openai", "USD"]),
        (new Refusal.OtherCurrency("kimi", "CNY", null, "USD"), ["kimi", "CNY", "USD"]),
        (
            new Refusal.BudgetIsSpent(new(9), "30000", "28200", "6000", "60ktok", IsMoney: false),
            ["9", "30000", "28200", "6000", "60ktok"]
        ),
        (
            new Refusal.BudgetIsSpent(new(9), "3.5 USD", "3.2 USD", "0.4 USD", "7USD", IsMoney: true),
            ["9", "3.5 USD", "3.2 USD", "0.4 USD", "7USD"]
        ),
        (new Refusal.NoSuchChapter("Emma", 55, 99), ["Emma", "55", "99"]),
        (new Refusal.UnknownJob(new(12345)), ["12345"]),
        (new Refusal.BadTypes("kinds.txt", 3, WishFault.Twice, "foe"), ["kinds.txt", "3", "foe"]),
        (new Refusal.BadTypes("kinds.txt", 0, WishFault.TooLong, ""), ["kinds.txt", "16000"]),
        (new Refusal.BadPrompt("ask.md", WishFault.TooLong), ["ask.md", "8000"]),
        (new Refusal.NobodyToAsk(), ["--provider"]),
        (new Refusal.WrongState(JobChange.Pause, new(9), JobState.Created), ["9"]),
        (new Refusal.WrongState(JobChange.Resume, new(9), JobState.Running), ["9"]),
        (new Refusal.WrongState(JobChange.Cancel, new(9), JobState.Completed), ["9"]),
        (new Refusal.RetryOfCancelled(new(9)), ["9"]),
        (new Refusal.NothingToRetry(new(9)), ["9"]),
        (new Refusal.NothingEnded(new(9)), ["9"]),
        (new Refusal.NoSample("a.csv"), ["a.csv"]),
        (
            new Refusal.BadVerdicts(
                "a.csv",
                2,
                [new(3, LineFault.Verdict, "maybe"), new(4, LineFault.Kind, "odd"), new(5, LineFault.Number, "17")]
            ),
            ["a.csv", "2", "3", "maybe", "4", "odd", "5", "17"]
        ),
        (new Refusal.NoSuchPassage("Emma", 7, 8), ["Emma", "7", "8"]),
        (new Refusal.RulesAskNobody(), ["rules"]),
        (new Refusal.SameJobTwice(new(9)), ["9"]),
        (new Refusal.JobsOfTwoBooks(new(9), "Emma", new(10), "Persuasion"), ["9", "Emma", "10", "Persuasion"]),
        (new Refusal.NothingToCompare(new(9), new(10)), ["9", "10"]),
        (new Refusal.NothingReadBy(new(9), "rules"), ["9", "rules"]),
        (new Refusal.BadRequestKey(200), ["200"]),
        (new Refusal.RequestKeyReused("monday"), ["monday"]),
        (new Refusal.NoSuchPart("Emma", 60, 99), ["Emma", "60", "99"]),
        (new Refusal.UnknownRun(new(new(12), 99)), ["12", "99"]),
        (new Refusal.NoSuchType("wizard", "Persuasion", ["person", "place"]), ["wizard", "Persuasion", "person", "place"]),
        (new Refusal.NoTie("Emma", "Jane", "Persuasion"), ["Emma", "Jane", "Persuasion"]),
        (new Refusal.UnknownDecision(4, "Emma"), ["4", "Emma"]),
        (new Refusal.DecisionTakenBack(4, "Emma"), ["4", "Emma"]),
        (new Refusal.OneName("Emma", "emma"), ["Emma", "emma"]),
        (new Refusal.HiddenName("Jane", "Emma", 3, 7), ["Jane", "Emma", "weft graph undo 3 7"]),
        (new Refusal.NoSuggestion(4821, "Emma", 3), ["4821", "Emma", "weft graph suggest 3"]),
        (new Refusal.BadName(200), ["200"]),
        (
            new Refusal.BadNames("names.txt", 2, [new(3, NameFault.Type, "persn"), new(9, NameFault.Twice, "Jane")]),
            ["names.txt", "3", "persn", "9", "Jane"]
        ),
        (new Refusal.NameTaken("Frank", "Jane's", "Mr. Frank", "Emma", 3), ["Frank", "merge 3 'Jane'\\''s' 'Mr. Frank'"]),
        (new Refusal.NamedSoAlready("Jane", "Janey", "Emma"), ["Jane", "Janey", "Emma"]),
        (new Refusal.UnknownType("persn", "Emma", ["person", "place"]), ["persn", "Emma", "person, place"]),
        (new Refusal.UnknownUpload("abc"), ["abc"]),
        (new Refusal.UploadIncomplete("abc", 3), ["abc", "3"]),
        (new Refusal.UploadPartTooLarge(4194304), ["4,194,304"]),
        (new Refusal.NoSuchUploadPart(99, 16), ["99", "16"]),
        (new Refusal.TooManyUploads(100), ["100"]),
        (new Refusal.NoGraph("Emma"), ["Emma"]),
        (new Refusal.UnknownUser("zhang"), ["zhang"]),
        (new Refusal.BadAccountName("a/b", 64), ["a/b", "64"]),
        (new Refusal.UserExists("zhang"), ["zhang"]),
        (new Refusal.LastAdmin("zhang"), ["zhang"]),
        (new Refusal.FirstUserIsNoAdmin("li"), ["li"]),
        (new Refusal.BadPassword(8, 200), ["8", "200"]),
        (new Refusal.WrongPassword(), []),
        (new Refusal.WaitToSignIn(30), ["30"]),
        (new Refusal.SignInWanted(), []),
        (new Refusal.ReaderMayNot(["zhang", "wei"]), ["zhang", "wei"]),
        (new Refusal.UnknownSignIn("zhang", "3f2a"), ["zhang", "3f2a"]),
        (new Refusal.UnknownToken("nightly"), ["nightly"]),
        (new Refusal.TokenExists("nightly"), ["nightly"]),
        (new Refusal.UnknownWebhook(9), ["9"]),
        (new Refusal.BadWebhookUrl("http://h/", AddressFault.NeedsHttps), ["http://h/"]),
        (new Refusal.BadWebhookSecret(), []),
        (new Refusal.WebhookExists(9, "https://h/"), ["9", "https://h/"]),
        (new Refusal.UnknownName("Fran", "Emma", []), ["Fran", "Emma"]),
        (new Refusal.UnknownName("Fran", "Emma", ["Frank", "Franny"]), ["Fran", "Frank, Franny"]),
    ];

    /// <summary>One of each, for other doors.</summary>
    internal static IEnumerable<Refusal> Each => Cases.Select(@case => @case.Refusal);

    [Fact]
    public void Every_case_is_tried() =>
        Assert.Equal(
            typeof(Refusal)
                .GetNestedTypes()
                .Where(type => !type.IsAbstract)
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
            Cases.Select(@case => @case.Refusal.GetType().Name).Distinct().Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_case_has_words_in_both_languages()
    {
        foreach (var (refusal, holds) in Cases)
        {
            var (english, chinese) = (Say(Phrases.English, refusal), Say(Phrases.Chinese, refusal));
            Assert.All(holds, part => Assert.Contains(part, english));
            Assert.All(holds, part => Assert.Contains(part, chinese));
            // A file's own words are the reader's; around them stands no phrase.
            if (refusal is not Refusal.NoBookInFile)
                Assert.NotEqual(english, chinese);
        }
    }

    [Fact]
    public void A_state_is_called_by_its_name_in_the_asker_s_language()
    {
        var refusal = new Refusal.WrongState(JobChange.Pause, new(9), JobState.Cancelled);
        Assert.Contains("cancelled", Say(Phrases.English, refusal));
        Assert.Contains("已取消", Say(Phrases.Chinese, refusal));
    }

    private static string Say(Phrases phrases, Refusal refusal) => new RefusalText(phrases, "/data").Of(refusal);
}
