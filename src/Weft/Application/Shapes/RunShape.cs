using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application.Shapes;

/// <summary>One chapter of a job.</summary>
/// <param name="Attempt">Number of its last claim.</param>
/// <param name="Losses">Deaths of processes that had it in hand.</param>
/// <param name="Failures">Tries that failed.</param>
/// <param name="Round">How often its answers were asked anew.</param>
internal record RunShape(
    long Job,
    int Position,
    int Chapter,
    string Kind,
    string Title,
    int Characters,
    string State,
    string Provider,
    int Attempt,
    int Losses,
    int Failures,
    int Round,
    int Rejected,
    string Reason,
    string ReasonCode,
    JsonObject ReasonArgs,
    DateTimeOffset? RetryAt,
    DateTimeOffset? ChangedAt
)
{
    public static RunShape Of(RunView view, ReasonTexts texts) => new(view, texts);

    protected RunShape(RunView view, ReasonTexts texts)
        : this(
            view.Run.Id.Job.Value,
            view.Run.Id.Position,
            view.Part?.Unit.Number ?? 0,
            view.Part is { } part ? Glossary.Word(part.Unit.Kind) : "",
            view.Part?.Unit.Title ?? "",
            view.Run.Characters,
            Glossary.Word(view.Run.State),
            view.Run.Provider,
            view.Run.Attempt,
            view.Run.Losses,
            view.Run.Failures,
            view.Run.Round,
            view.Run.Rejected,
            view.Run.Reason.Say(texts),
            view.Run.Reason.Code,
            ReasonJson.ToNode(view.Run.Reason),
            view.Run.RetryAt,
            view.Run.ChangedAt
        ) { }
}

/// <summary>One run: also what was answered, what of it stands in the graph, and what was rejected.</summary>
internal sealed record RunDetailsShape : RunShape
{
    public RunDetailsShape(RunDetails details, ReasonTexts texts)
        : base(details.View, texts)
    {
        Woven = details.Woven;
        Answers = [.. details.Answers.Select(AnswerShape.Of)];
        Rejections = [.. details.Rejected.Select(rejection => RejectedRecordShape.Of(rejection, texts))];
    }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> Woven { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<AnswerShape> Answers { get; }

    [JsonPropertyOrder(1)]
    public IReadOnlyList<RejectedRecordShape> Rejections { get; }
}

/// <summary>A journalled answer.</summary>
/// <param name="Key">As <c>woven</c> names it.</param>
/// <param name="Step">Which ask of its passage.</param>
/// <param name="Body">The model's text as it came.</param>
internal sealed record AnswerShape(
    string Key,
    string Provider,
    string Model,
    string Step,
    int Round,
    string Body,
    string Finish,
    long PromptTokens,
    long CachedTokens,
    long AnswerTokens,
    decimal Money,
    DateTimeOffset At
)
{
    public static AnswerShape Of(Answer answer) =>
        new(
            answer.Key.ToString(),
            answer.Provider,
            answer.Key.Model,
            Glossary.Word(answer.Key.Step),
            answer.Key.Round,
            answer.Body,
            answer.Finish,
            answer.PromptTokens,
            answer.CachedTokens,
            answer.AnswerTokens,
            Figures.Amount(answer.Micros),
            answer.At
        );
}

/// <summary>A record that the text does not support.</summary>
internal sealed record RejectedRecordShape(string Kind, string Text, string Reason, string ReasonCode, JsonObject ReasonArgs)
{
    public static RejectedRecordShape Of(Rejection rejection, ReasonTexts texts) =>
        new(
            rejection.Kind,
            rejection.Text,
            rejection.Reason.Say(texts),
            rejection.Reason.Code,
            ReasonJson.ToNode(rejection.Reason)
        );
}
