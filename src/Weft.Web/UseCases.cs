using Weft.Application;

namespace Weft.Web;

/// <summary>The use cases that the page's views and orders go through: the same that the command line has.</summary>
internal sealed class UseCases(WebParts parts, PageOptions options)
{
    public PageOptions Options => options;
    public TimeProvider Time => parts.Time;
    public BookLookup Books => new(parts.Ledger.Library);
    public BookImport BookImport => new(parts.Ledger.Library);
    public BookDeletion BookDeletion => new(parts.Ledger.Library, parts.Graph);
    public ChapterQueries Chapters => new(parts.Ledger);
    public JobOrders Orders => new(parts.Ledger);
    public JobQueries Jobs => new(parts.Ledger, parts.Graph);
    public ProviderRegistry Providers => new(parts.Ledger.Providers, options.Seal);
    public ProviderProbe ProviderProbe => new(Providers, options.Endpoint, parts.Time);
    public GraphQueries Graph => new(parts.Graph);
    public GraphExport GraphExport => new(parts.Graph);
    public NameDecisions NameDecisions => new(parts.Ledger.Library, parts.Graph);
}
