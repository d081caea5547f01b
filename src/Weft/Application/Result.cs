namespace Weft.Application;

/// <summary>What came of a wish: what was asked for, or why not.</summary>
internal abstract record Result<T>
{
    private Result() { }

    public sealed record Done(T Value) : Result<T>;

    public sealed record Refused(Refusal Why) : Result<T>;

    public static implicit operator Result<T>(T value) => new Done(value);

    public static implicit operator Result<T>(Refusal why) => new Refused(why);
}
