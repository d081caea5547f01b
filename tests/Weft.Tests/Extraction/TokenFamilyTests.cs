using Weft.Extraction.Tokens;
using Xunit;

namespace Weft.Tests.Extraction;

public sealed class TokenFamilyTests
{
    [Theory]
    [InlineData("gpt-4o-mini", "gpt")]
    [InlineData("openai/gpt-oss-20b", "gpt-oss")]
    [InlineData("o3-mini", "gpt")]
    [InlineData("deepseek-flash", "deepseek")]
    [InlineData("deepseek-ai/DeepSeek-V4-Flash", "deepseek")]
    [InlineData("Pro/zai-org/GLM-5", "glm")]
    [InlineData("qwen3:8b", "qwen")]
    [InlineData("Qwen/Qwen3.6-35B-A3B", "qwen")]
    [InlineData("moonshot-v1", "kimi")]
    [InlineData("kimi-k2.6", "kimi")]
    [InlineData("meta-llama-3", "llama")]
    [InlineData("anthropic/claude-haiku-4-5", "claude")]
    [InlineData("gemini-3.5-flash-lite", "gemini")]
    [InlineData("ollama-server-model", "other")]
    [InlineData("", "other")]
    [InlineData("something-new", "other")]
    public void A_model_belongs_to_a_family_by_its_name(string model, string family) =>
        Assert.Equal(family, TokenFamily.Of(model).Name);

    [Theory]
    [InlineData("gpt-4o", "Alice was beginning to get very tired of sitting by her sister on the bank.", 16)]
    [InlineData("deepseek-flash", "话说天下大势，分久必合，合久必分。", 11)]
    public void Tokens_are_counted_as_the_model_counts(string model, string text, long tokens)
    {
        var family = TokenFamily.Of(model);
        Assert.Equal(tokens, TokenCounter.Count(family, text));
        Assert.True(TokenCounter.Safe(family, text) >= tokens);
    }
}
