using Microsoft.Playwright;
using Xunit;

namespace Weft.Browser;

/// <summary>What somebody did at the page stands in the audit log under their name, and is found there.</summary>
public sealed class AuditViewTests
{
    [Fact]
    public async Task What_a_signed_in_admin_did_is_there_at_once_and_can_be_found()
    {
        await using var program = await ServedProgram.StartAsync();
        await program.RunAsync("a long password\n", "user", "add", "zhang", "--role", "admin", "--password-file", "-");
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await visitor.Page.GotoAsync("settings/audit");
        await visitor.IsAtAsync("/sign-in");
        await ComeInAsync(visitor, "a wrong password");
        await Assertions.Expect(visitor.Page.Locator("[role=alert]")).ToBeVisibleAsync();
        await ComeInAsync(visitor, "a long password");
        await visitor.IsAtAsync("/settings/audit$");
        await visitor.OpenAsync("settings/audit");
        await SeesRowAsync(visitor, "a stranger", "could not sign in as zhang");
        await SeesRowAsync(visitor, "at the command line", "added user zhang as admin");
        await program.RunAsync("", "import", StoryTests.Sample("alice.en.txt"));
        await SeesRowAsync(visitor, "at the command line", "imported book 1");

        await visitor.OpenAsync("books/1/start");
        await visitor.Page.Locator("aside .btn.p").ClickAsync();
        await visitor.IsAtAsync("/jobs/1$");
        await visitor.OpenAsync("settings/audit");
        await SeesRowAsync(visitor, "zhang", "started job 1 on");
        await visitor.Link("Sign-ins").ClickAsync();
        await visitor.IsAtAsync(@"audit\?what=sign_in$");
        await SeesRowAsync(visitor, "zhang", "signed in");
        await Assertions.Expect(visitor.Page.Locator("main")).Not.ToContainTextAsync("started job");
        await visitor.Page.FillAsync("main input[type=search]", "nobody");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.SeesAsync("Nothing matches");
        await visitor.Link("Clear the filter").ClickAsync();
        await SeesRowAsync(visitor, "zhang", "started job 1 on");
        await visitor.Link("Job 1").ClickAsync();
        await visitor.IsAtAsync("/jobs/1$");
        // The wrong password was answered so.
        Assert.All(visitor.Troubles, trouble => Assert.Contains("401", trouble));
    }

    private static Task SeesRowAsync(Visitor visitor, string who, string what) =>
        Assertions
            .Expect(visitor.Page.Locator("tr").Filter(new() { HasText = who }).Filter(new() { HasText = what }).First)
            .ToBeVisibleAsync(new() { Timeout = 60_000 });

    private static async Task ComeInAsync(Visitor visitor, string password)
    {
        await visitor.Page.FillAsync("input[name=name]", "zhang");
        await visitor.Page.FillAsync("input[name=password]", password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }
}
