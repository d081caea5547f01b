using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>The page of a graph in a real browser, without a network.</summary>
[Needs("browser")]
public sealed class GraphPageTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    /// <summary>The page's side as the browser shows it once the script, a person's hands, has run.</summary>
    private async Task<string> SideAfterAsync(string script)
    {
        Require.Declared("browser");
        var browser = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder =>
                new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))
            )
            .FirstOrDefault(File.Exists);
        if (browser is null)
            Require.Missing("browser", "no chromium is in the PATH");
        Assert.Equal(0, await _weaver.RunAsync("run", _weaver.Write("mill.txt", Mill.Book), "--data", _weaver.Data));
        Assert.Equal(0, await _weaver.RunAsync("graph", "export", "1", "--format", "html", "--data", _weaver.Data));
        var page = _weaver.Write("page.html", _weaver.Out.Replace("</body>", $"<script>{script}</script></body>"));
        string[] options =
        [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--lang=en",
            "--user-data-dir=" + Path.Combine(_weaver.Folder, "browser"),
            "--virtual-time-budget=5000",
            "--dump-dom",
            new Uri(page).AbsoluteUri,
        ];
        var start = new ProcessStartInfo(browser!, options) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var dom = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var side = Regex.Match(dom, "<aside.*?</aside>", RegexOptions.Singleline);
        Assert.True(side.Success, await errors);
        return side.Value;
    }

    [Fact]
    public async Task A_click_on_an_entity_shows_its_quotes()
    {
        var side = await SideAfterAsync(
            "[...document.querySelectorAll('aside button')].find(one => one.textContent === 'Tom Brown').click();"
        );
        Assert.Contains("<blockquote", side);
        Assert.Contains("met Mary Green at the mill", side);
    }

    [Fact]
    public async Task A_search_finds_by_a_part_of_a_name()
    {
        var side = await SideAfterAsync(
            "const box = document.getElementById('search'); box.value = 'gree'; box.dispatchEvent(new Event('input')); box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));"
        );
        Assert.Contains("<blockquote", side);
        Assert.Matches("<h2[^>]*>Mary Green", side);
    }

    [Fact]
    public async Task A_type_can_be_taken_out_of_the_picture()
    {
        var side = await SideAfterAsync(
            """
            const told = document.getElementById('side').dataset, view = document.getElementById('view');
            told.before = view.dataset.names;
            document.querySelector("[data-type='person']").click();
            told.after = view.dataset.names;
            """
        );
        var before = Count("before");
        Assert.InRange(Count("after"), 0, before - 1);

        int Count(string name) =>
            int.Parse(Regex.Match(side, $"data-{name}=\"(\\d+)\"").Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
