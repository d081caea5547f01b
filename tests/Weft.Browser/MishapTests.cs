using Microsoft.Playwright;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Browser;

/// <summary>What a person meets when something goes wrong, or is about to be lost: each view says what, and what to do.</summary>
public sealed class MishapTests
{
    private const int Patience = 60_000;
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = Patience };

    [Theory]
    [InlineData("en-GB", "is paused until somebody resumes it", "no secure connection")]
    [InlineData("zh-CN", "已暂停，待人工继续", "无法建立安全连接")]
    public async Task Money_that_is_out_and_a_receiver_without_a_certificate_are_named(
        string locale,
        string waits,
        string unsafely
    )
    {
        await using var poor = await ScriptedProvider.StartAsync(new() { Rules = [new(ScriptedFault.NoBalance)] });
        await using var program = await ServedProgram.StartAsync();
        await AddAsync(program, "poor", poor);
        await program.RunAsync("", "import", StoryTests.Sample("alice.en.txt"));
        await program.RunAsync("", "job", "start", "1", "--provider", "poor", "--detach");
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await visitor.OpenAsync("jobs");
        await visitor.SeesAsync(waits);
        await visitor.SeesAsync("402");
        await visitor.PictureAsync($"waiting-jobs-{locale}");
        await visitor.OpenAsync("jobs/1");
        await visitor.SeesAsync(waits);
        await visitor.PictureAsync($"waiting-job-{locale}");

        await visitor.OpenAsync("settings/webhook");
        // Whoever listens there speaks no TLS.
        await visitor.Page.FillAsync("#webhook-url", poor.Url.Replace("http:", "https:", StringComparison.Ordinal));
        await visitor.Page.Locator("section .btn.p").Last.ClickAsync();
        await Assertions
            .Expect(visitor.Page.Locator("#webhook-secret"))
            .ToContainTextAsync("whsec_", new() { Timeout = Patience });
        await visitor.Page.Locator("section[aria-label] .btn").First.ClickAsync();
        await visitor.SeesAsync(unsafely);
        await visitor.PictureAsync($"webhook-{locale}");
        visitor.AssertNoTroubles();
    }

    [Theory]
    [InlineData("en-GB", "Who read what", "Calls under way are lost", "1 call under way is lost", "is deleted")]
    [InlineData("zh-CN", "谁读了什么", "正在进行的调用会丢失", "正在进行的 1 个调用已丢失", "已删除")]
    public async Task What_is_lost_is_said_before_and_counted_afterwards(
        string locale,
        string whoRead,
        string loses,
        string lost,
        string deleted
    )
    {
        await using var provider = await ScriptedProvider.StartAsync();
        await using var program = await ServedProgram.StartAsync();
        await AddAsync(program, "p", provider);
        await program.RunAsync("", "import", StoryTests.Sample("ah-q.zh.txt"));
        await program.RunAsync("", "job", "start", "1", "--provider", "p", "--chapters", "1");
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await visitor.OpenAsync("jobs/1");
        await visitor.SeesAsync(whoRead);
        await visitor.PictureAsync($"who-read-{locale}");

        provider.Hold();
        await program.RunAsync("", "job", "start", "1", "--provider", "p", "--again", "--detach", "--yes");
        await provider.HoldsAsync(1, TestContext.Current.CancellationToken);
        await visitor.OpenAsync("jobs/2");
        await visitor.Page.Locator("main .btn.d").First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("dialog.ask[open]")).ToContainTextAsync(loses, new() { Timeout = Patience });
        await visitor.PictureAsync($"cancel-{locale}");
        await visitor.Page.Locator("dialog.ask[open] .btn.d").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".toast.row")).ToContainTextAsync(lost, new() { Timeout = Patience });

        await visitor.Page.SetViewportSizeAsync(390, 844);
        await visitor.OpenAsync("books/1?theme=dark");
        await visitor.Page.Locator("main details.mn summary").First.ClickAsync();
        await visitor.Page.Locator("main details.mn .menu button").Last.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("dialog.ask[open] input[type=checkbox]")).ToBeVisibleAsync(Soon);
        await visitor.PictureAsync($"delete-{locale}");
        await visitor.Page.Locator("dialog.ask[open] input[type=checkbox]").CheckAsync();
        await visitor.Page.Locator("dialog.ask[open] .btn.d").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".toast.row")).ToContainTextAsync(deleted, new() { Timeout = Patience });
        visitor.AssertNoTroubles();
    }

    [Theory]
    [InlineData("en-GB", "Retry 1", "Try these chapters once more?", "1 chapter waits again")]
    [InlineData("zh-CN", "重试 1 章", "再试一次这些章节？", "1 章重新等待")]
    public async Task Another_try_that_is_dear_is_asked_about_with_its_price(
        string locale,
        string retry,
        string asked,
        string waits
    )
    {
        await using var choosy = await ScriptedProvider.StartAsync(new() { Rules = [new(ScriptedFault.ContentFilter)] });
        await using var program = await ServedProgram.StartAsync();
        await AddAsync(program, "choosy", choosy, "--price-in", "2000", "--price-out", "2000", "--currency", "USD");
        await program.RunAsync("", "import", StoryTests.Sample("ah-q.zh.txt"));
        await program.RunAsync("", "job", "start", "1", "--provider", "choosy", "--chapters", "1", "--detach", "--yes");
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);
        await visitor.OpenAsync("jobs");
        var button = visitor.Page.GetByRole(AriaRole.Button, new() { Name = retry });
        await Assertions.Expect(button).ToBeVisibleAsync(Soon);
        await button.ClickAsync();
        var question = visitor.Page.Locator("dialog.ask[open]");
        await Assertions.Expect(question).ToContainTextAsync(asked, new() { Timeout = Patience });
        await Assertions.Expect(question.Locator("#retry-sum")).ToContainTextAsync("$", new() { Timeout = Patience });
        await visitor.PictureAsync($"retry-{locale}");
        await question.Locator(".btn.p").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".toast.row")).ToContainTextAsync(waits, new() { Timeout = Patience });
        await Assertions.Expect(question).ToHaveCountAsync(0, new() { Timeout = Patience });
        Assert.DoesNotContain("ask=", visitor.Page.Url, StringComparison.Ordinal);
        visitor.AssertNoTroubles();
    }

    /// <summary>One call at a time, so that it is known how many are lost.</summary>
    private static Task AddAsync(ServedProgram program, string name, ScriptedProvider provider, params string[] more) =>
        program.RunAsync(
            "",
            ["provider", "add", name, "--url", provider.Url, "--model", "m", "--no-key", "--calls", "1", .. more]
        );
}
