using System.Globalization;
using Weft.Model;
using Weft.Storage;

namespace Weft.Ledger;

/// <summary>Calls, answers and what they cost.</summary>
internal sealed partial class RowMapping
{
    public Answer Answer(Row row) =>
        new(
            Key: new(
                PassageHash: row.Text("passage_hash"),
                RecipeHash: row.Text("recipe_hash"),
                Model: row.Text("model"),
                Step: row.Word<PassageAttempt>("step"),
                Round: row.Int("round")
            ),
            Provider: row.Text("provider"),
            Body: row.Text("body"),
            Finish: row.Text("finish"),
            PromptTokens: row.Long("prompt_tokens"),
            CachedTokens: row.Long("cached_tokens"),
            AnswerTokens: row.Long("answer_tokens"),
            Micros: row.Long("micros"),
            Context: row.Text("context"),
            At: At(row, "at_ms")
        )
        {
            Thinking = Thinking(row),
        };

    private static Thinking Thinking(Row row) => new(row.Long("thinking_tokens"), row.Long("thinking_micros"));

    public CallTrace Trace(Row row) =>
        new(
            Session: SessionId(row),
            At: At(row, "at_ms"),
            Deadline: At(row, "deadline_ms"),
            Tokens: row.Long("tokens"),
            Open: row.MaybeLong("is_open") == 1
        )
        {
            Permit = row.Long("permit"),
            Job = JobId(row),
        };

    public static (JobId Job, Spending Spending) Spending(Row row) =>
        (
            JobId(row),
            new(
                Calls: row.Int("calls"),
                Answered: row.Int("answered"),
                PromptTokens: row.Long("prompt_tokens"),
                CachedTokens: row.Long("cached_tokens"),
                AnswerTokens: row.Long("answer_tokens"),
                Micros: row.Long("micros")
            )
            {
                Thinking = Thinking(row),
            }
        );

    public static AnswerUsage AnswerUsage(Row row) =>
        new(
            Model: row.Text("model"),
            PromptTokens: row.Long("prompt_tokens"),
            CachedTokens: row.Long("cached_tokens"),
            AnswerTokens: row.Long("answer_tokens"),
            Context: row.Text("context"),
            Took: TimeSpan.FromMilliseconds(Math.Max(row.Long("took_ms"), 0))
        );

    /// <summary>A call that the provider failed, with the round of its run; −1 = not told.</summary>
    public static (long AtMs, int Round) Fault(Row row)
    {
        var round = Reason(row).Arguments.FirstOrDefault(argument => argument.Name == "round")?.Text;
        return (row.Long("at_ms"), int.TryParse(round, CultureInfo.InvariantCulture, out var number) ? number : -1);
    }

    /// <summary>A job with its own part of what is gone.</summary>
    public static (JobId First, JobId Job, BudgetUse Use) PartOfPurse(Row row) =>
        (new(row.Long("first_id")), JobId(row), BudgetUse(row));

    public static BudgetUse BudgetUse(Row row)
    {
        var (tokens, micros) = (row.Long("reserved_tokens"), row.Long("reserved_micros"));
        return new(
            new(row.MaybeLong("budget_tokens"), row.MaybeLong("budget_micros")),
            SettledTokens: row.Long("spent_tokens") - tokens,
            SettledMicros: row.Long("spent_micros") - micros,
            ReservedTokens: tokens,
            ReservedMicros: micros
        );
    }
}
