using Weft.Extraction.Answers;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Extraction.Passages;

/// <summary>A passage, or a half of one, with the answer that serves it.</summary>
internal sealed record ServedPassage(Passage Passage, Answer Answer, ParsedAnswer Parsed);

/// <summary>What comes next for a passage.</summary>
internal abstract record NextStep
{
    /// <summary>Look these up in the journal first.</summary>
    public sealed record Look(Passage Passage, IReadOnlyList<AnswerKey> Keys) : NextStep;

    public sealed record Ask(Passage Passage, AnswerKey Key) : NextStep;

    /// <summary>Together they are the passage, in the order of the text; none for a passage without a word.</summary>
    public sealed record Accepted(IReadOnlyList<ServedPassage> Served) : NextStep;

    /// <summary>This provider has failed the passage in this round.</summary>
    public sealed record GaveUp(Reason Reason) : NextStep;
}

/// <summary>
/// Decides how a passage is asked: first, again if that was no answer, in halves if it was cut off; then this provider has failed it.
/// An accepted answer of any of the job's models and of any round that counts, up to this one, serves. A pure function of the journal's answers:
/// after any crash it comes to where it was without asking anything twice.
/// </summary>
/// <param name="models">Of the job's providers, in the job's order.</param>
/// <param name="model">Of the provider that asks.</param>
/// <param name="round">Of the run; each round asks anew what has no accepted answer.</param>
/// <param name="from">The first round that counts: a person wanted all asked again from there on.</param>
internal sealed class PassagePolicy(Recipe recipe, IReadOnlyList<string> models, string model, int round, int from = 0)
{
    /// <summary>A passage is halved so often at most: an eighth that is still cut off has another reason than its length.</summary>
    public const int Deepest = 3;

    /// <summary>Finish word of an answer that stands for a refusal; its body is the provider's words.</summary>
    public const string Refused = "refused";

    /// <summary>Finish word of a refusal because the prompt was too long.</summary>
    public const string TooLong = "too_long";

    private readonly string _recipe = recipe.Hash();

    public NextStep Next(Passage passage, KnownAnswers answers) => Step(Look(passage, answers), answers);

    /// <summary>What stands for a passage: the step it comes to, null where nothing serves it, and the halves as far as they were looked at for that.</summary>
    private sealed record Standing(Passage Passage, NextStep? Step, Standing? Left = null, Standing? Right = null);

    private NextStep Step(Standing standing, KnownAnswers answers) => standing.Step ?? Unserved(standing, answers);

    private Standing Look(Passage passage, KnownAnswers answers)
    {
        if (passage.IsBlank)
            return new(passage, new NextStep.Accepted([]));
        var keys = Keys(passage);
        if (!answers.Knows(passage))
            return new(passage, new NextStep.Look(passage, keys));
        var cut = false;
        foreach (var answer in keys.Select(answers.Find).OfType<Answer>())
        {
            var verdict = Judge(answer, answers.Parsed(answer));
            if (verdict == Verdict.Good)
                return new(passage, new NextStep.Accepted([new(passage, answer, answers.Parsed(answer))]));
            cut |= verdict is Verdict.Cut or Verdict.Broken;
        }
        if (!cut || passage.Depth >= Deepest || PassageCutter.Halve(passage) is not var (first, second))
            return new(passage, null);
        var left = Look(first, answers);
        if (left.Step is not NextStep.Accepted accepted)
            return new(passage, left.Step, left);
        var right = Look(second, answers);
        return new(passage, right.Step is { } step ? Both(accepted, step) : null, left, right);
    }

    private NextStep Unserved(Standing standing, KnownAnswers answers)
    {
        var passage = standing.Passage;
        var key = Key(passage, passage.Step, model, round);
        if (answers.Find(key) is not { } answer)
            return new NextStep.Ask(passage, key);
        var verdict = Judge(answer, answers.Parsed(answer));
        if (verdict is Verdict.Bad or Verdict.Broken)
        {
            var again = Key(passage, PassageAttempt.Again, model, round);
            if (answers.Find(again) is not { } repeated)
                return new NextStep.Ask(passage, again);
            (answer, verdict) = (repeated, Judge(repeated, answers.Parsed(repeated)));
        }
        if (verdict is Verdict.Bad or Verdict.Refused)
            return new NextStep.GaveUp(ReasonOf(passage, answer, answers.Parsed(answer)));
        if (passage.Depth >= Deepest || PassageCutter.Halve(passage) is not var (first, second))
            return new NextStep.GaveUp(RunReasons.PassageCutOff(passage.Offset, passage.Text.Length));
        // Each half is looked at once, here or when the whole was.
        var left = Step(standing.Left ?? Look(first, answers), answers);
        return left is NextStep.Accepted accepted ? Both(accepted, Step(standing.Right ?? Look(second, answers), answers)) : left;
    }

    private static NextStep Both(NextStep.Accepted left, NextStep right) =>
        right is NextStep.Accepted other ? new NextStep.Accepted([.. left.Served, .. other.Served]) : right;

    private enum Verdict
    {
        Good,

        /// <summary>No answer: ask again.</summary>
        Bad,

        /// <summary>Its end is missing though the provider says it stopped by itself: ask again, then halve.</summary>
        Broken,

        /// <summary>The provider's bound cut it off: halve.</summary>
        Cut,

        /// <summary>Asking again would bring the same.</summary>
        Refused,
    }

    private static Verdict Judge(Answer answer, ParsedAnswer parsed) =>
        answer.Finish switch
        {
            TooLong => Verdict.Cut,
            Refused => Verdict.Refused,
            _ when parsed is { Acceptable: true, Truncated: false } => Verdict.Good,
            "content_filter" => Verdict.Refused,
            "length" => IsThinkingAlone(answer.Body) ? Verdict.Refused : Verdict.Cut,
            _ => parsed.Truncated ? Verdict.Broken : Verdict.Bad,
        };

    /// <summary>The bound went on thinking, and a shorter passage would be thought about as long.</summary>
    private static bool IsThinkingAlone(string body)
    {
        var start = body.AsSpan().TrimStart();
        return start.Length == 0
            || (
                start.StartsWith("<think", StringComparison.OrdinalIgnoreCase)
                && !body.Contains("</think", StringComparison.OrdinalIgnoreCase)
            );
    }

    private static Reason ReasonOf(Passage passage, Answer answer, ParsedAnswer parsed) =>
        answer.Finish switch
        {
            Refused => RunReasons.PassageRefused(passage.Offset, passage.Text.Length, AnswerParserRecords.Shown(answer.Body)),
            "content_filter" => RunReasons.PassageFiltered(passage.Offset, passage.Text.Length),
            "length" when IsThinkingAlone(answer.Body) => RunReasons.PassageThoughtAway(
                passage.Offset,
                passage.Text.Length,
                answer.AnswerTokens
            ),
            _ => RunReasons.PassageUnread(passage.Offset, passage.Text.Length, parsed.Problem),
        };

    /// <summary>All keys under which an answer may serve the passage: the earliest round first, in it the job's order of models.</summary>
    private List<AnswerKey> Keys(Passage passage)
    {
        var keys = new List<AnswerKey>();
        for (var each = from; each <= round; each++)
            foreach (var name in models)
            {
                keys.Add(Key(passage, passage.Step, name, each));
                keys.Add(Key(passage, PassageAttempt.Again, name, each));
            }
        return keys;
    }

    private AnswerKey Key(Passage passage, PassageAttempt step, string of, int inRound) =>
        new(passage.Hash, _recipe, of, step, inRound);
}

/// <summary>What was read from the journal, and what was answered since.</summary>
internal sealed class KnownAnswers
{
    private readonly Dictionary<AnswerKey, Answer> _answers = [];
    private readonly Dictionary<AnswerKey, ParsedAnswer> _parsed = [];
    private readonly HashSet<(string, PassageAttempt)> _known = [];

    /// <summary>The passage was looked up; answers that were found are here.</summary>
    public void Found(Passage passage, IEnumerable<Answer> answers)
    {
        _known.Add((passage.Hash, passage.Step));
        foreach (var answer in answers)
            Add(answer);
    }

    public void Add(Answer answer) => _answers[answer.Key] = answer;

    public bool Knows(Passage passage) => _known.Contains((passage.Hash, passage.Step));

    public Answer? Find(AnswerKey key) => _answers.GetValueOrDefault(key);

    /// <summary>Read once: bodies never change.</summary>
    public ParsedAnswer Parsed(Answer answer) =>
        _parsed.TryGetValue(answer.Key, out var parsed) ? parsed : _parsed[answer.Key] = AnswerParser.Parse(answer.Body);
}
