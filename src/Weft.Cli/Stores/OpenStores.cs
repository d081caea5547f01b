using Weft.Application;
using Weft.Application.Estimates;
using Weft.Application.Progress;
using Weft.Cli.Settings;
using Weft.Cli.Terminal;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Weft.Runtime;
using Weft.Webhooks;

namespace Weft.Cli.Stores;

/// <summary>The ledger and the graph that the settings name, open, and what can be done with them.</summary>
internal sealed class OpenStores : IAsyncDisposable
{
    private readonly IReadOnlyList<IAsyncDisposable> _open;
    private readonly Lazy<KeySeal> _seal;

    private OpenStores(Shell shell, ProgramSettings settings, string folder, OpenLedger ledger, OpenGraph graph)
    {
        (Shell, Settings, Folder) = (shell, settings, folder);
        (Ledger, Graph) = (ledger.Ledger, graph.Graph);
        _open = [graph.Held, ledger.Held];
        _seal = new(() => Backends.NewSeal(Settings.Place, Folder));
    }

    public Shell Shell { get; }
    public ProgramSettings Settings { get; }

    /// <summary>Full path of the data folder.</summary>
    public string Folder { get; }
    public ILedger Ledger { get; }
    public IGraphStore Graph { get; }

    /// <summary>A pass phrase is slow to take, on purpose: once for a process.</summary>
    public KeySeal Seal => _seal.Value;

    private UseCases Cases =>
        new(Ledger, Graph, Shell.Time, () => Seal, () => Backends.Endpoint(this), () => Actor, Settings.Presets);

    private Actor Actor => new(ActorKind.Terminal, Shell.User);

    public AuditLog AuditLog => new(Ledger.Audit, () => Actor);
    public AuditQueries Audit => Cases.Audit;
    public JobOrders Orders => Cases.Orders;
    public JobContinuation Continuation => Cases.Continuation;
    public EstimateQueries Estimates => Cases.Estimates;
    public JobRetries Retries => Cases.Retries;
    public RetryEstimates RetryEstimates => Cases.RetryEstimates;
    public EventQueries Events => Cases.Events;
    public JobLogQueries JobLog => Cases.JobLog;
    public JobQueries Jobs => Cases.Jobs;
    public ProviderRegistry Providers => Cases.Providers;
    public ProviderProbe ProviderProbe => Cases.ProviderProbe;
    public UserAccounts Users => Cases.Users;
    public SignIns SignIns => Cases.SignIns;
    public ApiTokens Tokens => Cases.Tokens;
    public WebhookRegistry Webhooks => Cases.Webhooks;
    public WebhookSender WebhookSender =>
        new(Ledger, () => Seal, new WebhookPost(Shell.Time), new(Ledger, Settings.Web.PageUrl), Chance.New(), Shell.Time);
    public BookLookup Books => Cases.Books;
    public BookImport BookImport => Cases.BookImport;
    public BookTitles BookTitles => Cases.BookTitles;
    public BookUpdate BookUpdate => Cases.BookUpdate;
    public BookDescriptions BookDescriptions => Cases.BookDescriptions;
    public BookDeletion BookDeletion => Cases.BookDeletion;
    public NameDecisions NameDecisions => Cases.NameDecisions;
    public NameSuggestions NameSuggestions => Cases.NameSuggestions;
    public LibrarySearch Search => Cases.Search;
    public GraphQueries GraphQueries => Cases.GraphQueries;
    public ReasonQueries Reasons => Cases.Reasons;
    public TimelineQueries Timelines => Cases.Timelines;
    public GraphExport GraphExport => Cases.GraphExport;
    public FactSampling Sampling => Cases.Sampling;
    public PromptPreview PromptPreview => Cases.PromptPreview;
    public JobComparison Comparison => Cases.Comparison;
    public GraphArchive GraphArchive => Cases.GraphArchive;

    /// <summary>How far these jobs are, from now on.</summary>
    public ProgressReader ProgressOf(IReadOnlyList<JobId> jobs) => new(Ledger, Graph, Shell.Time, jobs);

    /// <summary>Opens what is there. Refuses where the data folder holds no ledger, and names it.</summary>
    public static Task<OpenStores> OpenAsync(Shell shell, ProgramSettings settings, CancellationToken cancel)
    {
        var folder = shell.FullPath(settings.Place.Data);
        if (!Backends.LedgerExists(settings.Place, folder))
            throw new UserError(shell.Phrases.Say("place.empty", folder));
        return ReadyAsync(shell, settings, folder, cancel);
    }

    /// <summary>The same, and makes what is missing.</summary>
    public static Task<OpenStores> OpenOrMakeAsync(Shell shell, ProgramSettings settings, CancellationToken cancel)
    {
        var folder = shell.FullPath(settings.Place.Data);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError(
                shell.Phrases.Say("place.cannotMake", folder, SystemTrouble.Of(error).Say(shell.Phrases.Reasons))
            );
        }
        return ReadyAsync(shell, settings, folder, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _open)
            await store.DisposeAsync();
    }

    private static async Task<OpenStores> ReadyAsync(
        Shell shell,
        ProgramSettings settings,
        string folder,
        CancellationToken cancel
    )
    {
        var ledger = await Backends.OpenLedgerAsync(shell, settings.Place, folder, cancel);
        try
        {
            return new(shell, settings, folder, ledger, await Backends.OpenGraphAsync(shell, settings.Place, folder, cancel));
        }
        catch
        {
            await ledger.Held.DisposeAsync();
            throw;
        }
    }
}
