using Microsoft.Playwright;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Browser;

/// <summary>Two jobs side by side, a judged sample, and a prompt before anybody is asked.</summary>
public sealed class ComparisonViewTests
{
    private const int Patience = 120_000;

    [Theory]
    [InlineData("en-GB", 1280, 900, "Compare with…", "Only job 2")]
    [InlineData("zh-CN", 390, 844, "与……比较", "仅任务 2")]
    public async Task A_job_is_compared_and_its_graph_judged(string locale, int width, int height, string compare, string only)
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var program = await ServedProgram.StartAsync();
        await program.RunAsync("", "provider", "add", "p", "--url", provider.Url, "--model", "m", "--no-key");
        await program.RunAsync("", "import", StoryTests.Sample("ah-q.zh.txt"));
        await program.RunAsync("", "job", "start", "1", "--provider", "rules");
        await program.RunAsync("", "job", "start", "1", "--provider", "p");
        await using var visitor = await Visitor.ComeAsync(program.Url, locale, width, height);
        await visitor.OpenAsync("jobs/2");
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = Patience });
        await visitor.Page.Locator("details.mn summary", new() { HasTextString = compare }).ClickAsync();
        await visitor.Page.Locator("a[href='jobs/2/compare/1']").ClickAsync();
        await visitor.IsAtAsync("/jobs/2/compare/1$");
        await Assertions.Expect(visitor.Page.Locator("svg.sides a")).ToHaveCountAsync(9, new() { Timeout = Patience });
        await visitor.PictureAsync($"compare-{locale}");
        await visitor.Page.Locator(".legend a", new() { HasTextString = only }).ClickAsync();
        await visitor.IsAtAsync("side=only_a");
        await Assertions.Expect(visitor.Page.Locator("table.cmp tbody tr").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await visitor.Page.Locator("table.cmp a.q").First.ClickAsync();
        await visitor.IsAtAsync("/books/1/read/");
        await Assertions.Expect(visitor.Page.Locator("mark#sentence")).ToBeVisibleAsync(new() { Timeout = Patience });

        await visitor.OpenAsync("books/1/quality");
        await File.WriteAllTextAsync(
            program.File("judged.csv"),
            "kind,verdict\nrelation,对\nevent,no\n",
            TestContext.Current.CancellationToken
        );
        await visitor.Page.SetInputFilesAsync("#judged", program.File("judged.csv"));
        await Assertions.Expect(visitor.Page.Locator("#precision")).ToContainTextAsync("50%", new() { Timeout = Patience });
        await visitor.PictureAsync($"quality-{locale}");
        await File.WriteAllTextAsync(
            program.File("wrong.csv"),
            "kind,verdict\nrelation,perhaps\n",
            TestContext.Current.CancellationToken
        );
        await visitor.Page.SetInputFilesAsync("#judged", program.File("wrong.csv"));
        await Assertions.Expect(visitor.Page.Locator(".note.bad")).ToContainTextAsync("perhaps", new() { Timeout = Patience });

        await visitor.OpenAsync("books/1/prompt/3");
        await Assertions
            .Expect(visitor.Page.Locator("pre.prompt").First)
            .ToContainTextAsync("json", new() { Timeout = Patience });
        await visitor.PictureAsync($"prompt-{locale}");
        visitor.AssertNoTroubles();
    }
}
