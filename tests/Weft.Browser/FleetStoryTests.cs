using Microsoft.Playwright;
using Weft.Testing;
using Weft.Testing.Scripted;
using Weft.Testing.Servers;
using Xunit;

namespace Weft.Browser;

/// <summary>
/// The whole story over a fleet, in a browser alone: a book is brought and read by workers of which one is killed, its web node dies and
/// another goes on, what failed is restarted, and the graph leads to the sentence.
/// </summary>
[Needs("neo4j")]
public sealed class FleetStoryTests
{
    private const int Patience = 180_000;

    private sealed record Words(string TakenOver, string Merge, string Merged, string Undo);

    private static readonly Words English = new("was taken over", "Merge", "merged", "Undo");
    private static readonly Words Chinese = new("被接管", "合并", "合并", "撤销");

    [Theory]
    [InlineData("en-GB")]
    [InlineData("zh-CN")]
    public async Task A_book_is_read_to_its_end_whatever_dies(string locale)
    {
        var words = locale == "zh-CN" ? Chinese : English;
        await using var provider = await ScriptedProvider.StartAsync(
            new() { Rules = [new(ScriptedFault.Moderated, Content: "Mock Turtle")] }
        );
        provider.Hold(but: 3);
        var fleet = await ServedProgram.FleetAsync(withGraph: true);
        fleet["KG_WORKERS_PER_PROVIDER"] = "2";
        await using var first = await ServedProgram.StartAsync(fleet, "loom-1", "node", "--role", "web");
        await using var second = await ServedProgram.StartAsync(fleet, "loom-2", "node", "--role", "web");
        await using var visitor = await Visitor.ComeAsync(first.Url, locale);
        await ProviderIsAddedAsync(visitor, provider.Url);
        await using var victim = await ServedProgram.StartAsync(fleet, "spindle-1", "node", "--role", "worker");
        await JobIsStartedAsync(visitor);

        // Three answers came and two calls hang: the worker is killed in the middle of them.
        await provider.HoldsAsync(2, TestContext.Current.CancellationToken).Comes();
        await using var heir = await ServedProgram.StartAsync(fleet, "spindle-2", "node", "--role", "worker");
        await victim.KillAsync();
        await Assertions
            .Expect(visitor.Page.Locator("main .note").Filter(new() { HasText = words.TakenOver }))
            .ToContainTextAsync("spindle-1", new() { Timeout = Patience });
        await visitor.PictureAsync($"story-takeover-{locale}");

        // Its web node dies too: the same view comes back from the other, and goes on by itself.
        await visitor.KnowsAsync(second.Url);
        await first.KillAsync();
        await visitor.IsAtAsync(second.Url + "jobs/1");
        provider.LetGo();
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.fail")).ToBeVisibleAsync(new() { Timeout = Patience });
        await visitor.PictureAsync($"story-failed-{locale}");

        provider.Follow([]);
        await visitor.OpenAsync(second.Url + "jobs");
        await visitor.Page.Locator("#restart").ClickAsync();
        await visitor.Page.Locator("dialog[open] .btn.p").ClickAsync();
        await visitor.OpenAsync(second.Url + "jobs/1");
        await Assertions.Expect(visitor.Page.Locator("h1 + .st.done")).ToBeVisibleAsync(new() { Timeout = Patience });
        // Answers that were kept when the worker died were not asked for again.
        var answered = provider.Calls.Where(call => call.Outcome == "answered").GroupBy(call => call.Content).ToList();
        Assert.All(answered, calls => Assert.Single(calls));

        await GraphLeadsToTheSentenceAsync(visitor, second.Url);
        await NamesAreMergedAndApartAgainAsync(visitor, second.Url, words);
        await visitor.OpenAsync(second.Url + "books/1");
        await visitor.Page.Locator("main details summary").First.ClickAsync();
        var saved = await visitor.Page.RunAndWaitForDownloadAsync(() =>
            visitor.Page.Locator("main a[download][href$='graph.json']").ClickAsync()
        );
        Assert.Contains("\"Alice\"", await File.ReadAllTextAsync(await saved.PathAsync(), TestContext.Current.CancellationToken));
    }

    private static async Task ProviderIsAddedAsync(Visitor visitor, string url)
    {
        await visitor.OpenAsync("providers/add");
        await visitor.Page.FillAsync("#pn", "scripted");
        await visitor.Page.FillAsync("#pu", url);
        await visitor.Page.FillAsync("#pm", "model");
        await visitor.Page.FillAsync("#pk", "very-secret");
        await visitor.Page.Locator("main button.btn.p").Last.ClickAsync();
        await visitor.IsAtAsync("/providers/scripted$");
    }

    private static async Task JobIsStartedAsync(Visitor visitor)
    {
        await visitor.OpenAsync("");
        await visitor.Page.SetInputFilesAsync("#files", StoryTests.Sample("alice.en.txt"));
        await visitor.IsAtAsync("/import/[0-9a-f]+$");
        await visitor.SeesAsync("Down the Rabbit-Hole");
        await visitor.Page.WaitForSelectorAsync(".app[data-live]");
        await visitor.Page.Locator("#import-now").ClickAsync();
        await visitor.IsAtAsync("/books/1$");
        await visitor.OpenAsync("books/1/start?providers=scripted");
        await visitor.Page.Locator("aside .btn.p").ClickAsync();
        await visitor.IsAtAsync("/jobs/1$");
    }

    private static async Task GraphLeadsToTheSentenceAsync(Visitor visitor, string url)
    {
        await visitor.OpenAsync(url + "books/1/graph");
        await visitor.Page.WaitForSelectorAsync(".gv[data-drawn]", new() { Timeout = Patience });
        await visitor.Page.Locator("#upto").FillAsync("6");
        await visitor.IsAtAsync("up=6");
        await visitor.Page.Locator(".gside .rel:not(.com)").First.ClickAsync();
        await visitor.IsAtAsync("[?&]e=");
        await visitor.Page.Locator(".gside .ties a").First.ClickAsync();
        await visitor.IsAtAsync("tie=");
        await visitor.Page.Locator(".gside .quote a").First.ClickAsync();
        await visitor.IsAtAsync("/books/1/read/\\d+\\?at=");
        await Assertions.Expect(visitor.Page.Locator("#sentence")).ToBeFocusedAsync(new() { Timeout = Patience });
    }

    private static async Task NamesAreMergedAndApartAgainAsync(Visitor visitor, string url, Words words)
    {
        await visitor.OpenAsync(url + "books/1/names");
        await visitor.Page.Locator(".plist input").Nth(0).CheckAsync();
        await visitor.Page.Locator(".plist input").Nth(1).CheckAsync();
        await visitor.ButtonExactly(words.Merge).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("table")).ToContainTextAsync(words.Merged, new() { Timeout = Patience });
        await visitor.Button(words.Undo).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("table tbody tr")).ToHaveCountAsync(2, new() { Timeout = Patience });
    }
}
