using Xunit;

namespace Weft.Tests.Cli;

public sealed class ProviderTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Fact]
    public async Task A_provider_that_is_added_is_of_the_kind_that_was_named_or_of_the_usual_one()
    {
        Assert.Equal(0, await AddAsync("a", "--kind", "openai"));
        Assert.Equal(0, await AddAsync("b"));
        Assert.Equal(0, await _weaver.RunAsync("providers", "--json"));
        Assert.Equal(
            [("a", "openai"), ("b", "openai"), ("rules", "rules")],
            _weaver
                .Answer.EnumerateArray()
                .Select(provider => (provider.GetProperty("name").GetString(), provider.GetProperty("kind").GetString()))
        );
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("OpenAI")]
    public async Task A_kind_that_there_is_not_is_refused_with_those_that_there_are(string kind)
    {
        Assert.Equal(2, await AddAsync("a", "--kind", kind));
        Assert.Equal($"weft: there is no kind of provider {kind}; there are: openai\n", _weaver.Error);
    }

    private Task<int> AddAsync(string name, params string[] more) =>
        _weaver.RunAsync(["provider", "add", name, "--url", "http://host/v1/", "--model", "m", "--no-key", .. more]);
}
