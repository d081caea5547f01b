using Weft.Extraction;
using Weft.Providers;
using Weft.Work;

namespace Weft.Simulation;

/// <summary>Models that answer for the stories, and what their answers come to.</summary>
internal static class StoryModel
{
    public static readonly Recipe Recipe = new("story", "en", EntityTypes.Default, ["meets"], 2_000, 500);

    public static void AddProviders(Stage stage, Random random) { }

    public static IReadOnlyList<string> Choose(Random random) => [Provider.RulesName];

    public static IExtractor Extractor(Stage stage, NodeParts parts, Life life, Surroundings around) => new StoryRules(life);

    public static ChapterFacts Expected(string text) => Story.Read(text);
}
