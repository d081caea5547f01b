namespace Weft.Providers.Rules.Zh;

/// <summary>Keeps, of overlapping names, the ones that are whole: neither cut short nor grown together with a neighbour.</summary>
internal sealed class Boundaries(NameShapes shapes)
{
    public List<Candidate> Keep(List<Candidate> names)
    {
        var byText = names.ToDictionary(name => name.Text, StringComparer.Ordinal);
        var kept = names.Where(name => !IsGrown(name, byText)).ToList();
        byText = kept.ToDictionary(name => name.Text, StringComparer.Ordinal);
        var inside = Covered(kept, byText);
        return
        [
            .. kept.Where(name =>
                !inside.TryGetValue(name.Text, out var longer) || longer < .75 * name.Count || name.Count - longer >= 20
            ),
        ];
    }

    /// <summary>A known name with a verb behind it, a word before it, or two names side by side.</summary>
    private bool IsGrown(Candidate name, Dictionary<string, Candidate> names)
    {
        for (var length = name.Text.Length - 1; length >= 2; length--)
        {
            if (names.TryGetValue(name.Text[..length], out var head) && HasTail(name, head, names))
                return true;
            if (names.TryGetValue(name.Text[^length..], out var back) && HasLead(name, back))
                return true;
        }
        return false;
    }

    private bool HasTail(Candidate name, Candidate head, Dictionary<string, Candidate> names)
    {
        var tail = name.Text[head.Text.Length..];
        if (tail[0] is '道' or '曰' or '说' or '问' or '答' or '笑' or '听' or '闻')
            return true;
        if (tail == "大" && head.Speeches > 0)
            return true;
        var known = tail.Length > 1 && names.ContainsKey(tail);
        return name.Count < .25 * head.Count && (known || shapes.IsVerb(tail[0]) || shapes.TitleLength(tail) != tail.Length);
    }

    /// <summary>A surname may stand before a given name; what stands before a full name, or looks like a word, may not.</summary>
    private bool HasLead(Candidate name, Candidate back)
    {
        var lead = name.Text[..^back.Text.Length];
        if (shapes.SurnameLength(name.Text) != lead.Length || shapes.IsVerb(lead[0]))
            return name.Count < .5 * back.Count;
        var full = back.IsFull && !back.WeakSurname && back.Count > name.Count * 2 && back.Text.Length == 2 && back.Speeches > 0;
        return (name.WeakSurname || Scores.IsPlace(back)) && name.Count < (full ? .5 : .1) * back.Count;
    }

    /// <summary>How many occurrences of each name are parts of longer names.</summary>
    private static Dictionary<string, int> Covered(List<Candidate> kept, Dictionary<string, Candidate> names)
    {
        var covered = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in kept)
        {
            for (var length = 2; length < name.Text.Length; length++)
            {
                for (var start = 0; start + length <= name.Text.Length; start++)
                {
                    var part = name.Text.Substring(start, length);
                    if (names.ContainsKey(part) && (start == 0 || start + length < name.Text.Length))
                        covered[part] = covered.GetValueOrDefault(part) + name.Count;
                }
            }
        }
        return covered;
    }
}
