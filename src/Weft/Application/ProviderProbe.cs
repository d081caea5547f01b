using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weft.Application.Texts;
using Weft.Extraction.Prompting;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>
/// Asks a provider one question as long as a call for a passage, so that a person sees whether address, model and key are right and
/// whether its window holds such a call. What it finds out is remembered.
/// </summary>
internal sealed class ProviderProbe(ProviderRegistry registry, IChatEndpoint endpoint, TimeProvider time, AuditLog audit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A model at home reads so long a prompt slowly.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(10);

    /// <summary>Some think before they write.</summary>
    private const int AnswerTokens = 1_024;

    /// <summary>What a model wants otherwise is found out in so many asks.</summary>
    private const int MostAsks = 6;

    /// <summary>A prompt of a passage has about half of that: a window of 4,096 tokens, too small for prompt and answer, cuts this one.</summary>
    private const int PromptTokens = 6_000;

    /// <summary>Tokenizers differ, but not by so much: the estimate is on the high side by a half at most.</summary>
    private const double LeastShare = 0.55;

    /// <summary>An answer of a dozen characters needs no more; above, it was thought about.</summary>
    private const int MostForAnswer = 60;

    private const int MostListed = 12;

    private const string Schema =
        """{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"],"additionalProperties":false}""";

    private const string Rules = "You are being tested. Answer in JSON, with one field: {\"ok\": true}";

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
        var user = Question(provider);
        var began = time.GetTimestamp();
        var known = provider;
        ChatReply reply;
        bool goesOn;
        var asks = 0;
        do
        {
            var format = known.Health.Manners.Format ?? AnswerFormat.JsonSchema;
            reply = await endpoint.AskAsync(known, Call(known, user, format), cancel);
            goesOn = reply is ChatReply.Learnt || (reply is ChatReply.FormatRefused && format != AnswerFormat.Plain);
            known = reply switch
            {
                ChatReply.Learnt learnt => known.Knowing(learnt.Manners),
                ChatReply.FormatRefused when goesOn => known.Knowing(new() { Format = format + 1 }),
                ChatReply.Answered => known.Knowing(new() { Format = format }),
                ChatReply.FormatRefused or ChatReply.Busy or ChatReply.Broken or ChatReply.Closed or ChatReply.Refused => known,
                _ => throw new UnreachableException(),
            };
        } while (goesOn && ++asks < MostAsks);
        var took = time.GetElapsedTime(began);
        if (known.Health.Manners != provider.Health.Manners)
            await registry.RememberAsync(known, cancel);
        var (ok, words) = Judge(reply);
        var found = new List<Reason>(Shown(reply, user, provider.Model));
        if (reply is ChatReply.Closed or ChatReply.Refused && await ListedAsync(provider, cancel) is { } listed)
            found.Add(listed);
        found.AddRange(KnownManners.Of(known.Health.Manners));
        var answered = reply as ChatReply.Answered;
        return new(known, ok && !found.Any(reason => reason.Code == PromptCutCode), words, took)
        {
            Found = found,
            PromptTokens = answered?.PromptTokens,
            AnswerTokens = answered?.AnswerTokens,
        };
    }

    private static readonly string PromptCutCode = MannerReasons.PromptCut(0, 0).Code;

    private static ChatCall Call(Provider provider, string user, AnswerFormat format)
    {
        var patience = provider.Settings.Timeout is { } set && set > Patience ? set : Patience;
        return new(
            provider.Model,
            Rules,
            user,
            format,
            Schema,
            AnswerTokens + (provider.Settings.ThinkingTokens ?? 0),
            patience < LongestPatience ? patience : LongestPatience
        );
    }

    /// <summary>Fits into the window that people say it has.</summary>
    private static string Question(Provider provider)
    {
        var room = (provider.Settings.Context ?? int.MaxValue) - AnswerTokens - (provider.Settings.ThinkingTokens ?? 0);
        var tokens = Math.Clamp(room * 3L / 4, 0, PromptTokens);
        var text = new StringBuilder();
        for (var line = 1; TokenEstimate.Of(text.ToString(), provider.Model) < tokens; line += 10)
        for (var next = line; next < line + 10; next++)
            text.Append(CultureInfo.InvariantCulture, $"Line {next} of this test has nothing to tell.\n");
        return text.Append("Answer {\"ok\": true}").ToString();
    }

    private static IEnumerable<Reason> Shown(ChatReply reply, string user, string model)
    {
        if (reply is not ChatReply.Answered answered)
            yield break;
        var estimate = TokenEstimate.Of(user, model);
        if (answered.PromptTokens is { } prompt && prompt < estimate * LeastShare)
            yield return MannerReasons.PromptCut(prompt, estimate);
        if (answered.PromptTokens is null && answered.AnswerTokens is null)
            yield return MannerReasons.CountsNothing;
        if (
            answered.Body.Length > 0
            && answered.AnswerTokens is { } tokens
            && tokens > MostForAnswer
            && tokens > TokenEstimate.Of(answered.Body, model) * 2
        )
            yield return MannerReasons.Thinks(tokens, TokenEstimate.Of(answered.Body, model));
        if (!string.IsNullOrWhiteSpace(answered.Body) && !HoldsJson(answered.Body))
            yield return MannerReasons.NoJson;
    }

    /// <summary>The real answers are read with much more patience; here a hint is enough.</summary>
    private static bool HoldsJson(string body)
    {
        var (from, until) = (body.IndexOf('{', StringComparison.Ordinal), body.LastIndexOf('}'));
        if (from < 0 || until < from)
            return false;
        try
        {
            return JsonNode.Parse(body[from..(until + 1)]) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Where the provider has a list of its models and this one is not in it: those that are near by name, first.</summary>
    private async Task<Reason?> ListedAsync(Provider provider, CancellationToken cancel)
    {
        var models = await endpoint.ModelsAsync(provider, cancel);
        if (models.Count == 0 || models.Contains(provider.Model, StringComparer.OrdinalIgnoreCase))
            return null;
        var near = Nearest.To(provider.Model, models);
        var shown = models.OrderByDescending(model => model == near).Take(MostListed).ToList();
        return MannerReasons.ModelNotListed(provider.Model, string.Join(", ", shown) + (models.Count > shown.Count ? ", …" : ""));
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
