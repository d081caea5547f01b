using Weft.Model;

namespace Weft.Providers.Rules.Zh;

/// <summary>Who is meant by surname and title (曹丞相), and by a by-name that follows its owner (人称…): looked up in the flow of the text.</summary>
internal sealed class TitleLinks(char[] text, IReadOnlyList<Spelling> spellings, NameShapes shapes)
{
    private const int Reach = 40;
    private static readonly string[] ByNameWords = ["绰号", "外号", "诨名", "诨号", "道号", "人称"];

    /// <summary>Behind a name they mean somebody of that house.</summary>
    private static readonly HashSet<string> OfAnother = new(
        ["夫人", "太太", "太公", "公子", "小姐", "娘子", "姑娘", "奶奶", "衙内", "元帅", "太子", "大嫂", "老爹"],
        StringComparer.Ordinal
    );

    private readonly List<(int At, int Spelling)> hits = [];

    /// <summary>Finds and counts the spellings.</summary>
    public void Run(Matcher matcher)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var (length, index) = matcher.At(text, i);
            if (length == 0)
                continue;
            hits.Add((i, index));
            spellings[index].Count++;
            i += length - 1;
        }
    }

    public void JoinTitles(NameLinks links)
    {
        var votes = new Dictionary<int, Dictionary<int, int>>();
        var lastOfSurname = new Dictionary<string, (int Hit, int Spelling)>(StringComparer.Ordinal);
        for (var i = 0; i < hits.Count; i++)
        {
            var spelling = spellings[hits[i].Spelling];
            if (spelling.Type != "person")
                continue;
            if (spelling.IsFull)
                lastOfSurname[spelling.Shape.Surname] = (i, hits[i].Spelling);
            else if (!spelling.Shape.SurnameTitle && links.Surname(hits[i].Spelling) is { Length: > 0 } known)
                lastOfSurname[known] = (i, hits[i].Spelling);
            if (!spelling.Shape.SurnameTitle || shapes.TitleGender(spelling.Text) == "f")
                continue;
            if (lastOfSurname.TryGetValue(spelling.Shape.Surname, out var last) && i - last.Hit <= Reach)
            {
                var bearers = votes.TryGetValue(hits[i].Spelling, out var known2) ? known2 : votes[hits[i].Spelling] = [];
                var root = links.Root(last.Spelling);
                bearers[root] = bearers.GetValueOrDefault(root) + 1;
            }
        }
        foreach (var (title, bearers) in votes.OrderBy(pair => pair.Key))
        {
            var ranked = bearers.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).ToList();
            var second = ranked.Count > 1 ? ranked[1].Value : 0;
            if (ranked[0].Value >= .5 * spellings[title].Count && ranked[0].Value >= 2 * second)
                links.Join(ranked[0].Key, title);
        }
    }

    /// <summary>普润和尚 is 普润: a known name with a title behind it. A lady or a son so called is somebody else.</summary>
    public void JoinTitledNames(NameLinks links)
    {
        for (var i = 0; i < spellings.Count; i++)
        {
            var name = spellings[i].Text;
            var title = shapes.TitleLength(name);
            if (
                spellings[i] is { Type: EntityTypes.Person, IsFull: false, Bearers.Count: 0 }
                && title > 1
                && name.Length - title >= 2
                && !OfAnother.Contains(name[^title..])
                && links.IndexOf(name[..^title]) is >= 0 and var owner
                && spellings[owner] is { Type: EntityTypes.Person, Bearers.Count: 0 }
            )
                links.Join(owner, i);
        }
    }

    /// <summary>By-names: the owner stands at most eight characters before the word.</summary>
    public void JoinByNames(NameLinks links)
    {
        for (var i = 1; i < hits.Count; i++)
        {
            var (at, byName) = hits[i];
            var word = ByNameWords.FirstOrDefault(word =>
                at >= word.Length && text.AsSpan(at - word.Length, word.Length).SequenceEqual(word)
            );
            if (word is null || spellings[byName].IsFull)
                continue;
            var (ownerAt, owner) = hits[i - 1];
            var gap = at - word.Length - ownerAt - spellings[owner].Text.Length;
            if (
                gap is >= 0 and <= 8
                && spellings[owner].Type == "person"
                && spellings[owner].Bearers.Count == 0
                && spellings[byName].Bearers.Count == 0
            )
                links.Join(owner, byName);
        }
    }
}
