using System.CommandLine;
using Weft.Application;
using Weft.Cli.Terminal;
using Weft.Model;
using Weft.Providers;

namespace Weft.Cli.Parsing;

/// <summary>What a person may say about a job, the same for <c>run</c> and <c>job start</c>.</summary>
internal sealed class JobRequestOptions
{
    private const int LeastAnswer = 256;
    private const int MostAnswer = 65_536;

    private readonly Option<string[]> _providers;
    private readonly Option<ChapterRanges?> _chapters;
    private readonly Option<bool> _sideBySide;
    private readonly Option<string?> _priority;
    private readonly BudgetOptions _budget;
    private readonly Option<decimal?> _retry;
    private readonly Option<long?> _answer;
    private readonly Option<bool> _again;
    private readonly Option<string?> _rulesAfter;
    private readonly AskedOptions _asked;

    public JobRequestOptions(Command command, Shell shell)
    {
        command.Add(_providers = shell.TextsOption("--provider", "NAME", "opt.provider"));
        command.Add(_chapters = shell.ChaptersOption());
        command.Add(_sideBySide = shell.Flag("--side-by-side", "opt.sideBySide"));
        command.Add(_priority = shell.ChoiceOption("--priority", "opt.priority", "normal", "high"));
        _budget = new(command, shell);
        command.Add(_retry = shell.AmountOption("--auto-retry-minutes", "N", "opt.autoRetry"));
        command.Add(_answer = shell.WholeOption("--answer-tokens", "N", "opt.answerTokens", LeastAnswer, MostAnswer));
        command.Add(_rulesAfter = shell.TextOption("--rules-after", "10m", "opt.rulesAfter"));
        _rulesAfter.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && CallTimes.TryParse(text) is null)
                result.AddError(shell.Phrases.Say("usage.notTimeout", "--rules-after", text));
        });
        command.Add(_again = shell.Flag("--again", "opt.again"));
        _asked = new(command, shell);
    }

    /// <summary>Whether the command line says anything about a job.</summary>
    public bool AnyGiven(Invocation invocation) =>
        new Option[] { _providers, _chapters, _sideBySide, _priority, _retry, _answer, _again, _rulesAfter }
            .Concat(_budget.All)
            .Concat(_asked.All)
            .Any(option => invocation.Parse.GetResult(option) is { Implicit: false });

    public JobRequest Read(Invocation invocation)
    {
        var minutes = invocation.Get(_retry) ?? (decimal)invocation.Settings.Job.AutoRetryIntervalMinutes;
        var budget = _budget.Read(invocation);
        return new(
            [
                .. invocation
                    .Get(_providers)
                    .SelectMany(name => name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
            ],
            invocation.Get(_chapters),
            invocation.Get(_sideBySide) ? ProviderOrder.SideBySide : ProviderOrder.InOrder,
            invocation.Get(_priority) == "high" ? Priority.High : Priority.Normal,
            budget.Budget,
            minutes > 0 ? TimeSpan.FromMinutes((double)minutes) : null,
            (int?)invocation.Get(_answer)
        )
        {
            Currency = budget.Currency,
            Again = invocation.Get(_again),
            RulesAfter = invocation.Get(_rulesAfter) is { } after ? CallTimes.TryParse(after) : null,
            Asks = _asked.Read(invocation),
        };
    }
}
