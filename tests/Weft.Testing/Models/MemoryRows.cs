using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Testing.Models;

internal sealed class MemoryBook
{
    public required Book Row;
    public required Dictionary<string, string> Texts;
    public readonly List<NameDecision> Words = [];
    public GraphLayout? Layout;
    public bool Deleted;
}

internal sealed class MemoryEdition
{
    public required EditionId Id;
    public required BookId Book;
    public required string ContentHash;
    public required IReadOnlyList<EditionUnit> Units;
    public required string Format;
    public required Book Row;
    public readonly Dictionary<string, Profile> Profiles = new(StringComparer.Ordinal);
}

internal sealed class MemorySession
{
    public required SessionId Id;
    public required string Node;
    public required string Role;
    public required int ProcessId;
    public required IReadOnlyList<string> Providers;
    public IReadOnlyList<string> Locked = [];
    public required int Workers;
    public required DateTimeOffset StartedAt;
    public DateTimeOffset? EndedAt;
    public Weft.Reasons.Reason EndReason = Weft.Reasons.Reason.None;

    public Session Seen() =>
        new(Id, Node, Role, ProcessId, Providers, StartedAt, EndedAt, EndReason) { Workers = Workers, Locked = Locked };
}

internal sealed class MemoryJob
{
    public required JobId Id;
    public required JobOrder Order;
    public required DateTimeOffset CreatedAt;
    public RequestKey? Key;
    public JobState State;
    public int Reopen;
    public int Floor;
    public Weft.Reasons.Reason Reason = Weft.Reasons.Reason.None;
    public long SpentTokens;
    public long SpentMicros;
    public DateTimeOffset? StartedAt;
    public DateTimeOffset? EndedAt;

    /// <summary>By position.</summary>
    public readonly List<MemoryRun> Runs = [];

    /// <summary>What a floor's raise read and did not write yet; used only while that guard is off.</summary>
    public int? FloorRead;

    public Job Seen() =>
        new()
        {
            Id = Id,
            Order = Order,
            State = State,
            Reopen = Reopen,
            Floor = Floor,
            Reason = Reason,
            SpentTokens = SpentTokens,
            SpentMicros = SpentMicros,
            CreatedAt = CreatedAt,
            StartedAt = StartedAt,
            EndedAt = EndedAt,
        };

    /// <summary>Index of the first run at that position or behind it.</summary>
    public int IndexFrom(int position)
    {
        var (low, high) = (0, Runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Runs[middle].Position < position)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    public MemoryRun? RunAt(int position)
    {
        var index = IndexFrom(position);
        return index < Runs.Count && Runs[index].Position == position ? Runs[index] : null;
    }
}

internal sealed class MemoryRun
{
    public required int Position;
    public required ChapterKey Chapter;
    public required int Characters;
    public RunState State;
    public SessionId? Session;
    public int Attempt;
    public int Losses;
    public int Failures;
    public int Rung;
    public int FailedBy;
    public int Round;
    public int AskedFrom;
    public bool Suspect;
    public bool Marked;
    public string Provider = "";
    public Weft.Reasons.Reason Reason = Weft.Reasons.Reason.None;
    public DateTimeOffset? RetryAt;
    public DateTimeOffset? ChangedAt;
    public IReadOnlyList<string> Woven = [];
    public IReadOnlyList<Rejection> Rejections = [];

    public bool IsOpen => State is RunState.Pending or RunState.Processing;

    public ChapterRun Seen(JobId job) =>
        new()
        {
            Id = new(job, Position),
            Chapter = Chapter,
            Characters = Characters,
            State = State,
            Session = Session,
            Attempt = Attempt,
            Losses = Losses,
            Failures = Failures,
            Rung = Rung,
            FailedBy = FailedBy,
            Round = Round,
            AskedFrom = AskedFrom,
            Suspect = Suspect,
            Marked = Marked,
            Provider = Provider,
            Reason = Reason,
            Rejected = Rejections.Count,
            RetryAt = RetryAt,
            ChangedAt = ChangedAt,
        };

    public Claim Claimed(JobId job) =>
        new()
        {
            Run = new(job, Position),
            Chapter = Chapter,
            Session = Session!.Value,
            Attempt = Attempt,
            Provider = Provider,
            Rung = Rung,
            FailedBy = FailedBy,
            Round = Round,
            AskedFrom = AskedFrom,
            Failures = Failures,
            Suspect = Suspect,
        };
}

internal sealed class MemoryProvider
{
    public required Provider Row;
    public Pause? Pause;
    public DateTimeOffset? PausedSince;
    public int Failures;

    public bool Paused(DateTimeOffset now) => Pause is { } pause && (pause.Until is null || pause.Until > now);

    public bool Probing(DateTimeOffset now) => Pause is not null && !Paused(now) && Row.Kind.MakesCalls;
}

internal enum MemoryCallState
{
    Open,
    Answered,
    NotTaken,
    MaybeSpent,
}

internal sealed class MemoryCall
{
    public required Call Row;
    public required string Key;
    public MemoryCallState State;

    /// <summary>What of the job's spending is this call's.</summary>
    public long Tokens;
    public long Micros;
    public Answer? Usage;

    /// <summary>Why it brought no answer.</summary>
    public Reason Reason = Reason.None;

    /// <summary>Its book was deleted: what comes is not kept.</summary>
    public bool IsForgotten;
}
