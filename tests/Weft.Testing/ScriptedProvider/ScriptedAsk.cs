using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Weft.Testing.Scripted;

/// <summary>A request as it came.</summary>
internal sealed record ScriptedAsk(
    string Model,
    string Passage,
    string Content,
    string Format,
    string Key,
    string TokensName,
    bool Temperature,
    long MaxTokens,
    long PromptTokens,
    Func<string, long> Count
)
{
    /// <param name="count">Tokens of a text.</param>
    public static async Task<ScriptedAsk> ReadAsync(HttpRequest request, Func<string, long> count)
    {
        var body = (await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted))!;
        var messages = body["messages"]!.AsArray().Select(message => message!["content"]!.GetValue<string>()).ToList();
        var passage = ScriptedAnswers.PassageIn(messages[^1]);
        var name = body["max_completion_tokens"] is null ? "max_tokens" : "max_completion_tokens";
        return new(
            body["model"]!.GetValue<string>(),
            passage,
            ContentOf(passage),
            body["response_format"]?["type"]?.GetValue<string>() ?? "plain",
            request.Headers.Authorization.ToString(),
            name,
            body["temperature"] is not null,
            body[name]?.GetValue<long>() ?? 0,
            count(string.Concat(messages)),
            count
        );
    }

    public static string ContentOf(string passage) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(passage)));

    /// <summary>As DeepSeek says: 0.6 tokens per Chinese character, 0.3 per other.</summary>
    public static long Tokens(string text)
    {
        var wide = text.Count(character => character >= '\u2E80');
        return (long)Math.Ceiling(wide * 0.6 + (text.Length - wide) * 0.3);
    }
}
