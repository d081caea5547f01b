using System.CommandLine;
using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Providers;

namespace Weft.Cli.Parsing;

/// <summary>How a provider is to be asked, as options.</summary>
internal sealed class AskingOptions
{
    private const string Yes = "yes";
    private const int LeastWindow = 1_024;
    private const int MostTokens = 100_000_000;
    private readonly Option<string?> _extra;
    private readonly Option<string?> _temperature;
    private readonly Option<string?> _stream;
    private readonly Option<string?> _timeout;
    private readonly Option<long?> _context;
    private readonly Option<long?> _thinking;

    public AskingOptions(Shell shell)
    {
        _extra = shell.TextOption("--extra", "JSON", "provider.extra");
        _temperature = shell.TextOption("--temperature", "N|none", "provider.temperature");
        _temperature.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && AskingText.TryTemperature(text) is null)
                result.AddError(shell.Phrases.Say("usage.notTemperature", "--temperature", text));
        });
        _stream = shell.ChoiceOption("--stream", "provider.stream", Yes, "no");
        _timeout = shell.TextOption("--timeout", "30m", "provider.timeout");
        _timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && CallTimes.TryParse(text) is null)
                result.AddError(shell.Phrases.Say("usage.notTimeout", "--timeout", text));
        });
        _context = shell.WholeOption("--context", "N", "provider.context", LeastWindow, MostTokens);
        _thinking = shell.WholeOption("--thinking-tokens", "N", "provider.thinking", 1, MostTokens);
    }

    public IReadOnlyList<Option> All => [_extra, _temperature, _stream, _timeout, _context, _thinking];

    public ProviderSettings Read(Invocation invocation) =>
        new()
        {
            Extra = invocation.Get(_extra) ?? "",
            Temperature = invocation.Get(_temperature) is { } temperature ? AskingText.TryTemperature(temperature) : null,
            Streams = invocation.Get(_stream) is { } stream ? stream == Yes : null,
            Timeout = invocation.Get(_timeout) is { } timeout ? CallTimes.TryParse(timeout) : null,
            Context = (int?)invocation.Get(_context),
            ThinkingTokens = (int?)invocation.Get(_thinking),
        };
}
