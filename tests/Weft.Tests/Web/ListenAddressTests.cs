using Weft.Tests.Cli;
using Weft.Web;
using Xunit;

namespace Weft.Tests.Web;

public sealed class ListenAddressTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    [Theory]
    [InlineData("127.0.0.1:8420", "127.0.0.1:8420", true)]
    [InlineData("127.9.9.9:1", "127.9.9.9:1", true)]
    [InlineData("localhost:0", "127.0.0.1:0", true)]
    [InlineData("[::1]:65535", "[::1]:65535", true)]
    [InlineData("0.0.0.0:80", "0.0.0.0:80", false)]
    [InlineData("*:80", "[::]:80", false)]
    [InlineData("10.0.0.7:80", "10.0.0.7:80", false)]
    public void An_address_is_read_and_known_to_be_this_machine_s_own_or_not(string text, string expected, bool loopback)
    {
        var address = ListenAddress.TryParse(text);
        Assert.Equal((expected, loopback), (address!.ToString(), address.IsLoopback));
    }

    [Theory]
    [InlineData("8420")]
    [InlineData(":8420")]
    [InlineData("::1:8420")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("some.host:80")]
    [InlineData("off")]
    [InlineData("")]
    public void Anything_else_is_none(string text) => Assert.Null(ListenAddress.TryParse(text));

    [Theory]
    [InlineData("everywhere", "secret", "web.listen (WEFT_LISTEN) must be an address with a port")]
    public async Task The_settings_refuse_what_may_not_be_listened_at(string listen, string password, string expected)
    {
        (_weaver.Variables["WEFT_LISTEN"], _weaver.Variables["WEFT_WEB_PASSWORD"]) = (listen, password);
        Assert.Equal(1, await _weaver.RunAsync("config", "check"));
        Assert.Contains("error: " + expected, _weaver.Out);
    }

    [Theory]
    [InlineData("0.0.0.0:8420")]
    [InlineData("off")]
    public async Task A_password_comes_from_a_file_and_is_never_shown(string listen)
    {
        _weaver.Variables["WEFT_LISTEN"] = listen;
        _weaver.Variables["WEFT_WEB_PASSWORD_FILE"] = _weaver.Write("password", "hunter2\n");
        Assert.Equal(0, await _weaver.RunAsync("config", "check"));
        Assert.Equal(0, await _weaver.RunAsync("config", "show"));
        Assert.DoesNotContain("hunter2", _weaver.Out);
        Assert.Contains("***", _weaver.Out);
    }
}
