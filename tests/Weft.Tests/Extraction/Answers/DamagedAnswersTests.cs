using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Weft.Tests.Extraction.Answers;

/// <summary>
/// Three hundred damaged answers: ten kinds of damage inside, each in fifteen kinds of wrapping, in both languages. No damage takes a record
/// away, so each is held to the whole answer's facts: nothing is lost, and nothing is invented.
/// </summary>
public sealed partial class DamagedAnswersTests
{
    private static readonly (string Name, Func<string, string> Do)[] Damages =
    [
        ("none", body => body),
        ("no commas between records", body => body.Replace("},{", "} {", StringComparison.Ordinal)),
        (
            "commas too many",
            body => body.Replace("\"}", "\",}", StringComparison.Ordinal).Replace("}]", "},]", StringComparison.Ordinal)
        ),
        ("keys without quotation marks", body => Key().Replace(body, "$1:")),
        ("keys in single quotation marks", body => Key().Replace(body, "'$1':")),
        (
            "full-width signs",
            body => body.Replace("\":\"", "\"：\"", StringComparison.Ordinal).Replace("\",\"", "\"，\"", StringComparison.Ordinal)
        ),
        (
            "other spellings of keys",
            body =>
                body.Replace("\"name\"", "\"entityName\"", StringComparison.Ordinal)
                    .Replace("\"source\"", "\"from\"", StringComparison.Ordinal)
                    .Replace("\"target\"", "\"to\"", StringComparison.Ordinal)
                    .Replace("\"quote\"", "\"evidence\"", StringComparison.Ordinal)
        ),
        (
            "words of Python",
            body =>
                body.Replace("false", "False", StringComparison.Ordinal)
                    .Replace("\"events\":[]", "\"events\":None", StringComparison.Ordinal)
        ),
        ("ids as numbers", body => Id().Replace(body, "$1")),
        ("ends too early", body => body[..body.LastIndexOf("],\"events\"", StringComparison.Ordinal)]),
    ];

    private static readonly (string Name, Func<string, string, string> Do)[] Wrappings =
    [
        ("bare", (_, body) => body),
        ("a fence", (_, body) => $"```json\n{body}\n```"),
        ("a fence without a language, under a heading", (_, body) => $"## Answer\n\n```\n{body}\n```\n"),
        ("words around", (_, body) => $"Sure! Here is what the passage says:\n\n{body}\n\nLet me know if you need more."),
        ("Chinese words around", (_, body) => $"好的，以下是整理的结果：\n{body}\n希望对您有帮助！"),
        ("thoughts", (_, body) => $"<think>\nWho is here? {{two people}} and a town.\n</think>\n{body}"),
        ("thoughts with a draft", (language, body) => $"<think>\n{AnswerCorpus.Draft(language)}\n</think>\n{body}"),
        ("a draft before", (language, body) => $"{AnswerCorpus.Draft(language)}\n\nCorrected:\n{body}"),
        ("a list", (_, body) => $"[{body}]"),
        ("an envelope", (_, body) => $$"""{"result":{{body}}}"""),
        ("a string", (_, body) => JsonSerializer.Serialize(body)),
        ("an envelope with a string", (_, body) => JsonSerializer.Serialize(new { output = body })),
        ("a call of a tool", (_, body) => JsonSerializer.Serialize(new { name = "record", arguments = body })),
        (
            "calls of tools",
            (_, body) =>
                JsonSerializer.Serialize(
                    new { tool_calls = new[] { new { function = new { name = "record", arguments = body } } } }
                )
        ),
        ("a mark and blank lines", (_, body) => $"\uFEFF\n\n  {body}  \n\n"),
    ];

    [Fact]
    public void There_are_three_hundred_and_no_two_are_the_same()
    {
        var bodies = Corpus().Select(one => one.Body).ToList();
        Assert.Equal(300, bodies.Count);
        Assert.Equal(300, bodies.Distinct().Count());
    }

    [Fact]
    public void Each_has_the_whole_answer_s_facts()
    {
        var wrong = Corpus()
            .Select(one =>
                (
                    one.Name,
                    one.Language,
                    Facts: $"{AnswerCorpus.Facts(one.Language, one.Body)} | {AnswerCorpus.Traits(one.Language, one.Body)}"
                )
            )
            .Where(one =>
                one.Facts
                != (
                    one.Language == "zh"
                        ? $"{AnswerCorpus.ZhFacts} | {AnswerCorpus.ZhTraits}"
                        : $"{AnswerCorpus.EnFacts} | {AnswerCorpus.EnTraits}"
                )
            )
            .Select(one => $"{one.Language}: {one.Name}: {one.Facts}")
            .ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} of 300:\n" + string.Join('\n', wrong));
    }

    private static IEnumerable<(string Name, string Language, string Body)> Corpus() =>
        from language in new[] { "en", "zh" }
        from damage in Damages
        from wrapping in Wrappings
        select ($"{damage.Name}, {wrapping.Name}", language, wrapping.Do(language, damage.Do(AnswerCorpus.Answer(language))));

    [GeneratedRegex(
        "\"(id|name|type|aliases|quote|traits|kind|text|source|target|label|directed|confidence|entities|relations|events)\":"
    )]
    private static partial Regex Key();

    [GeneratedRegex("\"e([123])\"")]
    private static partial Regex Id();
}
