using System.Globalization;
using System.Text;
using System.Text.Json;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>
/// A provider that fails in each way that passes, one time in ten: the graph is that of an undisturbed run, and every call is in the journal.
/// <c>WEFT_TROUBLED_CHAPTERS=300</c> is the long form.
/// </summary>
public sealed class TroubledProviderTests(ITestOutputHelper output)
{
    private const int ShortForm = 40;

    /// <summary>What closes a provider wants a person, and what is about one passage's text stays: both have tests of their own.</summary>
    private static readonly ScriptedFault[] Passing =
    [
        ScriptedFault.TooMany,
        ScriptedFault.TooManyUntil,
        ScriptedFault.ServerError,
        ScriptedFault.Unavailable,
        ScriptedFault.CutBody,
        ScriptedFault.Html,
        ScriptedFault.ErrorInside,
        ScriptedFault.KeepAlive,
        ScriptedFault.Empty,
        ScriptedFault.Prose,
        ScriptedFault.Fences,
        ScriptedFault.NoSchema,
        ScriptedFault.NoFormats,
        ScriptedFault.NewTokensName,
        ScriptedFault.NoTemperature,
    ];

    /// <summary>
    /// What is known of real providers and passes. A pause stops all calls, so only short ones; a model that thinks its bound away always does, and fails its
    /// passage. What refuses a field or a format does so only while it is sent, as the faults above do.
    /// </summary>
    private static readonly IReadOnlyList<string> Oddities =
    [
        .. ScriptedOddity
            .All.Where(odd =>
                odd is { Passes: true, Means: not ("field" or "format") }
                && !(odd.Wait > 2)
                && odd.Name != "thinking ate the bound"
            )
            .Select(odd => odd.Name),
    ];

    private static readonly string[] Names = ["曹操", "刘备", "关羽", "张飞", "孔明", "孙权", "周瑜", "吕布", "董卓", "袁绍"];

    private static int Chapters =>
        int.TryParse(Environment.GetEnvironmentVariable("WEFT_TROUBLED_CHAPTERS"), CultureInfo.InvariantCulture, out var chapters)
            ? chapters
            : ShortForm;

    private static string Book()
    {
        var text = new StringBuilder();
        for (var chapter = 1; chapter <= Chapters; chapter++)
        {
            text.Append(CultureInfo.InvariantCulture, $"第{chapter}章 第{chapter}日\n\n");
            for (var line = 0; line < 6; line++)
            {
                var (one, other) = (Names[(chapter + line) % Names.Length], Names[(chapter * 3 + line * 7 + 1) % Names.Length]);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"第{chapter}日第{line}时，{one}与{other}相会于许都，商议第{chapter * 7 + line}件大事。\n\n"
                );
            }
        }
        return text.ToString();
    }

    private static async Task<JsonElement> RunAsync(Weaver weaver, ScriptedProvider server)
    {
        Assert.Equal(0, await weaver.RunAsync("provider", "add", "p", "--url", server.Url, "--model", "m", "--no-key"));
        var file = weaver.Write("book.txt", Book());
        Assert.True(await weaver.RunAsync("run", file, "--provider", "p", "--json") == 0, weaver.Out + weaver.Error);
        return weaver.Answer[0];
    }

    [Fact]
    public async Task The_graph_is_that_of_an_undisturbed_run_and_every_call_is_counted()
    {
        await using var calm = await ScriptedProvider.StartAsync();
        await using var troubled = await ScriptedProvider.StartAsync(new() { Troubles = Passing, Oddities = Oddities });
        using var weaver = new Weaver();
        using var other = new Weaver();
        var undisturbed = await RunAsync(weaver, calm);
        var disturbed = await RunAsync(other, troubled);
        Assert.Equal(Chapters, disturbed.GetProperty("runs").GetProperty("completed").GetInt32());
        Assert.Equal(undisturbed.GetProperty("hash").GetString(), disturbed.GetProperty("hash").GetString());
        Assert.Equal(Chapters, calm.Calls.Count);
        Assert.Equal(troubled.Calls.Count, disturbed.GetProperty("calls").GetInt32());
        // Nothing is silent: each call that brought no answer is counted, and said.
        var unanswered = disturbed.GetProperty("unanswered").GetInt32();
        Assert.Equal(0, await other.RunAsync("job", "show", "1"));
        Assert.Contains(unanswered.ToString("N0", CultureInfo.InvariantCulture) + " calls without an answer", other.Out);
        Assert.InRange(unanswered, 1, troubled.Calls.Count - Chapters);
        var failed = troubled.Calls.Where(call => call.Outcome != "answered").Select(call => call.Outcome).Distinct().ToList();
        output.WriteLine(
            $"{Chapters} chapters, {troubled.Calls.Count} calls, {unanswered} without an answer, {failed.Count} ways: {string.Join(", ", failed)}"
        );
        Assert.True(failed.Count > Math.Min(Chapters / 20, 8), $"only {string.Join(", ", failed)}");
        // Nothing whole is asked for twice.
        Assert.All(
            troubled.Calls.Where(call => call.Outcome == "answered").GroupBy(call => call.Content),
            same => Assert.Single(same)
        );
    }
}
