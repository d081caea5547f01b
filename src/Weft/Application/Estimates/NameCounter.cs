using System.Buffers;
using Weft.Model;

namespace Weft.Application.Estimates;

/// <summary>How many of a book's names a text mentions: each counts once, under whichever of its forms.</summary>
internal sealed class NameCounter
{
    private readonly SearchValues<string> _forms;
    private readonly Dictionary<char, List<(string Form, int Owner)>> _byFirst = [];

    public NameCounter(Profile profile)
    {
        for (var owner = 0; owner < profile.Roster.Count; owner++)
            foreach (var form in profile.Roster[owner].Aliases.Append(profile.Roster[owner].Name).Where(form => form.Length > 0))
                (_byFirst.TryGetValue(form[0], out var same) ? same : _byFirst[form[0]] = []).Add((form, owner));
        foreach (var same in _byFirst.Values)
            same.Sort((one, other) => other.Form.Length.CompareTo(one.Form.Length));
        _forms = SearchValues.Create(
            [.. _byFirst.Values.SelectMany(same => same).Select(one => one.Form)],
            StringComparison.Ordinal
        );
    }

    public int CountIn(ReadOnlySpan<char> text)
    {
        var found = new HashSet<int>();
        while (text.IndexOfAny(_forms) is var at and >= 0)
        {
            text = text[at..];
            var length = 1;
            foreach (var (form, owner) in _byFirst[text[0]])
                if (text.StartsWith(form, StringComparison.Ordinal))
                {
                    found.Add(owner);
                    length = form.Length;
                    break;
                }
            text = text[length..];
        }
        return found.Count;
    }
}
