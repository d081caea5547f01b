using Microsoft.Playwright;
using Xunit;

namespace Weft.Browser;

/// <summary>As soon as there is a user, everybody comes in by the door, and a reader orders nothing.</summary>
public sealed class SignInTests
{
    [Theory]
    [InlineData("en-GB", "Sign in", "Start a job", "Sign out")]
    [InlineData("zh-CN", "登录", "开始任务", "退出")]
    public async Task An_admin_orders_and_a_reader_looks(string locale, string signIn, string start, string signOut)
    {
        await using var program = await ServedProgram.StartAsync();
        await program.RunAsync("a long password\n", "user", "add", "zhang", "--role", "admin", "--password-file", "-");
        await program.RunAsync("another password\n", "user", "add", "li", "--password-file", "-");
        await program.RunAsync("", "import", StoryTests.Sample("alice.en.txt"));
        await using var visitor = await Visitor.ComeAsync(program.Url, locale);

        await visitor.Page.GotoAsync("books/1");
        await visitor.IsAtAsync("/sign-in\\?to=%2Fbooks%2F1");
        await ComeInAsync(visitor, "zhang", "wrong password", signIn);
        await Assertions.Expect(visitor.Page.Locator("[role=alert]")).ToBeVisibleAsync();
        await ComeInAsync(visitor, "zhang", "a long password", signIn);
        await visitor.IsAtAsync("/books/1$");
        await visitor.OpenAsync("books/1");
        await Assertions.Expect(visitor.Page.Locator("main").GetByText(start).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = signOut }).First.ClickAsync();
        await visitor.IsAtAsync("/sign-in");

        await ComeInAsync(visitor, "li", "another password", signIn);
        await visitor.OpenAsync("books/1");
        await visitor.SeesAsync("Alice");
        await Assertions.Expect(visitor.Page.Locator("main").GetByText(start)).ToHaveCountAsync(0);
    }

    private static async Task ComeInAsync(Visitor visitor, string name, string password, string signIn)
    {
        await visitor.Page.FillAsync("input[name=name]", name);
        await visitor.Page.FillAsync("input[name=password]", password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = signIn, Exact = true }).ClickAsync();
    }
}
