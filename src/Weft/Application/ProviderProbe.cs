using System.Diagnostics;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>Asks a provider one short question, so that a person sees whether address, model and key are right.</summary>
internal sealed class ProviderProbe(ProviderRegistry registry, IChatEndpoint endpoint, TimeProvider time, AuditLog audit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Some think before they write.</summary>
    private const int AnswerTokens = 1_024;

    /// <summary>What a model wants otherwise is found out in so many asks.</summary>
    private const int MostAsks = 6;

    private const string Schema =
        """{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"],"additionalProperties":false}""";

    public async Task<Result<ProviderTest>> TestAsync(string name, CancellationToken cancel)
    {
        switch (await registry.FindAsync(name, cancel))
        {
            case Result<Provider>.Done({ Kind.MakesCalls: false }):
                return new Refusal.RulesNeedNoTest();
            case Result<Provider>.Done(var provider):
                return await audit.NotedAsync<ProviderTest>(
                    await AskAsync(provider, cancel),
                    AuditKind.ProviderTested,
                    test => test.Ok ? AuditReasons.ProviderAnswered(name) : AuditReasons.ProviderDidNotAnswer(name)
                );
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
        for (var asked = 1; reply is ChatReply.Learnt && asked < MostAsks; asked++)
            reply = await endpoint.AskAsync(provider, call, cancel);
        var took = time.GetElapsedTime(began);
        var (ok, words) = Judge(reply);
        return new(provider, ok, words, took);
    }

    private static (bool Ok, Reason Said) Judge(ChatReply reply) =>
        reply switch
        {
            ChatReply.Answered { Finish: "length" } cut when string.IsNullOrWhiteSpace(cut.Body) => (
                false,
                CallReasons.OnlyThought(cut.AnswerTokens ?? AnswerTokens)
            ),
            ChatReply.Answered answered when string.IsNullOrWhiteSpace(answered.Body) => (false, CallReasons.AnswerEmpty),
            ChatReply.Answered answered => (true, Reason.OfWords(answered.Body)),
            ChatReply.Busy busy => (false, busy.Cause),
            ChatReply.Closed closed => (false, closed.Cause),
            ChatReply.Broken broken => (false, broken.Cause),
            ChatReply.FormatRefused refused => (false, Reason.OfWords(refused.Words)),
            ChatReply.Learnt learnt => (false, Reason.OfWords(learnt.Words)),
            ChatReply.Refused refused => (false, Reason.OfWords(refused.Words)),
            _ => throw new UnreachableException(),
        };
}
