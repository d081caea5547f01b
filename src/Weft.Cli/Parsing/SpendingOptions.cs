using System.CommandLine;
using Weft.Cli.Terminal;

namespace Weft.Cli.Parsing;

/// <summary>How far an order may go before a person is asked, the same for <c>run</c> and <c>job start</c>.</summary>
internal sealed class SpendingOptions
{
    /// <summary>So many answers tell something of the rest.</summary>
    private const int LeastPassages = 2;
    private const int MostPassages = 1_000;

    private readonly Option<bool> _yes;
    private readonly Option<long?> _pilot;

    public SpendingOptions(Command command, Shell shell)
    {
        command.Add(_yes = shell.Flag("--yes", "opt.yes"));
        command.Add(_pilot = shell.WholeOption("--pilot", "N", "opt.pilot", LeastPassages, MostPassages));
    }

    /// <summary>Whether to go on was said beforehand, and how many passages are asked first.</summary>
    public (bool Yes, int? Pilot) Read(Invocation invocation) => (invocation.Get(_yes), (int?)invocation.Get(_pilot));
}
