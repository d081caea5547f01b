using System.CommandLine;
using Weft.Application.Texts;
using Weft.Cli.Commands;
using Weft.Cli.Parsing;
using Weft.Cli.Terminal;
using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;
using Weft.Providers;
using Weft.Reasons;
using Weft.Runtime;
using Weft.Work;

namespace Weft.Cli;

/// <summary>The program's commands, and the way from a command line to an exit code.</summary>
internal sealed class CommandLine
{
    private readonly Shell _shell;
    private readonly Command _root;
    private readonly Option<bool> _help;
    private readonly Option<bool> _version;

    public CommandLine(Shell shell)
    {
        _shell = shell;
        _root = new Command("weft", shell.Phrases["weft.about"]);
        _help = shell.Flag("--help", "opt.help");
        _help.Aliases.Add("-h");
        _version = shell.Flag("--version", "opt.version");
        foreach (var command in CommandList.TopLevel(shell))
            _root.Add(command);
        _root.Add(_version);
        Finish(_root);
    }

    /// <summary>All commands that do something, for tests and the documentation.</summary>
    public IEnumerable<WeftCommand> Commands => Leaves(_root).OfType<WeftCommand>();

    public Command Root => _root;

    /// <summary>Carries a command line out. Never throws.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken cancel)
    {
        var parse = _root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        if (parse.GetValue(_version))
        {
            _shell.Out.WriteLine("weft " + ProgramVersion.Full);
            return ExitCode.Ok;
        }
        if (parse.GetValue(_help) || words.Count == 0)
        {
            HelpScreen.Write(parse.CommandResult.Command, _shell.Phrases, _shell.Out);
            return ExitCode.Ok;
        }
        if (UsageErrors.Find(parse, _shell.Phrases) is { } wrong)
        {
            _shell.Complain(wrong + _shell.Phrases.Say("usage.seeHelp", CommandPath.Of(parse.CommandResult.Command)));
            return ExitCode.Usage;
        }
        return await CarryOutAsync((WeftCommand)parse.CommandResult.Command, parse, cancel);
    }

    private async Task<int> CarryOutAsync(WeftCommand command, ParseResult parse, CancellationToken cancel)
    {
        try
        {
            var invocation = command.Read(parse);
            return command.IgnoresProblems || !HasErrors(invocation)
                ? await command.RunAsync(invocation, cancel)
                : ExitCode.Failed;
        }
        catch (UserError error)
        {
            _shell.Complain(error.Message);
            return error.ExitCode;
        }
        // Reasons that its parts wrote for a person.
        catch (ReasonedException error)
        {
            _shell.Complain(OneLine.Of(error.Reason.Say(_shell.Phrases.Reasons)));
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return ExitCode.Failed;
        }
        catch (Exception error)
        {
            _shell.Complain(_shell.Phrases.Say("error.unexpected", error.GetType().Name, OneLine.Of(error.Message)));
            if (_shell.Variable("WEFT_DEBUG").Length > 0)
                _shell.Error.WriteLine(error);
            return ExitCode.Failed;
        }
    }

    private bool HasErrors(Invocation invocation)
    {
        var errors = invocation.Settings.Problems.Where(problem => problem.IsError).ToList();
        errors.ForEach(problem => _shell.Complain(problem.Text));
        return errors.Count > 0;
    }

    private void Finish(Command command)
    {
        (command as WeftCommand)?.AddCommonOptions();
        command.Add(_help);
        foreach (var sub in command.Subcommands)
            Finish(sub);
    }

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);
}
