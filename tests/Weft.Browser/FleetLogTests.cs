using Microsoft.Playwright;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Browser;

/// <summary>Who looks at the fleet sees what happens in it, as it happens and in words.</summary>
public sealed class FleetLogTests
{
    private const int Patience = 120_000;

    [Fact]
    [Needs("mysql")]
    public async Task A_killed_worker_is_taken_over_before_ones_eyes_in_both_languages()
    {
        var fleet = await ServedProgram.FleetAsync();
        await using var first = await ServedProgram.StartAsync(fleet, "loom-1");
        await using var second = await ServedProgram.StartAsync(fleet, "loom-2");
        await using var english = await Visitor.ComeAsync(first.Url);
        await using var chinese = await Visitor.ComeAsync(first.Url, "zh-CN");
        await english.OpenAsync("fleet");
        await chinese.OpenAsync("fleet");
        await english.SeesAsync("of loom-2");
        await using var held = await Visitor.ComeAsync(first.Url);
        await held.OpenAsync("fleet");
        await held.Page.Keyboard.PressAsync("l");
        await held.IsAtAsync(@"/fleet\?hold=");
        await second.KillAsync();
        await SeesLineAsync(english, "of loom-2 (pid", "was taken over; 0 chapters went back");
        await SeesLineAsync(chinese, "loom-2 的会话", "被接管");
        // The node has no session left, so its row is there for these seconds alone.
        await Assertions.Expect(english.Page.Locator("tr.lit")).ToHaveCountAsync(0, new() { Timeout = Patience });
        await Assertions.Expect(held.Page.Locator(".log .hd")).ToContainTextAsync("1 newer", new() { Timeout = Patience });
        await Assertions.Expect(held.Page.Locator(".log")).Not.ToContainTextAsync("taken over");
        await held.Page.Keyboard.PressAsync("l");
        await SeesLineAsync(held, "of loom-2 (pid", "was taken over");
        english.AssertNoTroubles();
        chinese.AssertNoTroubles();
    }

    [Fact]
    public async Task A_job_leaves_its_lines_and_its_curve()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await visitor.OpenAsync("fleet");
        Assert.Equal(0, await visitor.Page.Locator(".hour").CountAsync());
        var text = program.File("book.txt");
        await File.WriteAllTextAsync(
            text,
            "Chapter 1\n\nAnn met Bob in London.\n\nChapter 2\n\nBob left Ann.\n",
            TestContext.Current.CancellationToken
        );
        await program.RunAsync("", "run", text);
        await SeesLineAsync(visitor, "job 1 is completed", "Job 1");
        var curve = visitor.Page.Locator(".hour svg[role=img]");
        await Assertions
            .Expect(curve)
            .ToHaveAttributeAsync(
                "aria-label",
                new System.Text.RegularExpressions.Regex("2 in all"),
                new() { Timeout = Patience }
            );
        await visitor.Page.SetViewportSizeAsync(390, 800);
        await Assertions.Expect(visitor.Page.Locator(".hour")).ToBeHiddenAsync();
        await visitor.OpenAsync("fleet?hold=tomorrow");
        await visitor.SeesAsync("job 1 is completed");
        visitor.AssertNoTroubles();
    }

    private static Task SeesLineAsync(Visitor visitor, params string[] parts)
    {
        var line = visitor.Page.Locator(".log .ev");
        foreach (var part in parts)
            line = line.Filter(new() { HasText = part });
        return Assertions.Expect(line.First).ToBeVisibleAsync(new() { Timeout = Patience });
    }
}
