using System.CommandLine;
using Weft.Cli.Parsing;
using Weft.Cli.Showing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Cli.Work;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Changes the state of a job: the ledger says whether it may.</summary>
internal abstract class JobChangeCommand : WeftCommand
{
    private readonly Argument<long?> _job;

    protected JobChangeCommand(string path, Shell shell)
        : base(path, shell) => Add(_job = shell.Id("ID", "arg.job"));

    public override async Task<int> RunAsync(Asked asked, CancellationToken cancel)
    {
        await using var place = await Workplace.OpenAsync(Shell, asked.Settings, cancel);
        var job = await JobIds.FindAsync(place, asked.Get(_job)!.Value, cancel);
        if (await TryChangeAsync(place.Ledger, job.Id, cancel))
            return await JobIds.AnswerAsync(place, asked.Json, job.Id, Phrases.Say(Path + ".done", job.Id), cancel);
        var now = await JobIds.FindAsync(place, job.Id.Value, cancel);
        throw new Refusal(Phrases.Say(Path + ".refused", job.Id, Figures.Name("state", Figures.Word(now.State), Phrases)));
    }

    protected abstract Task<bool> TryChangeAsync(ILedger ledger, JobId job, CancellationToken cancel);
}

/// <summary>Stops claims; running chapters finish.</summary>
internal sealed class JobPauseCommand(Shell shell) : JobChangeCommand("job.pause", shell)
{
    protected override Task<bool> TryChangeAsync(ILedger ledger, JobId job, CancellationToken cancel) =>
        ledger.Jobs.TryPauseAsync(job, Phrases["job.pausedByPerson"], cancel);
}

internal sealed class JobResumeCommand(Shell shell) : JobChangeCommand("job.resume", shell)
{
    protected override Task<bool> TryChangeAsync(ILedger ledger, JobId job, CancellationToken cancel) =>
        ledger.Jobs.TryResumeAsync(job, cancel);
}

/// <summary>Ends a job for good; what it has woven stays.</summary>
internal sealed class JobCancelCommand(Shell shell) : JobChangeCommand("job.cancel", shell)
{
    protected override Task<bool> TryChangeAsync(ILedger ledger, JobId job, CancellationToken cancel) =>
        ledger.Jobs.TryCancelAsync(job, cancel);
}
