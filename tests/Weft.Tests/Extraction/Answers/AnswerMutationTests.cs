using System.Text;
using System.Text.Json;
using Weft.Extraction;
using Weft.Extraction.Answers;
using Weft.Extraction.Grounding;
using Weft.Extraction.Passages;
using Xunit;

namespace Weft.Tests.Extraction.Answers;

/// <summary>Good answers, spoilt by chance in the ways that models spoil them.</summary>
public sealed class AnswerMutationTests
{
    private static readonly string[] Names =
    [
        "曹操",
        "刘备",
        "Anne Elliot",
        "Mr. Darcy",
        "O'Brien",
        "诸葛亮",
        "许都",
        "Lyme Regis",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Mending_loses_no_record(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var records = random.Next(1, 12);
            var body = Mended(Body(records, random), random);
            var answer = AnswerParser.Parse(body);
            Assert.True(answer.Acceptable, body);
            Assert.True(
                records == answer.Entities.Count + answer.Rejected.Count,
                $"{records} records, read {answer.Entities.Count}:\n{body}"
            );
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Any_damage_at_all_is_survived(int seed)
    {
        var random = new Random(seed);
        const string Dirt = "{}[]\",:'“”，：\\/\n \0a甲1\ud800";
        for (var round = 0; round < 2_000; round++)
        {
            var body = new StringBuilder(Body(random.Next(1, 8), random));
            for (var times = random.Next(1, 20); times > 0; times--)
            {
                var at = random.Next(body.Length);
                switch (random.Next(3))
                {
                    case 0:
                        body[at] = Dirt[random.Next(Dirt.Length)];
                        break;
                    case 1:
                        body.Insert(at, Dirt[random.Next(Dirt.Length)]);
                        break;
                    default:
                        body.Remove(at, Math.Min(random.Next(1, 10), body.Length - at));
                        break;
                }
                if (body.Length == 0)
                    break;
            }
            var text = body.ToString();
            var answer = AnswerParser.Parse(text);
            Assert.All(answer.Entities, entity => Assert.NotEqual("", entity.Name));
            Assert.All(answer.Rejected, rejection => Assert.InRange(rejection.Text.Length, 0, 500));
            // Whatever was read can be grounded without an exception too.
            Grounder.Ground(new Passage("曹操与刘备。Anne Elliot met Mr. Darcy.", 0), answer, Recipes.Default("zh"));
        }
    }

    private static string Body(int records, Random random)
    {
        var entities = Enumerable.Range(0, records).Select(i => Record(i, Names[random.Next(Names.Length)]));
        return $$"""{"entities": [{{string.Join(", ", entities)}}], "relations": [], "events": []}""";
    }

    private static string Record(int number, string name) =>
        $$"""{"id": "e{{number}}", "name": "{{name}}", "type": "person", "aliases": ["{{name}}甲", "b"], "quote": "看见{{name}}, then left"}""";

    /// <summary>Damage that leaves every record to be told apart.</summary>
    private static string Mended(string body, Random random) =>
        random.Next(20) switch
        {
            0 => body.Replace("}, {", "} {", StringComparison.Ordinal),
            1 => body.Replace("\", \"", "\" \"", StringComparison.Ordinal),
            2 => body.Replace("\": \"", "\"： “", StringComparison.Ordinal).Replace("\", \"", "”， “", StringComparison.Ordinal),
            3 => body.Replace("\"id\"", "id", StringComparison.Ordinal).Replace("\"quote\"", "'quote'", StringComparison.Ordinal),
            4 => "Sure!\n```json\n" + body + "\n```\nDone.",
            5 => body.Replace("看见", "看\n见", StringComparison.Ordinal),
            6 => body.Replace("看见", "看\"见\"", StringComparison.Ordinal),
            7 => body.Replace("then left\"}", "then left\",}", StringComparison.Ordinal),
            8 => body.Replace("], \"relations\"", ", \"relations\"", StringComparison.Ordinal),
            9 => body.Replace("\"b\"], ", "\"b\", ", StringComparison.Ordinal),
            10 => body.Replace("\"person\"", "None", StringComparison.Ordinal),
            11 => JsonSerializer.Serialize(body),
            12 => JsonSerializer.Serialize(new { name = "record", arguments = JsonSerializer.Serialize(body) }),
            13 => "```json\n" + body[..(body.Length / 2)] + "\n```\nAnew:\n```json\n" + body + "\n```",
            14 => body[..(body.Length / 2)] + "\n" + body,
            15 => "<think>" + body + "\nOnce more:\n" + body,
            16 => body.Replace("\"name\"", "\"Entity Name\"", StringComparison.Ordinal)
                .Replace("\"type\"", "\"entityType\"", StringComparison.Ordinal),
            17 => body.Replace("\"entities\"", "\"實體\"", StringComparison.Ordinal)
                .Replace("\"name\"", "\"名稱\"", StringComparison.Ordinal),
            18 => "{\"draft\": {\"entities\": [{\"id\": \"e0\", \"name\": \"x\"}]}, \"result\": [" + body + "]}",
            _ => "<think>\n" + body[..(body.Length / 2)] + "\n</think>" + body,
        };
}
