namespace Weft.Reasons.Findings;

/// <summary>How grave a finding is, the least first.</summary>
public enum FindingLevel
{
    Ok,

    /// <summary>Good to know; nothing has to be done.</summary>
    Note,

    /// <summary>It works, and something may be lost, refused or paid for that need not be.</summary>
    Warning,

    /// <summary>Something does not work, or harms what is kept.</summary>
    Error,
}

/// <summary>
/// What a look at a part has shown: a code with arguments, as of a <see cref="Reason"/>. Its level and its words stand in the table
/// (<see cref="FindingTable"/>). No argument is ever a secret.
/// </summary>
public sealed class Finding(string code, params ReasonArgument[] arguments)
{
    private readonly FindingRow _row = FindingTable.Of(code);

    public string Code => code;

    public IReadOnlyList<ReasonArgument> Arguments => arguments;

    public FindingLevel Level => _row.Level;

    /// <summary>What was seen.</summary>
    public string Seen(ReasonTexts texts) => texts.Fill(_row.In(texts.Language)[0], arguments);

    /// <summary>What that means, and what to do; null where all is well.</summary>
    public string? Means(ReasonTexts texts) => Sentence(texts, 1);

    /// <summary>What a person should do; null where all is well.</summary>
    public string? Remedy(ReasonTexts texts) => Sentence(texts, 2);

    private string? Sentence(ReasonTexts texts, int at) =>
        _row.In(texts.Language) is var sentences && at < sentences.Count ? texts.Fill(sentences[at], arguments) : null;

    public override string ToString() => $"{code}: {Seen(ReasonTexts.English)}";
}
