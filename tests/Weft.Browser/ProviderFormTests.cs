using Microsoft.Playwright;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Browser;

/// <summary>A provider is made of a preset, tested, and says what was found out about it.</summary>
public sealed class ProviderFormTests
{
    private const int Patience = 60_000;

    [Theory]
    [InlineData("en-GB", "Add", "max_completion_tokens", "Test with one call", "the further fields are no JSON object")]
    [InlineData("zh-CN", "添加", "max_completion_tokens", "用一次调用测试", "附加字段不是 JSON 对象")]
    public async Task A_preset_fills_the_form_and_a_test_says_what_it_found(
        string locale,
        string add,
        string found,
        string test,
        string refused
    )
    {
        await using var provider = await ScriptedProvider.StartAsync(new() { Rules = [new(ScriptedFault.NewTokensName)] });
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await visitor.OpenAsync("providers/add");
        await visitor.Page.SelectOptionAsync("#pp", "kimi");
        await Assertions
            .Expect(visitor.Page.Locator("#pu"))
            .ToHaveValueAsync("https://api.moonshot.cn/v1", new() { Timeout = Patience });
        await Assertions.Expect(visitor.Page.Locator("#pm")).ToHaveValueAsync("kimi-k2.6");
        await Assertions.Expect(visitor.Page.Locator("aside")).ToContainTextAsync("2026-09-29");
        await visitor.PictureAsync($"preset-{locale}");
        await visitor.Page.FillAsync("#pu", provider.Url);
        await visitor.Page.Locator("aside details summary").ClickAsync();
        await visitor.Page.FillAsync("#pto", "10m");
        await visitor.Page.FillAsync("#pe", "[1]");
        await visitor.Page.Locator("aside form .btn.p").ClickAsync();
        // The refusal itself, not the label: what is typed before the answer is there would be set back by it.
        await Assertions.Expect(visitor.Page.Locator("body")).ToContainTextAsync(refused, new() { Timeout = Patience });
        await visitor.Page.FillAsync("#pe", """{"top_p":1}""");
        await visitor.Button(add).ClickAsync();
        await visitor.IsAtAsync("/providers/kimi$");
        await visitor.Button(test).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("aside .note")).ToContainTextAsync(found, new() { Timeout = Patience });
        await Assertions.Expect(visitor.Page.Locator("#pto")).ToHaveValueAsync("10m");
        await visitor.PictureAsync($"found-{locale}");
        visitor.AssertNoTroubles();
    }
}
