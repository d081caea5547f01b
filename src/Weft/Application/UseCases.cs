using Weft.Application.Estimates;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Presets;

namespace Weft.Application;

/// <summary>Every use case over one ledger and one graph, for a door that holds them open.</summary>
/// <param name="seal">What seals providers' keys.</param>
/// <param name="endpoint">Asks providers; called for only where one is asked.</param>
/// <param name="presets">Known providers, as this machine has them.</param>
/// <param name="author">Who gives the order that is being carried out.</param>
internal sealed class UseCases(
    ILedger ledger,
    IGraphStore graph,
    TimeProvider time,
    Func<KeySeal> seal,
    Func<IChatEndpoint> endpoint,
    Func<Actor> author,
    PresetTable presets
)
{
    private readonly SuggestionMemory _suggestions = new();
    private readonly TimelineMemory _timelines = new();
    private readonly BookMeasurer _measurer = new(ledger.Library);

    private AuditLog Log => new(ledger.Audit, author);

    public AuditQueries Audit => new(ledger.Audit);
    public JobOrders Orders => new(ledger, Log, new(ledger.Providers, presets.Prices, time));
    public JobContinuation Continuation => new(ledger);
    public EstimateQueries Estimates => new(ledger, _measurer, presets.Prices, time);
    public JobRetries Retries => new(ledger, Log);
    public RetryEstimates RetryEstimates => new(ledger, Estimates);
    public JobQueries Jobs => new(ledger, graph);
    public EventQueries Events => new(ledger);
    public JobLogQueries JobLog => new(Jobs, Events);
    public PaceQueries Paces => new(ledger.Overview, time);
    public RunQueries Runs => new(ledger);
    public ProviderRegistry Providers => new(ledger.Providers, seal, Log, presets, time);
    public ProviderProbe ProviderProbe => new(Providers, endpoint(), time, Log);
    public UserAccounts Users => new(ledger.Accounts, time, Log);
    public SignIns SignIns => new(ledger.Accounts, Log, time);
    public ApiTokens Tokens => new(ledger.AccessKeys, time, Log);
    public WebhookRegistry Webhooks => new(ledger.Webhooks, seal, Log, time);
    public BookLookup Books => new(ledger.Library);
    public BookImport BookImport => new(ledger.Library, Log);
    public BookTitles BookTitles => new(ledger.Library, graph, Log);
    public BookDescriptions BookDescriptions => new(ledger.Library, BookTitles);
    public BookUpdate BookUpdate => new(ledger.Library, BookImport);
    public BookDeletion BookDeletion => new(ledger, graph, Log);
    public NameDecisions NameDecisions => new(ledger.Library, graph, Log);
    public NameSuggestions NameSuggestions => new(ledger.Library, graph, NameDecisions, _suggestions);
    public GraphQueries GraphQueries => new(graph, ledger.Library);
    public ReasonQueries Reasons => new(graph, ledger.Library);
    public TimelineQueries Timelines => new(graph, ledger.Library, _timelines);
    public EntityQueries Entities => new(graph, ledger.Library);
    public LibrarySearch Search => new(ledger, graph);
    public GraphExport GraphExport => new(graph, ledger.Library, new(ledger, Prices.BuiltIn()), Log);
    public FactSampling Sampling => new(graph, ledger.Library);
    public PromptPreview PromptPreview => new(ledger);
    public JobComparison Comparison => new(ledger);
    public GraphArchive GraphArchive => new(GraphExport, graph);
}
