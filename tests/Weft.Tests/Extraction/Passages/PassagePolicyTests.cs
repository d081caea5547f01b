using Weft.Extraction;
using Weft.Extraction.Passages;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Extraction.Passages;

/// <summary>The policy as a table: which answers stand, and what comes next.</summary>
public sealed class PassagePolicyTests
{
    private const string Good = """{"entities":[],"relations":[],"events":[]}""";
    private const string Half = """{"entities":[{"id":"e1","name":"曹操"},{"id""";
    private const string Foreign = """{"entities":[{"whom":"曹操"},{"whom":"刘备"}],"relations":[],"events":[]}""";
    private const string Prose = "I have read it.";

    private static readonly Recipe Recipe = Recipes.Default("zh");

    private static readonly Passage Whole = new(
        string.Concat(Enumerable.Range(0, 200).Select(i => $"第{i}日，曹操引军出城，众将都来迎接。")),
        0
    );

    private readonly KnownAnswers _answers = new();

    private static PassagePolicy Policy(int round = 0, string model = "a") => new(Recipe, ["a", "b:7b"], model, round);

    private static Answer Answer(AnswerKey key, string body, string finish) =>
        new(key, "p", body, finish, 1, 0, 1, 0, "{}", DateTimeOffset.UnixEpoch);

    private void Stands(
        Passage passage,
        PassageAttempt step,
        string body,
        string finish = "stop",
        string model = "a",
        int round = 0
    ) => _answers.Add(Answer(new(passage.Hash, Recipe.Hash(), model, step, round), body, finish));

    /// <summary>What comes after the journal was looked into.</summary>
    private NextStep Next(PassagePolicy policy)
    {
        while (policy.Next(Whole, _answers) is NextStep.Look look)
            _answers.Found(look.Passage, []);
        return policy.Next(Whole, _answers);
    }

    private static Passage Part(string path)
    {
        var part = Whole;
        foreach (var side in path)
        {
            var (left, right) = PassageCutter.Halve(part)!.Value;
            part = side == 'L' ? left : right;
        }
        return part;
    }

    [Fact]
    public void The_journal_is_looked_into_first()
    {
        var look = Assert.IsType<NextStep.Look>(Policy(round: 1).Next(Whole, _answers));
        Assert.Equal(
            [
                ("a", PassageAttempt.First, 0),
                ("a", PassageAttempt.Again, 0),
                ("b:7b", PassageAttempt.First, 0),
                ("b:7b", PassageAttempt.Again, 0),
            ],
            look.Keys.Take(4).Select(key => (key.Model, key.Step, key.Round))
        );
        Assert.Equal(8, look.Keys.Count);
    }

    [Fact]
    public void What_has_no_word_is_not_asked() =>
        Assert.Empty(Assert.IsType<NextStep.Accepted>(Policy().Next(new Passage(" \n　—— * * *\n", 0), _answers)).Served);

    public static TheoryData<string, string, string> Table() =>
        new()
        {
            // What stands for the whole (step body/finish), and what comes next.
            { "", "", "ask First" },
            { "Good/stop", "", "accepted" },
            { "Good/length", "", "accepted" },
            { "Prose/stop", "", "ask Again" },
            { "/stop", "", "ask Again" },
            { "Prose/stop", "Good/stop", "accepted" },
            { "Prose/stop", "Prose/stop", "gave up" },
            { "Half/length", "", "ask Left" },
            { "Prose/length", "", "ask Left" },
            // All of the bound went on thinking: neither asked again nor halved.
            { "/length", "", "gave up" },
            { "<think>Let me see/length", "", "gave up" },
            { "Thought/length", "", "ask Left" },
            { "Half/stop", "", "ask Again" },
            { "Half/cut", "", "ask Again" },
            { "Half/stop", "Half/stop", "ask Left" },
            { "Half/stop", "Prose/stop", "gave up" },
            { "Half/stop", "Good/stop", "accepted" },
            { "Foreign/stop", "", "ask Again" },
            { "Foreign/stop", "Good/stop", "accepted" },
            { "Foreign/stop", "Foreign/stop", "gave up" },
            { "words/refused", "", "gave up" },
            { "/content_filter", "", "gave up" },
            { "Prose/stop", "words/refused", "gave up" },
            { "words/too_long", "", "ask Left" },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_step_follows_from_what_stands(string first, string again, string next)
    {
        Put(PassageAttempt.First, first);
        Put(PassageAttempt.Again, again);
        var step = Next(Policy());
        Assert.Equal(
            next,
            step switch
            {
                NextStep.Ask ask => $"ask {ask.Key.Step}",
                NextStep.Accepted => "accepted",
                NextStep.GaveUp => "gave up",
                _ => "look",
            }
        );
    }

    private void Put(PassageAttempt step, string answer)
    {
        if (answer.Length == 0)
            return;
        var (word, finish) = (answer.Split('/')[0], answer.Split('/')[1]);
        var body = word switch
        {
            "Good" => Good,
            "Half" => Half,
            "Thought" => "<think>Short.</think>" + Half,
            "Foreign" => Foreign,
            "Prose" => Prose,
            _ => word,
        };
        Stands(Whole, step, body, finish);
    }

    [Fact]
    public void A_passage_is_given_up_for_the_reason_that_no_record_could_be_read()
    {
        Stands(Whole, PassageAttempt.First, Prose);
        Stands(Whole, PassageAttempt.Again, Foreign);
        var reason = Assert.IsType<NextStep.GaveUp>(Next(Policy())).Reason;
        Assert.Contains(
            "the answer holds 2 records, of which none could be read (the first: It has no name.)",
            reason.Sentence,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "2 条记录，一条也读不出（第一条：没有名字。）",
            reason.Say(ReasonTexts.Chinese),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Halves_are_asked_one_after_the_other_and_serve_together()
    {
        Stands(Whole, PassageAttempt.First, Half, "length");
        var left = Assert.IsType<NextStep.Ask>(Next(Policy()));
        Assert.Equal((Part("L").Hash, PassageAttempt.Left), (left.Key.PassageHash, left.Key.Step));
        Stands(Part("L"), PassageAttempt.Left, Prose);
        Assert.Equal((Part("L").Hash, PassageAttempt.Again), Key(Next(Policy())));
        Stands(Part("L"), PassageAttempt.Again, Good);
        Assert.Equal((Part("R").Hash, PassageAttempt.Right), Key(Next(Policy())));
        Stands(Part("R"), PassageAttempt.Right, Half, "length");
        Assert.Equal((Part("RL").Hash, PassageAttempt.Left), Key(Next(Policy())));
        Stands(Part("RL"), PassageAttempt.Left, Good);
        Stands(Part("RR"), PassageAttempt.Right, Good);
        var accepted = Assert.IsType<NextStep.Accepted>(Next(Policy()));
        Assert.Equal(
            [PassageAttempt.Again, PassageAttempt.Left, PassageAttempt.Right],
            accepted.Served.Select(served => served.Answer.Key.Step)
        );
        Assert.Equal(Whole.Text, string.Concat(accepted.Served.Select(served => served.Passage.Text)));
    }

    [Fact]
    public void An_eighth_that_is_cut_off_is_given_up()
    {
        foreach (var path in new[] { "", "L", "LL", "LLL" })
            Stands(Part(path), path.Length == 0 ? PassageAttempt.First : PassageAttempt.Left, Half, "length");
        Assert.Contains("cut off", Assert.IsType<NextStep.GaveUp>(Next(Policy())).Reason.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_round_asks_anew_and_keeps_what_was_accepted()
    {
        Stands(Whole, PassageAttempt.First, Half, "length");
        Stands(Part("L"), PassageAttempt.Left, Good);
        Stands(Part("R"), PassageAttempt.Right, Prose);
        Stands(Part("R"), PassageAttempt.Again, Prose);
        Assert.IsType<NextStep.GaveUp>(Next(Policy()));
        var first = Assert.IsType<NextStep.Ask>(Next(Policy(round: 1)));
        Assert.Equal((PassageAttempt.First, 1), (first.Key.Step, first.Key.Round));
        Stands(Whole, PassageAttempt.First, Half, "length", round: 1);
        var right = Assert.IsType<NextStep.Ask>(Next(Policy(round: 1)));
        Assert.Equal((Part("R").Hash, PassageAttempt.Right, 1), (right.Key.PassageHash, right.Key.Step, right.Key.Round));
    }

    [Fact]
    public void Another_models_answers_serve()
    {
        Stands(Whole, PassageAttempt.First, Prose);
        Stands(Whole, PassageAttempt.Again, Prose);
        Assert.IsType<NextStep.GaveUp>(Next(Policy()));
        Assert.Equal("b:7b", Assert.IsType<NextStep.Ask>(Next(Policy(model: "b:7b"))).Key.Model);
        Stands(Whole, PassageAttempt.First, Good, model: "b:7b");
        Assert.IsType<NextStep.Accepted>(Next(Policy()));
        Assert.IsType<NextStep.Accepted>(Next(Policy(model: "b:7b")));
    }

    [Fact]
    public void An_answer_of_a_later_round_does_not_serve_an_earlier_one()
    {
        Stands(Whole, PassageAttempt.First, Good, round: 1);
        Assert.IsType<NextStep.Ask>(Next(Policy()));
        Assert.IsType<NextStep.Accepted>(Next(Policy(round: 1)));
    }

    [Fact]
    public void A_keys_string_leads_back_to_it()
    {
        var key = new AnswerKey(Whole.Hash, Recipe.Hash(), "qwen2.5:7b", PassageAttempt.Right, 3);
        Assert.Equal(key, AnswerKey.TryParse(key.ToString()));
        Assert.Null(AnswerKey.TryParse("rules:1"));
    }

    [Fact]
    public void A_completed_run_is_rebuilt_from_its_woven_answers()
    {
        const string Said = """{"entities":[{"id":"e1","name":"曹操","type":"person"}],"relations":[],"events":[]}""";
        var text = Whole.Text;
        var recipe = Recipe with { PassageCharacters = text.Length };
        Answer Woven(string path, PassageAttempt step) => Answer(new(Part(path).Hash, recipe.Hash(), "a", step, 0), Said, "stop");
        Answer[] woven = [Woven("L", PassageAttempt.Left), Woven("RL", PassageAttempt.Again), Woven("RR", PassageAttempt.Right)];
        var facts = WovenChapter.Rebuild(text, recipe, woven)!;
        Assert.Equal(("曹操", 200), (Assert.Single(facts.Mentions).Name, facts.Mentions[0].Count));
        Assert.Null(WovenChapter.Rebuild(text, recipe, woven[..2]));
    }

    private static (string, PassageAttempt) Key(NextStep step) =>
        (Assert.IsType<NextStep.Ask>(step).Key.PassageHash, ((NextStep.Ask)step).Key.Step);
}
