using Weft.Extraction;
using Weft.Extraction.Answers;
using Weft.Extraction.Grounding;
using Weft.Extraction.Passages;
using Weft.Model;

namespace Weft.Tests.Extraction.Answers;

/// <summary>Two passages with the same story, a whole answer to each, and facts in a line: what damaged answers are held to.</summary>
internal static class AnswerCorpus
{
    public const string ZhText =
        "林青山走进白云镇，对王小虎说：“你来得正好。”王小虎笑道：“不仅有“咖啡、葡萄”还有酒”，说完就走了。林青山与王小虎是多年的朋友，他们在白云镇住了很久。";

    public const string EnText =
        "Anna Berg walked into Lyme and called to Tom Hale. Tom Hale laughed and said \"wine, too\". Anna Berg is an old friend of Tom Hale; they have long lived in Lyme.";

    public const string ZhFacts = "林青山/person 王小虎/person 白云镇/place | 林青山→王小虎/ally";
    public const string EnFacts = "Anna Berg/person Tom Hale/person Lyme/place | Anna Berg→Tom Hale/ally";

    public const string ZhTraits = "林青山/description/王小虎多年的朋友 白云镇/role/住处";
    public const string EnTraits = "Anna Berg/description/an old friend of Tom Hale Lyme/role/their home";

    public const string ZhAnswer =
        """{"entities":[{"id":"e1","name":"林青山","type":"person","aliases":[],"quote":"林青山走进白云镇","traits":[{"kind":"description","text":"王小虎多年的朋友","quote":"林青山与王小虎是多年的朋友"}]},{"id":"e2","name":"王小虎","type":"person","aliases":[],"quote":"王小虎笑道","traits":[]},{"id":"e3","name":"白云镇","type":"place","aliases":[],"quote":"在白云镇住了很久","traits":[{"kind":"role","text":"住处","quote":"他们在白云镇住了很久"}]}],"relations":[{"source":"e1","target":"e2","type":"ally","label":"朋友","directed":false,"quote":"林青山与王小虎是多年的朋友","confidence":0.9}],"events":[]}""";

    public const string EnAnswer =
        """{"entities":[{"id":"e1","name":"Anna Berg","type":"person","aliases":[],"quote":"Anna Berg walked into Lyme","traits":[{"kind":"description","text":"an old friend of Tom Hale","quote":"Anna Berg is an old friend of Tom Hale"}]},{"id":"e2","name":"Tom Hale","type":"person","aliases":[],"quote":"Tom Hale laughed","traits":[]},{"id":"e3","name":"Lyme","type":"place","aliases":[],"quote":"lived in Lyme","traits":[{"kind":"role","text":"their home","quote":"they have long lived in Lyme"}]}],"relations":[{"source":"e1","target":"e2","type":"ally","label":"old friends","directed":false,"quote":"Anna Berg is an old friend of Tom Hale","confidence":0.9}],"events":[]}""";

    /// <summary>Ids stand for others than in the whole answer, and it binds the wrong two.</summary>
    public const string ZhDraft =
        """{"entities":[{"id":"e1","name":"王小虎","type":"person","quote":"王小虎笑道"},{"id":"e2","name":"白云镇","type":"place","quote":"白云镇住了很久"}],"relations":[{"source":"e1","target":"e2","type":"owns","quote":"他们在白云镇住了很久"}]}""";

    public const string EnDraft =
        """{"entities":[{"id":"e1","name":"Tom Hale","type":"person","quote":"Tom Hale laughed"},{"id":"e2","name":"Lyme","type":"place","quote":"lived in Lyme"}],"relations":[{"source":"e1","target":"e2","type":"owns","quote":"they have long lived in Lyme"}]}""";

    public static string Answer(string language) => language == "zh" ? ZhAnswer : EnAnswer;

    public static string Draft(string language) => language == "zh" ? ZhDraft : EnDraft;

    /// <summary>What the text bears out of an answer: names with their types, then relations without their labels.</summary>
    public static string Facts(string language, string body, string version = Recipes.Version) =>
        Line(Ground(language, body, version));

    /// <summary>Who is said to be what, in the order of the names.</summary>
    public static string Traits(string language, string body) =>
        string.Join(
            ' ',
            Ground(language, body, Recipes.Version).Traits.Select(trait => $"{trait.Name}/{trait.Kind}/{trait.Text}")
        );

    private static ChapterFacts Ground(string language, string body, string version)
    {
        var recipe = Recipes.Default(language) with { Version = version };
        return Grounder.Ground(
            new Passage(language == "zh" ? ZhText : EnText, 0),
            AnswerParser.Parse(body),
            Recipes.IsFirst(recipe) ? recipe with { RelationTypes = Recipes.FirstRelationTypes } : recipe
        );
    }

    public static string Line(ChapterFacts facts) =>
        string.Join(' ', facts.Mentions.Select(mention => $"{mention.Name}/{mention.Type}"))
        + " | "
        + string.Join(' ', facts.Relations.Select(relation => $"{relation.Source}→{relation.Target}/{relation.Type}"));
}
