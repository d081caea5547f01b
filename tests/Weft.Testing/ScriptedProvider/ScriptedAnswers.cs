using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Weft.Testing.Scripted;

/// <summary>
/// What a well-behaved model answers, as a pure function of the passage: names from a list and from plain patterns, relations between
/// names of one sentence, true quotes. The same text always gets the same answer, so graphs can be compared by their hash.
/// </summary>
public static partial class ScriptedAnswers
{
    private const int MostEntities = 40;
    private const int MostRelations = 60;
    private const int LongestQuote = 60;

    private static readonly string[] Known =
    [
        "曹操",
        "刘备",
        "劉備",
        "关羽",
        "關羽",
        "张飞",
        "張飛",
        "孔明",
        "孫權",
        "孙权",
        "周瑜",
        "吕布",
        "董卓",
        "袁绍",
        "赵云",
        "玄德",
        "云长",
        "许都",
        "荆州",
        "宝玉",
        "黛玉",
        "宝钗",
        "贾母",
        "凤姐",
        "阿Ｑ",
        "阿Q",
    ];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex(@"(?<=[a-z,;] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?\b")]
    private static partial Regex EnglishName();

    [GeneratedRegex(@"[^。！？.!?\n]+[。！？.!?]?")]
    private static partial Regex Sentence();

    /// <summary>The passage in a prompt: what stands between the two last lines that are the same.</summary>
    public static string PassageIn(string user)
    {
        var end = user.LastIndexOf('\n');
        if (end < 0)
            return user;
        var fence = user[end..];
        var start = user.IndexOf(fence + "\n", StringComparison.Ordinal);
        return start < 0 || start >= end ? "" : user[(start + fence.Length + 1)..end];
    }

    /// <summary>The answer as JSON text.</summary>
    /// <param name="wrongQuotes">Every quote is changed so that no passage has it.</param>
    public static string For(string passage, bool wrongQuotes = false)
    {
        var names = Names(passage);
        var ids = names.Select((name, i) => (name, Id: $"e{i + 1}")).ToDictionary(pair => pair.name, pair => pair.Id);
        var relations = new JsonArray();
        var events = new JsonArray();
        var seen = new HashSet<(string, string)>();
        foreach (var match in Sentence().EnumerateMatches(passage))
        {
            var sentence = passage.Substring(match.Index, match.Length);
            var here = names
                .Select(name => (name, At: sentence.IndexOf(name, StringComparison.Ordinal)))
                .Where(found => found.At >= 0)
                .OrderBy(found => found.At)
                .ToList();
            for (var i = 1; i < here.Count && relations.Count < MostRelations; i++)
                if (seen.Add((here[i - 1].name, here[i].name)))
                    relations.Add(
                        Relation(
                            (ids[here[i - 1].name], ids[here[i].name]),
                            TypeOf(here[i - 1].name, here[i].name),
                            Quote(sentence, here[i - 1].At, wrongQuotes)
                        )
                    );
            if (here.Count > 2 && events.Count == 0)
                events.Add(Event(here.ConvertAll(found => found.name), ids, Quote(sentence, here[0].At, wrongQuotes)));
        }
        return new JsonObject
        {
            ["entities"] = new JsonArray([.. names.Select(name => (JsonNode)Entity(passage, name, ids[name], wrongQuotes))]),
            ["relations"] = relations,
            ["events"] = events,
        }.ToJsonString(Plain);
    }

    private static List<string> Names(string passage)
    {
        var found = Known
            .Where(name => passage.Contains(name, StringComparison.Ordinal))
            .Concat(EnglishName().Matches(passage).Select(match => match.Value))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => passage.IndexOf(name, StringComparison.Ordinal))
            .ThenBy(name => name, StringComparer.Ordinal);
        return [.. found.Take(MostEntities)];
    }

    private static JsonObject Entity(string passage, string name, string id, bool wrong)
    {
        var at = passage.IndexOf(name, StringComparison.Ordinal);
        return new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["type"] = name is "许都" or "荆州" ? "place" : "person",
            ["aliases"] = new JsonArray(),
            ["quote"] = Quote(passage, at, wrong),
            ["traits"] = new JsonArray(Trait("description", $"{name}, as told", Quote(passage, at, wrong))),
        };
    }

    private static JsonObject Trait(string kind, string text, string quote) =>
        new()
        {
            ["kind"] = kind,
            ["text"] = text,
            ["quote"] = quote,
        };

    /// <summary>Kinds of each sort: both ways, one way, told from its other end, and one that no job has.</summary>
    private static string TypeOf(string source, string target) =>
        ((source[0] + target[0]) % 8) switch
        {
            0 => "enemy",
            1 => "parent",
            2 => "child",
            3 => "meets",
            _ => "ally",
        };

    private static JsonObject Relation((string Source, string Target) ends, string type, string quote) =>
        new()
        {
            ["source"] = ends.Source,
            ["target"] = ends.Target,
            ["type"] = type,
            ["label"] = "",
            ["directed"] = true,
            ["quote"] = quote,
            ["confidence"] = 0.8,
        };

    private static JsonObject Event(List<string> names, Dictionary<string, string> ids, string quote) =>
        new()
        {
            ["summary"] = "meeting of " + string.Join(", ", names),
            ["participants"] = new JsonArray([.. names.Select(name => (JsonNode)ids[name])]),
            ["location"] = "",
            ["quote"] = quote,
        };

    private static string Quote(string text, int at, bool wrong)
    {
        var length = Math.Min(LongestQuote, text.Length - at);
        if (char.IsHighSurrogate(text[at + length - 1]))
            length--;
        return wrong ? "这句话书里没有 nowhere to be read " + length : text.Substring(at, length);
    }
}
