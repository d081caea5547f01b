using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;

namespace Weft.Cli.Commands;

/// <summary>Ends a provider's pause.</summary>
internal sealed class ProviderResumeCommand : WeftCommand
{
    private readonly Argument<string> _name;

    public ProviderResumeCommand(Shell shell)
        : base("provider.resume", shell) => Add(_name = shell.Word("NAME", "provider.name"));

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var provider = await ProviderRows.FindAsync(place, asked.Get(_name), cancel);
        await place.Ledger.Providers.TryResumeProviderAsync(provider.Name, cancel);
        if (asked.Json)
            Json.Write(Shell.Out, ProviderRows.ToJson(await ProviderRows.FindAsync(place, provider.Name, cancel), Shell.Time));
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

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var provider = await ProviderRows.FindAsync(place, asked.Get(_name), cancel);
        if (provider.Name == Provider.RulesName)
            throw new Refusal(Phrases["provider.rulesStands"]);
        if (await place.Ledger.Providers.RemoveProviderAsync(provider.Name, cancel) is ProviderRemoval.InUse inUse)
            throw new Refusal(Phrases.Say("provider.inUse", provider.Name, string.Join(", ", inUse.Jobs)));
        if (asked.Json)
            Json.Write(Shell.Out, new { removed = provider.Name });
        else
            Shell.Out.WriteLine(Phrases.Say("provider.removed", provider.Name));
        return ExitCode.Ok;
    }
}

/// <summary>Asks a provider one short question and shows what came of it.</summary>
internal sealed class ProviderTestCommand : WeftCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const string Schema =
        """{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"],"additionalProperties":false}""";
    private readonly Argument<string> _name;

    public ProviderTestCommand(Shell shell)
        : base("provider.test", shell) => Add(_name = shell.Word("NAME", "provider.name"));

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var provider = await ProviderRows.FindAsync(place, asked.Get(_name), cancel);
        if (!provider.Kind.MakesCalls)
            throw new Refusal(Phrases["provider.rulesNeedsNoTest"]);
        var call = new ChatCall(
            provider.Model,
            "Answer in JSON.",
            "Answer {\"ok\": true}",
            AnswerFormat.Plain,
            Schema,
            64,
            Patience
        );
        var began = Shell.Time.GetTimestamp();
        var reply = await Backends.Endpoint(place).AskAsync(provider, call, cancel);
        var took = Shell.Time.GetElapsedTime(began);
        var (ok, words) = Judge(reply);
        if (asked.Json)
        {
            Json.Write(
                Shell.Out,
                new
                {
                    provider = provider.Name,
                    ok,
                    words,
                    milliseconds = (long)took.TotalMilliseconds,
                }
            );
            return ok ? ExitCode.Ok : ExitCode.Failed;
        }
        if (!ok)
            throw new Refusal(Phrases.Say("provider.testFailed", provider.Name, words));
        Shell.Out.WriteLine(
            Phrases.Say(
                "provider.testOk",
                provider.Name,
                provider.Model,
                took.TotalSeconds.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture),
                words
            )
        );
        return ExitCode.Ok;
    }

    private static (bool Ok, string Words) Judge(ChatReply reply) =>
        reply switch
        {
            ChatReply.Answered answered => (true, Cells.Fit(answered.Body, 120)),
            ChatReply.Busy busy => (false, busy.Words),
            ChatReply.Closed closed => (false, closed.Words),
            ChatReply.Broken broken => (false, broken.Words),
            ChatReply.FormatRefused refused => (false, refused.Words),
            ChatReply.Refused refused => (false, refused.Words),
            _ => (false, reply.ToString()),
        };
}
