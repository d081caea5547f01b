using System.CommandLine;
using Weft.Application;
using Weft.Cli.Terminal;

namespace Weft.Cli.Parsing;

/// <summary>How much a job may spend, the same wherever it can be said.</summary>
internal sealed class BudgetOptions
{
    private readonly Option<string[]> _texts;
    private readonly Option<long?> _tokens;
    private readonly Option<decimal?> _money;

    public BudgetOptions(Command command, Shell shell)
    {
        command.Add(_texts = Texts(shell));
        command.Add(_tokens = shell.WholeOption("--budget-tokens", "N", "opt.budgetTokens"));
        command.Add(_money = shell.AmountOption("--budget-money", "X", "opt.budgetMoney"));
        _money.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<decimal?>() is 0)
                result.AddError(shell.Phrases.Say("usage.notBudget", "--budget-money", "0"));
        });
    }

    public IReadOnlyList<Option> All => [_texts, _tokens, _money];

    public BudgetWish Read(Invocation invocation) =>
        BudgetText.Combine(invocation.Get(_tokens), invocation.Get(_money), invocation.Get(_texts), out _)!;

    private static Option<string[]> Texts(Shell shell) =>
        new("--budget")
        {
            HelpName = "3USD|500ktok",
            Description = shell.Phrases["opt.budget"],
            DefaultValueFactory = _ => [],
            CustomParser = result =>
            {
                var texts = result.Tokens.Select(token => token.Value).ToArray();
                if (BudgetText.Combine(null, null, texts, out var wrong) is null)
                    result.AddError(shell.Phrases.Say("usage.notBudget", "--budget", wrong));
                return texts;
            },
        };
}
