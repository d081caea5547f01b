using Microsoft.Playwright;
using Xunit;

namespace Weft.Browser;

/// <summary>Users, tokens and one's own sign-in, looked after on the page alone.</summary>
public sealed class SettingsTests
{
    private const string Password = "correct horse battery";
    private const int Patience = 60_000;

    [Fact]
    public async Task The_first_admin_is_made_on_the_page_and_a_sign_in_that_ends_takes_the_view_and_keeps_what_was_typed()
    {
        await using var program = await ServedProgram.StartAsync();
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await visitor.OpenAsync("settings/users");
        await visitor.SeesAsync("Nobody has to sign in here.");
        await visitor.Page.FillAsync("#un", "zhang");
        await visitor.Page.FillAsync("#up", Password);
        await visitor.Button("Add a user").ClickAsync();
        // From now on everybody has to sign in, whoever made that so as well.
        await visitor.Page.Locator("#session-over a").ClickAsync(new() { Timeout = Patience });
        await SignInAsync(visitor, Password);
        await visitor.IsAtAsync("/settings/users$");

        await visitor.OpenAsync("settings/tokens");
        await visitor.Page.FillAsync("#tn", "nightly");
        await visitor.Button("Make a token").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("#tok")).ToContainTextAsync("weft_", new() { Timeout = Patience });
        await visitor.Button("Revoke").ClickAsync();
        await visitor.SeesAsync("No tokens yet.");

        await visitor.OpenAsync("providers/add");
        await visitor.Page.FillAsync("#pn", "typed");
        await visitor.Page.WaitForTimeoutAsync(500);
        await program.RunAsync("", "user", "sign-ins", "zhang", "--end");
        await visitor.Page.Locator("#session-over a").ClickAsync(new() { Timeout = Patience });
        await SignInAsync(visitor, Password);
        await visitor.IsAtAsync("/providers/add$");
        await Assertions.Expect(visitor.Page.Locator("#pn")).ToHaveValueAsync("typed", new() { Timeout = Patience });

        await visitor.OpenAsync("settings/you");
        await visitor.SeesAsync("this browser");
        await visitor.Page.FillAsync("#po", "wrong");
        await visitor.Page.FillAsync("#pw", "another of eight letters");
        await visitor.Button("Change the password").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".toast.no")).ToBeVisibleAsync(new() { Timeout = Patience });
        await visitor.Page.FillAsync("#po", Password);
        await visitor.Button("Change the password").ClickAsync();
        await visitor.Page.Locator("#session-over a").ClickAsync(new() { Timeout = Patience });
        await SignInAsync(visitor, "another of eight letters");
        await visitor.IsAtAsync("/settings/you$");
        visitor.AssertNoTroubles();
    }

    private static async Task SignInAsync(Visitor visitor, string password)
    {
        await visitor.IsAtAsync("/sign-in[?]to=");
        await visitor.Page.FillAsync("input[name=name]", "zhang");
        await visitor.Page.FillAsync("input[name=password]", password);
        await visitor.Page.PressAsync("input[name=password]", "Enter");
        await visitor.Page.WaitForSelectorAsync(".app[data-live]", new() { Timeout = Patience });
    }
}
