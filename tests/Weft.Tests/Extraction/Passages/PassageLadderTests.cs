using Weft.Extraction;
using Weft.Extraction.Passages;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Extraction.Passages;

/// <summary>The ladder as a table: which answers stand, and what comes next.</summary>
public sealed class PassageLadderTests
{
    private const string Good = """{"entities":[],"relations":[],"events":[]}""";
    private const string Half = """{"entities":[{"id":"e1","name":"曹操"},{"id""";
    private const string Prose = "I have read it.";

    private static readonly Recipe Recipe = Recipes.Default("zh");

    private static readonly Passage Whole = new(
        string.Concat(Enumerable.Range(0, 200).Select(i => $"第{i}日，曹操引军出城，众将都来迎接。")),
        0
    );

    private readonly LadderAnswers _answers = new();

    private static PassageLadder Ladder(int round = 0, string model = "a") => new(Recipe, ["a", "b:7b"], model, round);

    private static Answer Answer(AnswerKey key, string body, string finish) =>
        new(key, "p", body, finish, 1, 0, 1, 0, "{}", DateTimeOffset.UnixEpoch);

    private void Stands(Passage passage, AskStep step, string body, string finish = "stop", string model = "a", int round = 0) =>
        _answers.Add(Answer(new(passage.Hash, Recipe.Hash(), model, step, round), body, finish));

    /// <summary>What comes after the journal was looked into.</summary>
    private LadderStep Next(PassageLadder ladder)
    {
        while (ladder.Next(Whole, _answers) is LadderStep.Look look)
            _answers.Found(look.Passage, []);
        return ladder.Next(Whole, _answers);
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
        var look = Assert.IsType<LadderStep.Look>(Ladder(round: 1).Next(Whole, _answers));
        Assert.Equal(
            [("a", AskStep.First, 0), ("a", AskStep.Again, 0), ("b:7b", AskStep.First, 0), ("b:7b", AskStep.Again, 0)],
            look.Keys.Take(4).Select(key => (key.Model, key.Step, key.Round))
        );
        Assert.Equal(8, look.Keys.Count);
    }

    [Fact]
    public void What_has_no_word_is_not_asked() =>
        Assert.Empty(Assert.IsType<LadderStep.Accepted>(Ladder().Next(new Passage(" \n　—— * * *\n", 0), _answers)).Served);

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
            { "Half/stop", "", "ask Again" },
            { "Half/cut", "", "ask Again" },
            { "Half/stop", "Half/stop", "ask Left" },
            { "Half/stop", "Prose/stop", "gave up" },
            { "Half/stop", "Good/stop", "accepted" },
            { "words/refused", "", "gave up" },
            { "/content_filter", "", "gave up" },
            { "Prose/stop", "words/refused", "gave up" },
            { "words/too_long", "", "ask Left" },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_step_follows_from_what_stands(string first, string again, string next)
    {
        Put(AskStep.First, first);
        Put(AskStep.Again, again);
        var step = Next(Ladder());
        Assert.Equal(
            next,
            step switch
            {
                LadderStep.Ask ask => $"ask {ask.Key.Step}",
                LadderStep.Accepted => "accepted",
                LadderStep.GaveUp => "gave up",
                _ => "look",
            }
        );
    }

    private void Put(AskStep step, string answer)
    {
        if (answer.Length == 0)
            return;
        var (word, finish) = (answer.Split('/')[0], answer.Split('/')[1]);
        var body = word switch
        {
            "Good" => Good,
            "Half" => Half,
            "Prose" => Prose,
            _ => word,
        };
        Stands(Whole, step, body, finish);
    }

    [Fact]
    public void Halves_are_asked_one_after_the_other_and_serve_together()
    {
        Stands(Whole, AskStep.First, Half, "length");
        var left = Assert.IsType<LadderStep.Ask>(Next(Ladder()));
        Assert.Equal((Part("L").Hash, AskStep.Left), (left.Key.PassageHash, left.Key.Step));
        Stands(Part("L"), AskStep.Left, Prose);
        Assert.Equal((Part("L").Hash, AskStep.Again), Key(Next(Ladder())));
        Stands(Part("L"), AskStep.Again, Good);
        Assert.Equal((Part("R").Hash, AskStep.Right), Key(Next(Ladder())));
        Stands(Part("R"), AskStep.Right, Half, "length");
        Assert.Equal((Part("RL").Hash, AskStep.Left), Key(Next(Ladder())));
        Stands(Part("RL"), AskStep.Left, Good);
        Stands(Part("RR"), AskStep.Right, Good);
        var accepted = Assert.IsType<LadderStep.Accepted>(Next(Ladder()));
        Assert.Equal([AskStep.Again, AskStep.Left, AskStep.Right], accepted.Served.Select(served => served.Answer.Key.Step));
        Assert.Equal(Whole.Text, string.Concat(accepted.Served.Select(served => served.Passage.Text)));
    }

    [Fact]
    public void An_eighth_that_is_cut_off_is_given_up()
    {
        foreach (var path in new[] { "", "L", "LL", "LLL" })
            Stands(Part(path), path.Length == 0 ? AskStep.First : AskStep.Left, Half, "length");
        Assert.Contains("cut off", Assert.IsType<LadderStep.GaveUp>(Next(Ladder())).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_round_asks_anew_and_keeps_what_was_accepted()
    {
        Stands(Whole, AskStep.First, Half, "length");
        Stands(Part("L"), AskStep.Left, Good);
        Stands(Part("R"), AskStep.Right, Prose);
        Stands(Part("R"), AskStep.Again, Prose);
        Assert.IsType<LadderStep.GaveUp>(Next(Ladder()));
        var first = Assert.IsType<LadderStep.Ask>(Next(Ladder(round: 1)));
        Assert.Equal((AskStep.First, 1), (first.Key.Step, first.Key.Round));
        Stands(Whole, AskStep.First, Half, "length", round: 1);
        var right = Assert.IsType<LadderStep.Ask>(Next(Ladder(round: 1)));
        Assert.Equal((Part("R").Hash, AskStep.Right, 1), (right.Key.PassageHash, right.Key.Step, right.Key.Round));
    }

    [Fact]
    public void Another_models_answers_serve()
    {
        Stands(Whole, AskStep.First, Prose);
        Stands(Whole, AskStep.Again, Prose);
        Assert.IsType<LadderStep.GaveUp>(Next(Ladder()));
        Assert.Equal("b:7b", Assert.IsType<LadderStep.Ask>(Next(Ladder(model: "b:7b"))).Key.Model);
        Stands(Whole, AskStep.First, Good, model: "b:7b");
        Assert.IsType<LadderStep.Accepted>(Next(Ladder()));
        Assert.IsType<LadderStep.Accepted>(Next(Ladder(model: "b:7b")));
    }

    [Fact]
    public void An_answer_of_a_later_round_does_not_serve_an_earlier_one()
    {
        Stands(Whole, AskStep.First, Good, round: 1);
        Assert.IsType<LadderStep.Ask>(Next(Ladder()));
        Assert.IsType<LadderStep.Accepted>(Next(Ladder(round: 1)));
    }

    [Fact]
    public void A_keys_string_leads_back_to_it()
    {
        var key = new AnswerKey(Whole.Hash, Recipe.Hash(), "qwen2.5:7b", AskStep.Right, 3);
        Assert.Equal(key, AnswerKey.TryParse(key.ToString()));
        Assert.Null(AnswerKey.TryParse("rules:1"));
    }

    [Fact]
    public void A_completed_run_is_rebuilt_from_its_woven_answers()
    {
        const string Said = """{"entities":[{"id":"e1","name":"曹操","type":"person"}],"relations":[],"events":[]}""";
        var text = Whole.Text;
        var recipe = Recipe with { PassageCharacters = text.Length };
        Answer Woven(string path, AskStep step) => Answer(new(Part(path).Hash, recipe.Hash(), "a", step, 0), Said, "stop");
        Answer[] woven = [Woven("L", AskStep.Left), Woven("RL", AskStep.Again), Woven("RR", AskStep.Right)];
        var facts = WovenChapter.Rebuild(text, recipe, woven)!;
        Assert.Equal(("曹操", 200), (Assert.Single(facts.Mentions).Name, facts.Mentions[0].Count));
        Assert.Null(WovenChapter.Rebuild(text, recipe, woven[..2]));
    }

    private static (string, AskStep) Key(LadderStep step) =>
        (Assert.IsType<LadderStep.Ask>(step).Key.PassageHash, ((LadderStep.Ask)step).Key.Step);
}
