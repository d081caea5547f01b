using Weft.Application;
using Weft.Application.Estimates;

namespace Weft.Web.Page;

/// <summary>What the page's views ask and order: the use cases of every door, over this node's stores.</summary>
internal sealed class PageUseCases(WebParts parts, PageOptions options)
{
    private readonly UseCases _cases = parts.UseCases;

    public PageOptions Options => options;
    public TimeSpan? AutoRetry => parts.AutoRetry;

    /// <summary>Full path of the data folder.</summary>
    public string Folder => parts.Folder;
    public TimeProvider Time => parts.Time;
    public BookLookup Books => _cases.Books;
    public BookImport BookImport => _cases.BookImport;
    public BookDeletion BookDeletion => _cases.BookDeletion;
    public BookTitles BookTitles => _cases.BookTitles;
    public JobContinuation Continuation => _cases.Continuation;
    public Uploads Uploads => parts.Uploads;
    public UploadedBooks UploadedBooks => parts.UploadedBooks;
    public UploadedEditions UploadedEditions => parts.UploadedEditions;
    public ChapterQueries Chapters => new(parts.Ledger);
    public AuditQueries Audit => _cases.Audit;
    public EstimateQueries Estimates => _cases.Estimates;
    public JobRetries Retries => _cases.Retries;
    public RetryEstimates RetryEstimates => _cases.RetryEstimates;
    public EventQueries Events => _cases.Events;
    public JobLogQueries JobLog => _cases.JobLog;
    public PaceQueries Paces => _cases.Paces;
    public RunQueries Runs => _cases.Runs;
    public JobOrders Orders => _cases.Orders;
    public Comparisons Comparisons => parts.Comparisons;
    public FactSampling Sampling => _cases.Sampling;
    public PromptPreview PromptPreview => _cases.PromptPreview;
    public JobQueries Jobs => _cases.Jobs;
    public ProviderRegistry Providers => _cases.Providers;
    public ProviderProbe ProviderProbe => _cases.ProviderProbe;
    public WebhookRegistry Webhooks => _cases.Webhooks;
    public Weft.Webhooks.WebhookSender WebhookSender => parts.WebhookSender;
    public GraphQueries Graph => _cases.GraphQueries;
    public ReasonQueries Reasons => _cases.Reasons;
    public TimelineQueries Timelines => _cases.Timelines;
    public EntityQueries Entities => _cases.Entities;
    public LibrarySearch Search => _cases.Search;
    public GraphExport GraphExport => _cases.GraphExport;
    public UserAccounts Users => _cases.Users;
    public ApiTokens Tokens => _cases.Tokens;
    public SignIns SignIns => _cases.SignIns;

    /// <summary>What this node works with.</summary>
    public PartHealth Parts { get; } = new(parts);

    public Weft.Application.Diagnosis.Doctor Doctor => parts.Doctor;

    /// <summary>This node's, secrets masked.</summary>
    public IReadOnlyList<VisibleSetting> Settings => parts.Settings;
    public NameDecisions NameDecisions => _cases.NameDecisions;
    public NameSuggestions NameSuggestions => _cases.NameSuggestions;
}
