namespace Weft.Model;

public readonly record struct BookId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

public readonly record struct EditionId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

public readonly record struct JobId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One life of a node. Rises with time: an older session has a smaller id.</summary>
public readonly record struct SessionId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A chapter within its book: hash of its text, and which occurrence of that text it is (from 0).</summary>
/// <param name="TextHash">
/// SHA-256 of the chapter's text in UTF-8 without the blanks at its end, lower-case hex; chapters that were first imported by earlier versions
/// keep the hash of the whole text.
/// </param>
public readonly record struct ChapterKey(string TextHash, int Occurrence)
{
    public override string ToString() => $"{TextHash}/{Occurrence}";
}

/// <summary>One chapter of one job. <paramref name="Position"/> = place in the job's edition, from 1.</summary>
public readonly record struct RunId(JobId Job, int Position)
{
    public override string ToString() => $"{Job}/{Position}";
}

/// <summary>Compared in this order: the graph takes a chapter's facts from the highest one it has seen.</summary>
public readonly record struct FencingToken(JobId Job, int Attempt) : IComparable<FencingToken>
{
    public int CompareTo(FencingToken other)
    {
        var byJob = Job.Value.CompareTo(other.Job.Value);
        return byJob != 0 ? byJob : Attempt.CompareTo(other.Attempt);
    }

    public static bool operator <(FencingToken left, FencingToken right) => left.CompareTo(right) < 0;

    public static bool operator >(FencingToken left, FencingToken right) => left.CompareTo(right) > 0;

    public static bool operator <=(FencingToken left, FencingToken right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FencingToken left, FencingToken right) => left.CompareTo(right) >= 0;
}
