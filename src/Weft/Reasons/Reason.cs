using System.Globalization;

namespace Weft.Reasons;

/// <summary>
/// Why something is as it is: a code with arguments, which is put into words where it is shown, in the language of whoever looks. What a
/// provider or a server said stands among the arguments as it came.
/// </summary>
/// <remarks>Two reasons are equal when their code and their English sentence are.</remarks>
public sealed class Reason : IEquatable<Reason>
{
    /// <summary>No reason was given.</summary>
    public static readonly Reason None = new("", [], "");

    private Reason(string code, IReadOnlyList<ReasonArgument> arguments, string sentence) =>
        (Code, Arguments, Sentence) = (code, arguments, Printable.Of(sentence));

    /// <summary>A code with its arguments; each code has a sentence in both languages (<see cref="ReasonTexts"/>).</summary>
    public Reason(string code, params ReasonArgument[] arguments)
        : this(code, arguments, ReasonTexts.English.Say(code, arguments)) { }

    /// <summary>Empty for words that came from outside, for rows from before there were codes, and for <see cref="None"/>.</summary>
    public string Code { get; }

    public IReadOnlyList<ReasonArgument> Arguments { get; }

    /// <summary>In English. It is stored beside the code, for builds that do not know the code.</summary>
    public string Sentence { get; }

    public bool IsNone => Sentence.Length == 0;

    /// <summary>Words that came from outside: the same in every language.</summary>
    public static Reason OfWords(string words) => words.Length == 0 ? None : new("", [], words);

    /// <summary>A reason as it was stored. A code that this build does not know keeps the sentence that was stored with it.</summary>
    public static Reason Stored(string code, IReadOnlyList<ReasonArgument> arguments, string sentence) =>
        new(code, arguments, sentence);

    /// <summary>In the language of these texts.</summary>
    public string Say(ReasonTexts texts) => texts.Knows(Code) ? texts.Say(Code, Arguments) : Sentence;

    public bool Equals(Reason? other) => other is not null && Code == other.Code && Sentence == other.Sentence;

    public override bool Equals(object? other) => Equals(other as Reason);

    public override int GetHashCode() => HashCode.Combine(Code, Sentence);

    /// <summary>The English sentence.</summary>
    public override string ToString() => Sentence;
}

/// <summary>An argument of a reason: text as it came, or a reason of its own.</summary>
public sealed record ReasonArgument(string Name, string Text, Reason? Cause = null)
{
    public static implicit operator ReasonArgument((string Name, string Text) argument) => new(argument.Name, argument.Text);

    public static implicit operator ReasonArgument((string Name, long Number) argument) =>
        new(argument.Name, argument.Number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator ReasonArgument((string Name, Reason Cause) argument) =>
        new(argument.Name, argument.Cause.Sentence, argument.Cause);

    public string Say(ReasonTexts texts) => Cause is null ? Text : Cause.Say(texts);
}
