using Weft.Model;

namespace Weft.Application;

/// <summary>A job as a person wants it.</summary>
/// <param name="Providers">Names, in order; none: <c>rules</c>.</param>
/// <param name="Chapters">By number; null = all.</param>
/// <param name="AutoRetry">First delay of automatic retries of failed chapters; null = none.</param>
/// <param name="AnswerTokens">The bound of a model's answer; null = the recipe's own.</param>
internal sealed record JobRequest(
    IReadOnlyList<string> Providers,
    ChapterRanges? Chapters,
    ProviderOrder Order,
    Priority Priority,
    Budget Budget,
    TimeSpan? AutoRetry,
    int? AnswerTokens
);

/// <summary>How many of a job's failed chapters were opened again.</summary>
internal sealed record RetriedJob(JobId Job, int Chapters);
