using Weft.Extraction;
using Weft.Extraction.Passages;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Chat;

namespace Weft.Simulation;

/// <summary>Models that answer for the stories, and what their answers come to.</summary>
internal static class StoryModel
{
    public static readonly Recipe Recipe = new("story", "en", EntityTypes.Default, ["meets", "ally"], 260, 500);

    private static readonly string[][] Lists =
    [
        ["m1"],
        ["m1", "m2"],
        ["m2", "m1"],
        ["m1", Provider.RulesName],
        ["m1", "m2", Provider.RulesName],
    ];

    public static void AddProviders(Stage stage, Random random)
    {
        foreach (var name in new[] { "m1", "m2" })
        {
            int? calls = random.NextDouble() < 0.8 ? random.Next(1, 5) : null;
            int? requests = random.NextDouble() < 0.4 ? random.Next(12, 40) : null;
            int? tokens = random.NextDouble() < 0.3 ? random.Next(15_000, 60_000) : null;
            Add(stage, name, new(calls, requests, tokens));
        }
        stage.Server.Faults = new ServerFaults
        {
            Busy = Chance(random, 0.05),
            BusyFor = Chance(random, 0.05),
            Broken = Chance(random, 0.08),
            Hang = Chance(random, 0.03),
            Closed = Chance(random, 0.02),
            FirstIsProse = Chance(random, 0.3),
        };
    }

    /// <summary>Few calls at once, and many of them hang.</summary>
    public static void AddTightProviders(Stage stage, Random random)
    {
        foreach (var name in new[] { "m1", "m2" })
        {
            int? requests = random.NextDouble() < 0.3 ? random.Next(12, 40) : null;
            int? tokens = random.NextDouble() < 0.2 ? random.Next(15_000, 60_000) : null;
            Add(stage, name, new(random.Next(1, 4), requests, tokens));
        }
        stage.Server.Faults = new ServerFaults
        {
            Busy = Chance(random, 0.05),
            BusyFor = Chance(random, 0.05),
            Broken = Chance(random, 0.08),
            Hang = Chance(random, 0.4),
            Closed = Chance(random, 0.02),
            FirstIsProse = Chance(random, 0.3),
        };
    }

    public static void Add(Stage stage, string name, ProviderLimits limits)
    {
        var provider = new Provider
        {
            Name = name,
            Url = "http://story",
            Model = name,
            SealedKey = "",
            Limits = limits,
            Price = Price.Free,
        };
        Audit.Now(Saved(stage.Ledger.Providers.SaveProviderAsync(provider, default)));
    }

    private static double Chance(Random random, double most) => random.NextDouble() < 0.5 ? 0 : random.NextDouble() * most;

    private static async Task<bool> Saved(Task saving)
    {
        await saving;
        return true;
    }

    public static IReadOnlyList<string> Choose(Random random) => Lists[random.Next(Lists.Length)];

    private static ModelExtractorOptions Options(Stage stage) =>
        new() { CallTimeout = stage.CallTimeout, OtherAsksWait = TimeSpan.FromMilliseconds(300) };

    public static IExtractor Extractor(
        Stage stage,
        Weft.Work.NodeServices parts,
        Life life,
        Weft.Runtime.RuntimeContext runtime
    ) =>
        new ModelExtractor(
            parts.Ledger.Journal,
            parts.Gate,
            parts.Ledger.Providers,
            stage.Server.For(life),
            runtime,
            Options(stage)
        );

    /// <summary>What a chapter comes to, read by the provider that the graph names.</summary>
    public static ChapterFacts Expected(string text, string provider) =>
        provider == Provider.RulesName ? Story.Read(text) : Asked(text, provider);

    /// <summary>The policy followed on good answers alone: what other answers did on the way leaves no trace.</summary>
    private static ChapterFacts Asked(string text, string model)
    {
        var policy = new PassagePolicy(Recipe, [model], model, 0);
        var answers = new KnownAnswers();
        var served = new List<ServedPassage>();
        foreach (var passage in PassageCutter.Cut(text, Recipe))
            Serve(policy, passage, answers, served);
        return WovenChapter.Facts(served, Recipe);
    }

    private static void Serve(PassagePolicy policy, Passage passage, KnownAnswers answers, List<ServedPassage> served)
    {
        while (true)
        {
            switch (policy.Next(passage, answers))
            {
                case NextStep.Look look:
                    answers.Found(look.Passage, []);
                    break;
                case NextStep.Ask ask:
                    var (body, finish) = StoryServer.AnswerTo(ask.Passage.Text);
                    answers.Add(new Answer(ask.Key, "", body, finish, 0, 0, 0, 0, "", default));
                    break;
                case NextStep.Accepted accepted:
                    served.AddRange(accepted.Served);
                    return;
                default:
                    throw new InvalidOperationException("a good answer must serve");
            }
        }
    }
}
