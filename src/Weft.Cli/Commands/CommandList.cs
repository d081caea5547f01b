using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>The program's commands in the order of its help.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> TopLevel(Shell shell) =>
        [
            new RunCommand(shell),
            new ServeCommand(shell),
            new ImportCommand(shell),
            new EstimateCommand(shell),
            new BooksCommand(shell),
            new ChaptersCommand(shell),
            new FindCommand(shell),
            new PromptCommand(shell),
            Group(
                shell,
                "job",
                new JobStartCommand(shell),
                new JobShowCommand(shell),
                new JobPauseCommand(shell),
                new JobResumeCommand(shell),
                new JobCancelCommand(shell),
                new JobRetryCommand(shell)
            ),
            new JobsCommand(shell),
            Group(
                shell,
                "provider",
                new ProviderAddCommand(shell),
                new ProviderShowCommand(shell),
                new ProviderPresetsCommand(shell),
                new ProviderTestCommand(shell),
                new ProviderResumeCommand(shell),
                new ProviderRemoveCommand(shell)
            ),
            new ProvidersCommand(shell),
            Group(
                shell,
                "graph",
                new GraphShowCommand(shell),
                new GraphTimelineCommand(shell),
                new GraphExportCommand(shell),
                new GraphCompareCommand(shell),
                new GraphSampleCommand(shell),
                new GraphPrecisionCommand(shell),
                new GraphRebuildCommand(shell),
                new NameDecisionCommand("graph", DecisionKind.Merge, shell),
                new NameDecisionCommand("graph", DecisionKind.Split, shell),
                new NameDecisionCommand("graph", DecisionKind.Rename, shell),
                new NameDecisionCommand("graph", DecisionKind.Retype, shell),
                new NameDecisionCommand("graph", DecisionKind.Hide, shell),
                new GraphUndoCommand(shell),
                new GraphSuggestCommand(shell),
                new GraphNamesCommand(shell)
            ),
            Group(
                shell,
                NameDecisionCommand.FormerGroup,
                new NameDecisionCommand(NameDecisionCommand.FormerGroup, DecisionKind.Merge, shell),
                new NameDecisionCommand(NameDecisionCommand.FormerGroup, DecisionKind.Split, shell)
            ),
            Group(shell, "book", new BookShowCommand(shell), new BookRenameCommand(shell), new BookDeleteCommand(shell)),
            Group(shell, "config", new ConfigCheckCommand(shell), new ConfigShowCommand(shell)),
            new NodeCommand(shell),
            Group(
                shell,
                "user",
                new UserAddCommand(shell),
                new UserListCommand(shell),
                new UserSignInsCommand(shell),
                new UserRoleCommand(shell),
                new UserPasswordCommand(shell),
                new UserRemoveCommand(shell)
            ),
            Group(shell, "token", new TokenAddCommand(shell), new TokenListCommand(shell), new TokenRevokeCommand(shell)),
            Group(
                shell,
                "webhook",
                new WebhookAddCommand(shell),
                new WebhookListCommand(shell),
                new WebhookTestCommand(shell),
                new WebhookChangeCommand("pause", shell),
                new WebhookChangeCommand("resume", shell),
                new WebhookChangeCommand("remove", shell),
                new WebhookDeliveriesCommand(shell)
            ),
            new StatusCommand(shell),
            new DoctorCommand(shell),
            new EventsCommand(shell),
            new LogsCommand(shell),
            new AuditCommand(shell),
        ];

    private static Command Group(Shell shell, string name, params WeftCommand[] commands)
    {
        var group = new Command(name, shell.Phrases[name + ".about"]);
        foreach (var command in commands)
            group.Add(command);
        return group;
    }
}
