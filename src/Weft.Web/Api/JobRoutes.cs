using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Model;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/jobs</c>: what is ordered, how far it is, and orders to it.</summary>
internal sealed class JobRoutes(WebParts parts, IdempotencyKeys keys) : IResource
{
    private readonly UseCases _cases = parts.UseCases;

    public void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/api/jobs").WithTags("Jobs");
        jobs.MapGet("", ListAsync)
            .ForReaders()
            .Says<Slice<JobShape>>("listJobs", "Jobs, the youngest first; of a state, of a book");
        jobs.MapGet("{job:long}", ShowAsync)
            .ForReaders()
            .Says<JobDetailsShape>("showJob", "One job with its failed chapters and its graph's hash", 200, 404);
        jobs.MapGet("{job:long}/log", LogAsync)
            .ForReaders()
            .Says<JobLogShape>(
                "showJobLog",
                "What happened to a job over all nodes in the last 30 days, the oldest first: its events, nodes, pauses, failures",
                200,
                404
            );
        jobs.MapPost("", StartAsync)
            .ForAdmins()
            .Says<JobShape>("startJob", "Orders a job; whoever works carries it out", 201, 404, 409, 422);
        jobs.MapPost("{job:long}/pause", PauseAsync)
            .ForAdmins()
            .Says<JobShape>("pauseJob", "Takes no more chapters; those being read finish", 200, 404, 409);
        jobs.MapPost("{job:long}/resume", ResumeAsync)
            .ForAdmins()
            .Says<ResumedJobShape>(
                "resumeJob",
                "Goes on with a paused job, if wanted with a higher budget for its order; names the jobs that go on with it",
                200,
                404,
                409,
                422
            );
        jobs.MapPost("{job:long}/cancel", CancelAsync)
            .ForAdmins()
            .Says<CancelledJobShape>(
                "cancelJob",
                "Ends a job for good; what it has woven stays, calls under way are lost",
                200,
                404,
                409
            );
        jobs.MapPost("{job:long}/retry", RetryAsync)
            .ForAdmins()
            .Says<RetriedJobShape>("retryJob", "Gives failed chapters another try: some, or all of the job", 200, 404, 409);
        jobs.MapGet("{job:long}/retry", EstimateRetryAsync)
            .ForReaders()
            .Says<RetryEstimateShape>(
                "estimateRetry",
                "What another try would take: of a job's failed chapters, or of what chapters, read_by and again mean",
                200,
                404,
                409
            );
        jobs.MapGet("retry", EstimateRetryAllAsync)
            .ForReaders()
            .Says<RetryEstimateShape>("estimateRetryAll", "What restart all would take");
        jobs.MapPost("retry", RetryAllAsync)
            .ForAdmins()
            .Says<Slice<RetriedJobShape>>("retryAllJobs", "Restart all: failed chapters of every job that is not cancelled");
    }

    private async Task<IResult> ListAsync(int? limit, string? cursor, string? state, long? book, CancellationToken cancel)
    {
        if (Paging.TryRead(limit, cursor, out var paging) is { } bad)
            return bad;
        if (!Words.TryRead<JobState>(state, out var wanted))
            return Words.Bad<JobState>("state", state!);
        var jobs = (await _cases.Jobs.InAsync(wanted is { } one ? [one] : [], cancel))
            .Where(job => book is null || job.Order.Book.Value == book)
            .Where(job => paging.After is null || job.Id.Value < paging.After)
            .OrderByDescending(job => job.Id.Value)
            .Take(paging.Limit + 1);
        var views = await _cases.Jobs.ViewsAsync([.. jobs], cancel);
        return Answer.Of(texts => paging.Cut(views, view => view.Job.Id.Value, view => JobShape.Of(view, texts)));
    }

    private async Task<IResult> ShowAsync(long job, CancellationToken cancel)
    {
        if (await _cases.Jobs.ViewAsync(new JobId(job), cancel) is not Result<JobView>.Done(var view))
            return Answer.Refused(new Refusal.UnknownJob(new(job)));
        var hash = view.Book is null ? null : await _cases.Jobs.GraphHashAsync(view.Book.Id, cancel);
        var failures = await _cases.Jobs.FailuresAsync(view.Job, cancel);
        var readers = await _cases.Jobs.ReadersAsync(view.Job.Id, cancel);
        return Answer.Of(texts => new JobDetailsShape(view, hash, failures, readers, texts));
    }

    private async Task<IResult> LogAsync(long job, int? limit, CancellationToken cancel)
    {
        if (Paging.TryRead(limit, null, out var paging) is { } bad)
            return bad;
        return await _cases.JobLog.ReadAsync(new JobId(job), paging.Limit, cancel) is Result<JobLog>.Done(var log)
            ? Answer.Of(texts => JobLogShape.Of(log, Phrases.For(texts.Language)))
            : Answer.Refused(new Refusal.UnknownJob(new(job)));
    }

    private async Task<IResult> StartAsync(JobBody body, HttpRequest request, CancellationToken cancel)
    {
        if (body.TryRead(parts.AutoRetry, out var wanted) is { } bad)
            return bad;
        // The ledger keeps it with the job: a node that dies before its answer arrives takes nothing with it.
        if (request.Headers[IdempotencyKeys.Header].ToString() is { Length: > 0 } key)
            wanted = wanted with { Key = key };
        // What is new is not new any more once it is ordered: such an order sent again is known by its key alone.
        return body.New
            ? await keys.OnceAsync(
                request,
                body,
                () => _cases.WithBookAsync(body.Book, book => ContinueAsync(book, wanted.Key, cancel), cancel)
            )
            : await _cases.WithBookAsync(body.Book, book => OrderAsync(book, wanted, cancel), cancel);
    }

    private async Task<IResult> ContinueAsync(Book book, string? key, CancellationToken cancel) =>
        await _cases.Continuation.OrderAsync(book, key, cancel) switch
        {
            Result<JobRequest>.Done(var order) => await OrderAsync(book, order, cancel),
            var refused => Answer.Refused(((Result<JobRequest>.Refused)refused).Why),
        };

    private async Task<IResult> OrderAsync(Book book, JobRequest wanted, CancellationToken cancel)
    {
        var started = await _cases.Orders.StartAsync(book, wanted, cancel);
        if (started is not Result<JobId>.Done(var id))
            return Answer.Refused(((Result<JobId>.Refused)started).Why);
        var view = await _cases.Jobs.ViewAsync(id, cancel);
        return Answer.Created($"/api/jobs/{id}", texts => JobShape.Of(((Result<JobView>.Done)view).Value, texts));
    }

    private Task<IResult> PauseAsync(long job, CancellationToken cancel) =>
        ChangedAsync(_cases.Orders.PauseAsync(new JobId(job), cancel), cancel);

    private async Task<IResult> ResumeAsync(long job, BudgetBody? body, CancellationToken cancel)
    {
        var wish = BudgetWish.None;
        if (body?.TryRead(out wish) is { } bad)
            return bad;
        var result = await _cases.Orders.ResumeAsync(new JobId(job), wish, cancel);
        if (result is not Result<ResumedJobs>.Done(var resumed))
            return Answer.Refused(((Result<ResumedJobs>.Refused)result).Why);
        return Answer.Of(
            await _cases.Jobs.ViewAsync(resumed.Named, cancel),
            (view, texts) => new ResumedJobShape(view, resumed, texts)
        );
    }

    private async Task<IResult> CancelAsync(long job, CancellationToken cancel) =>
        await _cases.Orders.CancelAsync(new JobId(job), cancel) switch
        {
            Result<CancelledJob>.Done(var done) => Answer.Of(
                await _cases.Jobs.ViewAsync(done.Job, cancel),
                (view, texts) => new CancelledJobShape(view, done.Lost, texts)
            ),
            var refused => Answer.Refused(((Result<CancelledJob>.Refused)refused).Why),
        };

    private async Task<IResult> ChangedAsync(Task<Result<JobId>> change, CancellationToken cancel) =>
        await change switch
        {
            Result<JobId>.Done(var id) => Answer.Of(await _cases.Jobs.ViewAsync(id, cancel), JobShape.Of),
            var refused => Answer.Refused(((Result<JobId>.Refused)refused).Why),
        };

    private async Task<IResult> RetryAsync(long job, RetryBody? body, CancellationToken cancel)
    {
        var chapters = body?.Chapters is { } named ? ChapterRanges.TryParse(named) : null;
        if (body?.Chapters is not null && chapters is null)
            return Answer.Bad("chapters", body.Chapters, "api.is.chapters");
        var wish = new RetryWish(chapters, body?.ReadBy, body?.Again == true);
        return Answer.Of(await _cases.Retries.RetryAsync(new JobId(job), wish, cancel), RetriedJobShape.Of);
    }

    private async Task<IResult> EstimateRetryAsync(
        long job,
        string? chapters,
        [FromQuery(Name = "read_by")] string? readBy,
        bool? again,
        CancellationToken cancel
    )
    {
        var named = chapters is null ? null : ChapterRanges.TryParse(chapters);
        if (chapters is not null && named is null)
            return Answer.Bad("chapters", chapters, "api.is.chapters");
        var wish = new RetryWish(named, string.IsNullOrEmpty(readBy) ? null : readBy, again == true);
        return Answer.Of(await _cases.RetryEstimates.OfJobAsync(new JobId(job), wish, cancel), RetryEstimateShape.Of);
    }

    private async Task<IResult> EstimateRetryAllAsync(CancellationToken cancel) =>
        Answer.Of(RetryEstimateShape.Of(await _cases.RetryEstimates.OfAllAsync(cancel)));

    private async Task<IResult> RetryAllAsync(CancellationToken cancel) =>
        Answer.Of(new Slice<RetriedJobShape>([.. (await _cases.Retries.RetryAllAsync(cancel)).Select(RetriedJobShape.Of)], null));
}

/// <summary>Words that stand for a value of an enumeration, as JSON writes them.</summary>
internal static class Words
{
    /// <summary>False = it is none of them. Nothing said is null.</summary>
    public static bool TryRead<T>(string? word, out T? value)
        where T : struct, Enum
    {
        value = null;
        if (string.IsNullOrEmpty(word))
            return true;
        foreach (var known in Enum.GetValues<T>())
            if (Glossary.Word(known) == word)
                value = known;
        return value is not null;
    }

    public static IResult Bad<T>(string name, string word)
        where T : struct, Enum =>
        Answer.Bad(name, word, "api.is.one_of", string.Join(", ", Enum.GetValues<T>().Select(Glossary.Word)));
}
