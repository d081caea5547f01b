using Weft.Graph;
using Weft.Ledger;
using Weft.Providers;

namespace Weft.Application;

/// <summary>Every use case over one ledger and one graph, for a door that holds them open.</summary>
/// <param name="seal">What seals providers' keys.</param>
/// <param name="endpoint">Asks providers; called for only where one is asked.</param>
internal sealed class UseCases(
    ILedger ledger,
    IGraphStore graph,
    TimeProvider time,
    Func<KeySeal> seal,
    Func<IChatEndpoint> endpoint
)
{
    public JobOrders Orders => new(ledger);
    public JobQueries Jobs => new(ledger, graph);
    public EventQueries Events => new(ledger);
    public RunQueries Runs => new(ledger);
    public ProviderRegistry Providers => new(ledger.Providers, seal);
    public ProviderProbe ProviderProbe => new(Providers, endpoint(), time);
    public UserAccounts Users => new(ledger.Accounts, time);
    public SignIns SignIns => new(ledger.Accounts);
    public ApiTokens Tokens => new(ledger.AccessKeys, time);
    public BookLookup Books => new(ledger.Library);
    public BookImport BookImport => new(ledger.Library);
    public BookDeletion BookDeletion => new(ledger.Library, graph);
    public NameDecisions NameDecisions => new(ledger.Library, graph);
    public GraphQueries GraphQueries => new(graph);
    public EntityQueries Entities => new(graph);
    public LibrarySearch Search => new(ledger, graph);
    public GraphExport GraphExport => new(graph, ledger.Library);
}
