using System.CommandLine;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;

namespace Weft.Cli.Commands;

/// <summary>Ends a provider's pause.</summary>
internal sealed class ProviderResumeCommand : WeftCommand
{
    private readonly Argument<string> _name;

    public ProviderResumeCommand(Shell shell)
        : base("provider.resume", shell) => Add(_name = shell.Word("NAME", "provider.name"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var provider = (await stores.Providers.ResumeAsync(invocation.Get(_name), cancel)).OrThrow(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, ProviderShape.Of(provider, Shell.Time.GetUtcNow(), Phrases.Reasons, stores.Providers.Prices));
        else
            Shell.Out.WriteLine(Phrases.Say("provider.resumed", provider.Name));
        return ExitCode.Ok;
    }
}

/// <summary>Removes a provider that no open job needs.</summary>
internal sealed class ProviderRemoveCommand : WeftCommand
{
    private readonly Argument<string> _name;

    public ProviderRemoveCommand(Shell shell)
        : base("provider.remove", shell) => Add(_name = shell.Word("NAME", "provider.name"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var name = invocation.Get(_name);
        (await stores.Providers.RemoveAsync(name, cancel)).ThrowIfRefused(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, new RemovedProviderShape(name));
        else
            Shell.Out.WriteLine(Phrases.Say("provider.removed", name));
        return ExitCode.Ok;
    }
}

/// <summary>Asks a provider one question and shows what came of it and what was found out.</summary>
internal sealed class ProviderTestCommand : WeftCommand
{
    private const int MostWords = 120;
    private readonly Argument<string> _name;

    public ProviderTestCommand(Shell shell)
        : base("provider.test", shell) => Add(_name = shell.Word("NAME", "provider.name"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var test = (await stores.ProviderProbe.TestAsync(invocation.Get(_name), cancel)).OrThrow(stores);
        var (provider, ok, said, took) = test;
        var words = ok ? Cells.Fit(said.Sentence, MostWords) : said.Say(Phrases.Reasons);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, ProviderTestShape.Of(test, words, Phrases.Reasons));
            return ok ? ExitCode.Ok : ExitCode.Failed;
        }
        if (!ok)
        {
            // What it has shown says what to do; the answer itself may look well.
            var why = said.Code.Length == 0 && test.PromptTokens is not null ? test.Found[0].Say(Phrases.Reasons) : words;
            Found(why == words ? test.Found : test.Found.Skip(1), Shell.Error);
            throw new UserError(Phrases.Say("provider.testFailed", provider.Name, why));
        }
        var seconds = took.TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
        Shell.Out.WriteLine(Phrases.Say("provider.testOk", provider.Name, provider.Model, seconds, words));
        if (test is { PromptTokens: { } prompt, AnswerTokens: { } written })
            Shell.Out.WriteLine(Phrases.Say("provider.testTokens", prompt, written));
        Found(test.Found, Shell.Out);
        return ExitCode.Ok;
    }

    private void Found(IEnumerable<Reason> found, TextWriter to)
    {
        foreach (var reason in found)
            to.WriteLine(Phrases.Say("provider.testFound", reason.Say(Phrases.Reasons)));
    }
}
