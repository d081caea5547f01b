using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Hosting;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Changes the state of a job: the ledger says whether it may.</summary>
internal abstract class JobChangeCommand : WeftCommand
{
    private readonly Argument<long?> _job;

    protected JobChangeCommand(string path, Shell shell)
        : base(path, shell) => Add(_job = shell.Id("ID", "arg.job"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var job = new JobId(invocation.Get(_job)!.Value);
        var others = (await ChangeAsync(stores.Orders, job, invocation, cancel)).OrThrow(stores).Where(other => other != job);
        if (!invocation.Json)
        {
            Shell.Out.WriteLine(Phrases.Say(Path + ".done", job));
            if (others.Any())
                Shell.Out.WriteLine(Phrases.Say("job.resume.others", string.Join(Phrases["purse.comma"], others)));
            if (NeedsWork)
                await WorkerHints.WhoCarriesOnAsync(stores, cancel);
            return ExitCode.Ok;
        }
        var view = (await stores.Jobs.ViewAsync(job, cancel)).OrThrow(stores);
        Json.Write(Shell.Out, JobShape.Of(view, Phrases.Reasons));
        return ExitCode.Ok;
    }

    /// <summary>Somebody has to carry it on.</summary>
    protected virtual bool NeedsWork => false;

    /// <summary>The jobs that it changed.</summary>
    protected abstract Task<Result<IReadOnlyList<JobId>>> ChangeAsync(
        JobOrders orders,
        JobId job,
        Invocation said,
        CancellationToken cancel
    );

    private protected static async Task<Result<IReadOnlyList<JobId>>> OneAsync(Task<Result<JobId>> change) =>
        await change switch
        {
            Result<JobId>.Done(var job) => new Result<IReadOnlyList<JobId>>.Done([job]),
            var refused => ((Result<JobId>.Refused)refused).Why,
        };
}

/// <summary>Stops claims; running chapters finish.</summary>
internal sealed class JobPauseCommand(Shell shell) : JobChangeCommand("job.pause", shell)
{
    protected override Task<Result<IReadOnlyList<JobId>>> ChangeAsync(
        JobOrders orders,
        JobId job,
        Invocation said,
        CancellationToken cancel
    ) => OneAsync(orders.PauseAsync(job, cancel));
}

/// <summary>Claims go on; the job may get a higher budget with it.</summary>
internal sealed class JobResumeCommand : JobChangeCommand
{
    private readonly BudgetOptions _budget;

    public JobResumeCommand(Shell shell)
        : base("job.resume", shell) => _budget = new(this, shell);

    protected override bool NeedsWork => true;

    protected override async Task<Result<IReadOnlyList<JobId>>> ChangeAsync(
        JobOrders orders,
        JobId job,
        Invocation said,
        CancellationToken cancel
    ) =>
        await orders.ResumeAsync(job, _budget.Read(said), cancel) switch
        {
            Result<ResumedJobs>.Done(var resumed) => new Result<IReadOnlyList<JobId>>.Done(resumed.All),
            var refused => ((Result<ResumedJobs>.Refused)refused).Why,
        };
}

/// <summary>Ends a job for good; what it has woven stays, and calls under way are lost.</summary>
internal sealed class JobCancelCommand : WeftCommand
{
    private readonly Argument<long?> _job;

    public JobCancelCommand(Shell shell)
        : base("job.cancel", shell) => Add(_job = shell.Id("ID", "arg.job"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var (job, lost) = (await stores.Orders.CancelAsync(new(invocation.Get(_job)!.Value), cancel)).OrThrow(stores);
        if (invocation.Json)
        {
            var view = (await stores.Jobs.ViewAsync(job, cancel)).OrThrow(stores);
            Json.Write(Shell.Out, new CancelledJobShape(view, lost, Phrases.Reasons));
            return ExitCode.Ok;
        }
        Shell.Out.WriteLine(Phrases.Say("job.cancel.done", job));
        if (lost.Calls > 0)
            Shell.Out.WriteLine(Phrases.Say("job.cancel.lost", lost.Calls, lost.MostTokens));
        return ExitCode.Ok;
    }
}
