using System.Diagnostics;
using Weft.Model;
using Weft.Providers;

namespace Weft.Application;

/// <summary>Asks a provider one short question, so that a person sees whether address, model and key are right.</summary>
internal sealed class ProviderProbe(ProviderRegistry registry, IChatEndpoint endpoint, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const int AnswerTokens = 64;
    private const string Schema =
        """{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"],"additionalProperties":false}""";

    public async Task<Result<ProviderTest>> TestAsync(string name, CancellationToken cancel)
    {
        switch (await registry.FindAsync(name, cancel))
        {
            case Result<Provider>.Done({ Kind.MakesCalls: false }):
                return new Refusal.RulesNeedNoTest();
            case Result<Provider>.Done(var provider):
                return await AskAsync(provider, cancel);
            case Result<Provider>.Refused(var why):
                return why;
            default:
                throw new UnreachableException();
        }
    }

    private async Task<ProviderTest> AskAsync(Provider provider, CancellationToken cancel)
    {
        var call = new ChatCall(
            provider.Model,
            "Answer in JSON.",
            "Answer {\"ok\": true}",
            AnswerFormat.Plain,
            Schema,
            AnswerTokens,
            Patience
        );
        var began = time.GetTimestamp();
        var reply = await endpoint.AskAsync(provider, call, cancel);
        var took = time.GetElapsedTime(began);
        var (ok, words) = Judge(reply);
        return new(provider, ok, words, took);
    }

    private static (bool Ok, string Words) Judge(ChatReply reply) =>
        reply switch
        {
            ChatReply.Answered answered => (true, answered.Body),
            ChatReply.Busy busy => (false, busy.Words),
            ChatReply.Closed closed => (false, closed.Words),
            ChatReply.Broken broken => (false, broken.Words),
            ChatReply.FormatRefused refused => (false, refused.Words),
            ChatReply.Learnt learnt => (false, learnt.Words),
            ChatReply.Refused refused => (false, refused.Words),
            _ => throw new UnreachableException(),
        };
}
