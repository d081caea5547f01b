namespace Weft.Extraction.Answers;

/// <summary>
/// How far a damaged answer can reach at most: to where the next answer begins, or its fence ends. Whoever mends it must not read on into
/// the next, or the records of the two would be mixed.
/// </summary>
internal sealed class AnswerLimits(string text)
{
    private const int LongestKey = 40;

    private List<int>? _limits;
    private int _next;

    /// <summary>The first limit after that place, or the text's end. To be asked with rising places.</summary>
    public int After(int at)
    {
        _limits ??= Find();
        while (_next < _limits.Count && _limits[_next] <= at)
            _next++;
        return _next < _limits.Count ? _limits[_next] : text.Length;
    }

    private List<int> Find()
    {
        var limits = new List<int>();
        for (var at = text.AsSpan().IndexOfAny('{', '`'); at >= 0; at = Next(at + 1))
            if (text[at] == '{' ? BeginsAnswer(at) : EndsFence(at))
                limits.Add(at);
        return limits;
    }

    private int Next(int from)
    {
        var next = text.AsSpan(Math.Min(from, text.Length)).IndexOfAny('{', '`');
        return next < 0 ? -1 : from + next;
    }

    private bool EndsFence(int at) =>
        at > 0
        && text[at - 1] == '\n'
        && text.AsSpan(at).StartsWith("```")
        && text.AsSpan(at).TrimStart('`') is [] or ['\n' or '\r' or ' ', ..];

    /// <summary>
    /// An object whose first member is one of the lists. As a member or an item it may be part of the answer that it stands in, unless it
    /// begins with the list of entities.
    /// </summary>
    private bool BeginsAnswer(int at)
    {
        var rest = text.AsSpan(at + 1).TrimStart();
        var key = rest.TrimStart("\"'“”‘’＂");
        var end = key[..Math.Min(key.Length, LongestKey)].IndexOfAny(":：");
        if (end <= 0 || key[(end + 1)..].TrimStart() is not (['[' or '{' or '［' or '｛', ..] value))
            return false;
        var form = AnswerKeys.Form(key[..end].ToString());
        var isInside = text.AsSpan(0, at).TrimEnd() is [.., ':' or '：' or ',' or '，' or '[' or '［'];
        return isInside
            ? value[0] == '[' && AnswerKeys.Entities.Contains(form) && form is not ("entity" or "node")
            : AnswerKeys.IsList(form);
    }
}
