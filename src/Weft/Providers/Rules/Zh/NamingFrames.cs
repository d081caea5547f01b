namespace Weft.Providers.Rules.Zh;

/// <summary>Finds where the text itself introduces a name: 姓刘名备，字玄德; 马超字孟起; 懿字仲达.</summary>
internal sealed class NamingFrames(char[] text, Candidates candidates, NameShapes shapes)
{
    /// <summary>(full name, courtesy name), each pair once, in the order of the text.</summary>
    public IReadOnlyList<(string Full, string Courtesy)> Find()
    {
        var found = new List<(string, string)>();
        var seen = new HashSet<(string, string)>();
        for (var i = 1; i < text.Length - 2; i++)
        {
            if (text[i] != '字' || Courtesy(i + 1) is not { } courtesy)
                continue;
            var end = text[i - 1] == '表' ? i - 1 : i;
            var before = text[end - 1] == ',' ? end - 1 : end;
            if (FullBefore(before) is not { } full || full == courtesy || !seen.Add((full, courtesy)))
                continue;
            found.Add((full, courtesy));
            if (Changed(i + 1 + courtesy.Length) is { } later && seen.Add((full, later)))
                found.Add((full, later));
        }
        return found;
    }

    /// <summary>Two characters to a pause, or two that are known as a name.</summary>
    private string? Courtesy(int at)
    {
        var length = 0;
        while (at + length < text.Length && length < 4 && ZhText.IsName(text[at + length]))
            length++;
        if (length < 2 || shapes.Refuses(text.AsSpan(at, 2)))
            return null;
        var known = candidates.Find(text.AsSpan(at, 2)) is { } candidate && Scores.IsPerson(candidate);
        return length == 2 || known ? new string(text, at, 2) : null;
    }

    /// <summary>字长生，后改云长.</summary>
    private string? Changed(int at)
    {
        foreach (var word in (ReadOnlySpan<string>)[",后改字", ",后改", ",又字", ",一字", ",改字"])
        {
            if (text.AsSpan(at).StartsWith(word))
                return Courtesy(at + word.Length);
        }
        return null;
    }

    private string? FullBefore(int end)
    {
        var start = end;
        while (start > 0 && end - start < 8 && ZhText.IsName(text[start - 1]))
            start--;
        var run = text.AsSpan(start, end - start);
        if (run.IsEmpty)
            return null;
        var named = run.LastIndexOf('名');
        if (named >= 0 && run.Length - named - 1 is 1 or 2)
            return Introduced(start + named, new string(run[(named + 1)..]))
                ?? (run.Length - named - 1 == 1 ? OnlyBearer(run[named + 1]) : null);
        for (var length = Math.Min(4, run.Length); length >= 2; length--)
        {
            var name = run[^length..];
            var surname = shapes.SurnameLength(name);
            if (surname == 0 || length - surname > 2 || shapes.Refuses(name))
                continue;
            if ((candidates.Find(name) is { } known && Scores.IsPerson(known)) || run.Length == length)
                return name.ToString();
        }
        return run.Length == 1 ? OnlyBearer(run[0]) : null;
    }

    /// <summary>姓X名Y, with or without a pause before 名: the surname stands before it.</summary>
    private string? Introduced(int named, string given)
    {
        var end = named > 0 && text[named - 1] == ',' ? named - 1 : named;
        for (var length = 1; length <= 2 && end - length > 0; length++)
        {
            if (text[end - length - 1] == '姓' || (text[end - length - 1] == '复' && length == 2))
                return new string(text, end - length, length) + given;
        }
        return null;
    }

    /// <summary>懿字仲达: the one full name with this given name, or one with four fifths of all.</summary>
    private string? OnlyBearer(char given)
    {
        Candidate? best = null;
        var sum = 0;
        foreach (var one in candidates.All)
        {
            if (!one.IsFull || one.Given.Length != 1 || one.Given[0] != given || !Scores.IsPerson(one))
                continue;
            sum += one.Count;
            if (best is null || one.Count > best.Count)
                best = one;
        }
        return best is not null && best.Count >= .8 * sum ? best.Text : null;
    }
}
