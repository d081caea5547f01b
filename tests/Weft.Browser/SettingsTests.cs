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
        await visitor.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await visitor.Button("Copy").ClickAsync();
        await visitor.SeesAsync("Copied");
        Assert.Equal(
            await visitor.Page.Locator("#tok").InnerTextAsync(),
            await visitor.Page.EvaluateAsync<string>("navigator.clipboard.readText()")
        );
        await visitor.Button("Revoke").ClickAsync();
        await visitor.SeesAsync("No tokens yet.");

        await visitor.OpenAsync("providers/add");
        await visitor.Page.FillAsync("#pn", "typed");
        await visitor.DraftIsKeptAsync();
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

    [Fact]
    public async Task The_last_admin_stays_and_users_are_given_roles_passwords_and_ends()
    {
        await using var program = await ServedProgram.StartAsync();
        await program.RunAsync(Password + "\n", "user", "add", "zhang", "--role", "admin", "--password-file", "-");
        await using var visitor = await Visitor.ComeAsync(program.Url);
        await using var reader = await Visitor.ComeAsync(program.Url, "zh-CN", 390, 844);
        await visitor.Page.GotoAsync("settings/users");
        await SignInAsync(visitor, Password);
        var role = visitor.Page.GetByLabel("Role of zhang");
        await role.SelectOptionAsync("Reader");
        await Assertions.Expect(visitor.Page.Locator(".toast.no")).ToContainTextAsync("last admin", new() { Timeout = Patience });
        await Assertions.Expect(role).ToHaveValueAsync("Admin", new() { Timeout = Patience });
        await visitor.Button("Remove").ClickAsync();
        await visitor.Page.Locator("dialog[open] .btn.d").ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("dialog[open]")).ToHaveCountAsync(0, new() { Timeout = Patience });
        await visitor.SeesAsync("zhang");

        // Who is added looks only, unless it is said otherwise.
        await visitor.Page.FillAsync("#un", "li");
        await visitor.Page.FillAsync("#up", "another of eight letters");
        await visitor.Button("Add a user").ClickAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("Role of li")).ToHaveValueAsync("Reader", new() { Timeout = Patience });
        await reader.Page.GotoAsync("settings/you");
        await SignInAsync(reader, "another of eight letters", "li");
        await Assertions.Expect(reader.Page.Locator(".setn a")).ToHaveCountAsync(1);
        await reader.OpenAsync("settings/users");
        await reader.SeesAsync("您的角色是读者");
        await Assertions.Expect(reader.Page.Locator("#un")).ToHaveCountAsync(0);

        await visitor.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(reader.Page.Locator("#session-over")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Assertions.Expect(reader.Page.Locator("#session-over a")).ToBeFocusedAsync(new() { Timeout = Patience });
        await Assertions.Expect(reader.Page.Locator("#palette")).ToHaveCountAsync(0);
        visitor.AssertNoTroubles();
        reader.AssertNoTroubles();
    }

    [Fact]
    public async Task What_one_person_typed_waits_for_them_in_its_own_view_and_is_shown_to_nobody_else()
    {
        await using var program = await ServedProgram.StartAsync();
        await program.RunAsync(Password + "\n", "user", "add", "zhang", "--role", "admin", "--password-file", "-");
        await program.RunAsync(Password + "\n", "user", "add", "wei", "--role", "admin", "--password-file", "-");
        await using var visitor = await Visitor.ComeAsync(program.Url);
        foreach (var (next, kept) in new[] { ("wei", ""), ("zhang", "typed") })
        {
            await visitor.Page.Context.ClearCookiesAsync();
            await visitor.Page.GotoAsync("providers/add");
            await SignInAsync(visitor, Password);
            await visitor.Page.FillAsync("#pn", "typed");
            await visitor.DraftIsKeptAsync();
            await program.RunAsync("", "user", "sign-ins", "zhang", "--end");
            await Assertions.Expect(visitor.Page.Locator("#session-over")).ToBeVisibleAsync(new() { Timeout = Patience });
            // A reload leads to the door as the button does.
            await visitor.Page.ReloadAsync();
            await SignInAsync(visitor, Password, next);
            await visitor.IsAtAsync("/providers/add$");
            if (kept.Length > 0)
                await Assertions
                    .Expect(visitor.Page.Locator("#lost-back"))
                    .ToContainTextAsync("signed in again", new() { Timeout = Patience });
            await Assertions.Expect(visitor.Page.Locator("#pn")).ToHaveValueAsync(kept, new() { Timeout = Patience });
            await program.RunAsync("", "user", "sign-ins", next, "--end");
        }
        visitor.AssertNoTroubles();
    }

    [Fact]
    public async Task One_of_ones_own_sign_ins_is_ended_and_the_others_stay()
    {
        await using var program = await ServedProgram.StartAsync();
        await program.RunAsync(Password + "\n", "user", "add", "zhang", "--role", "admin", "--password-file", "-");
        await using var here = await Visitor.ComeAsync(program.Url);
        await using var there = await Visitor.ComeAsync(program.Url);
        foreach (var visitor in new[] { there, here })
        {
            await visitor.Page.GotoAsync("settings/you");
            await SignInAsync(visitor, Password);
        }
        await here.OpenAsync("settings/you");
        await here.Page.Locator("main td button").ClickAsync();
        await Assertions.Expect(there.Page.Locator("#session-over")).ToBeVisibleAsync(new() { Timeout = Patience });
        await here.SeesAsync("this browser");
        await Assertions.Expect(here.Page.Locator("#session-over")).ToHaveCountAsync(0);
        await here.OpenAsync("settings/server");
        await here.SeesAsync("What this node works with");
        await Assertions.Expect(here.Page.Locator("main table").First.GetByText("answers")).ToHaveCountAsync(3);
        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
        await here.Page.Locator("#doctor details summary").ClickAsync(new() { Timeout = Patience });
        await here.SeesAsync("Nothing is wrong with the settings.");
        here.AssertNoTroubles();
    }

    private static async Task SignInAsync(Visitor visitor, string password, string name = "zhang")
    {
        await visitor.IsAtAsync("/sign-in[?]to=");
        await visitor.Page.FillAsync("input[name=name]", name);
        await visitor.Page.FillAsync("input[name=password]", password);
        await visitor.Page.PressAsync("input[name=password]", "Enter");
        await visitor.Page.WaitForSelectorAsync(".app[data-live]", new() { Timeout = Patience });
    }
}
