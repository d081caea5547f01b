using System.Diagnostics;
using Weft.Extraction.Prompting;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Providers.Chat;

/// <summary>What is told of each call to whoever listens.</summary>
internal sealed partial class ChatSession
{
    private async Task<ChatReply> SendAsync(PromptText prompt, Sent sent, CancellationToken cancel)
    {
        using var span = Telemetry.Source.StartActivity("call", ActivityKind.Client);
        span?.SetTag("weft.call", sent.Call.Id).SetTag("weft.provider", Provider.Name).SetTag("weft.model", Provider.Model);
        var began = _time.GetTimestamp();
        // A call that was cancelled may have been worked on.
        var outcome = CallOutcome.Lost;
        context.NoteLeft();
        try
        {
            var reply = await context.Endpoint.AskAsync(Provider, Chat(prompt, sent), cancel);
            outcome = OutcomeOf(reply);
            return reply;
        }
        finally
        {
            context.NoteEnded();
            Telemetry.Calls.Add(1, Telemetry.Of(Provider.Name), new("outcome", outcome));
            Telemetry.CallTime.Record(_time.GetElapsedTime(began).TotalSeconds, Telemetry.Of(Provider.Name));
            span?.SetTag("weft.outcome", outcome);
        }
    }

    private static string OutcomeOf(ChatReply reply) =>
        reply switch
        {
            ChatReply.Answered => CallOutcome.Answered,
            ChatReply.Refused => CallOutcome.Refused,
            ChatReply.Broken { Sent: true } => CallOutcome.Lost,
            ChatReply.Broken or ChatReply.Busy or ChatReply.Closed or ChatReply.FormatRefused or ChatReply.Learnt =>
                CallOutcome.NotTaken,
            _ => throw new UnreachableException($"no such reply: {reply}"),
        };

    private void CountSpending(Written written, Price price)
    {
        var tag = Telemetry.Of(Provider.Name);
        Telemetry.Tokens.Add(written.PromptTokens - written.CachedTokens, tag, new("kind", "prompt"));
        Telemetry.Tokens.Add(written.CachedTokens, tag, new("kind", "cached"));
        Telemetry.Tokens.Add(written.AnswerTokens - written.Thinking.Tokens, tag, new("kind", "answer"));
        Telemetry.Tokens.Add(written.Thinking.Tokens, tag, new("kind", "thinking"));
        if (written.Micros > 0)
            Telemetry.Money.Add(written.Micros / 1_000_000d, tag, new("currency", price.Currency));
    }
}
