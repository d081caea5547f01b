using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Browser;

/// <summary>The page outlives its web node: it comes back to the same view with what was typed, on the same node or on another.</summary>
public sealed class LostNodeTests
{
    private const int Patience = 120_000;

    [Fact]
    public async Task What_was_typed_is_there_again_when_the_node_is()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await TypeAsync(visitor);
        await program.KillAsync();
        await Assertions.Expect(visitor.Page.Locator("#lost")).ToBeVisibleAsync(new() { Timeout = Patience });
        await program.StartAgainAsync();
        await Assertions.Expect(visitor.Page.Locator("#lost-back")).ToBeVisibleAsync(new() { Timeout = Patience });
        await IsThereAsync(visitor);
        Assert.EndsWith("providers/add", visitor.Page.Url, StringComparison.Ordinal);
        // The circuit has it too: it is not only shown.
        await visitor.Button("Add").ClickAsync();
        await visitor.IsAtAsync("/providers/typed$");
    }

    [Fact]
    public async Task What_the_new_circuit_did_not_take_is_said_again()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await TypeAsync(visitor);
        // As when the view is drawn anew between an event and the circuit's look at it.
        await visitor.Page.AddInitScriptAsync(
            """
            window.untaken = 3;
            addEventListener("change", (change) => {
              if (change.target.id === "pn" || untaken === 0) return;
              untaken--;
              change.stopImmediatePropagation();
              Promise.reject(new Error("There was an exception invoking 'DispatchEventAsync'"));
            }, true);
            """
        );
        await program.KillAsync();
        await program.StartAgainAsync();
        await Assertions.Expect(visitor.Page.Locator("#lost-back")).ToBeVisibleAsync(new() { Timeout = Patience });
        await IsThereAsync(visitor);
        await visitor.Page.WaitForFunctionAsync("() => window.untaken === 0");
        // It refuses what is missing: until everything is there again.
        while (!visitor.Page.Url.EndsWith("/providers/typed", StringComparison.Ordinal))
        {
            await visitor.Button("Add").ClickAsync();
            await visitor.Page.WaitForTimeoutAsync(500);
        }
    }

    [Fact]
    [Needs("mysql")]
    public async Task Another_web_node_takes_the_view_over()
    {
        var fleet = await ServedProgram.FleetAsync();
        await using var first = await ServedProgram.StartAsync(fleet, "loom-1");
        await using var second = await ServedProgram.StartAsync(fleet, "loom-2");
        await using var visitor = await Visitor.ComeAsync(first.Url);
        await TypeAsync(visitor);
        // The first hears of the second within twenty seconds, and the page that was loaded before with it.
        await visitor.KnowsAsync(second.Url);
        await first.KillAsync();
        await visitor.IsAtAsync(second.Url + "providers/add$");
        await Assertions.Expect(visitor.Page.Locator("#lost-back")).ToContainTextAsync("loom-2", new() { Timeout = Patience });
        await IsThereAsync(visitor);
    }

    [Fact]
    public async Task A_link_that_somebody_made_up_fills_in_nothing()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        var forged = Uri.EscapeDataString(
            """{"from":"x","ticket":"AAAA","at":"/providers/add","scroll":[0,0],"focus":"","fields":[["INPUT|text|pn||","evil"]]}"""
        );
        await visitor.OpenAsync("providers/add#weft=" + forged);
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("^[^#]*$"), new() { Timeout = Patience });
        await visitor.Page.WaitForTimeoutAsync(500);
        await Assertions.Expect(visitor.Page.Locator("#pn")).ToHaveValueAsync("");
    }

    private static async Task TypeAsync(Visitor visitor)
    {
        await visitor.OpenAsync("providers/add");
        await visitor.Page.FillAsync("#pn", "typed");
        await visitor.Page.FillAsync("#pu", "http://127.0.0.1:1/v1");
        await visitor.Page.FillAsync("#pm", "a-model");
        await visitor.Page.FillAsync("#pk", "very-secret");
        // Never left: the last field is as it was typed, not yet said to the node.
        await visitor.Page.Locator("#pc").PressSequentiallyAsync("7");
    }

    private static async Task IsThereAsync(Visitor visitor)
    {
        await Assertions.Expect(visitor.Page.Locator("#pn")).ToHaveValueAsync("typed", new() { Timeout = Patience });
        await Assertions.Expect(visitor.Page.Locator("#pm")).ToHaveValueAsync("a-model");
        await Assertions.Expect(visitor.Page.Locator("#pc")).ToHaveValueAsync("7");
        // A key is kept nowhere but in its field.
        await Assertions.Expect(visitor.Page.Locator("#pk")).ToHaveValueAsync("");
    }
}
