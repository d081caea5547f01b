namespace Weft.Providers.Rules.Zh;

/// <summary>Finds all names of a chapter and who is meant by each. A pure function of the chapter.</summary>
internal sealed class ZhFinder
{
    // A single character counts as a name only where its neighbours say so; in tenths of log-odds.
    private const int SingleAfter = 3;
    private const int SingleBefore = 8;

    private readonly RulesTables tables;
    private readonly Matcher matcher;
    private readonly Form?[] singles = new Form?[char.MaxValue + 1];
    private readonly Dictionary<int, List<char>> givensOfEntity = [];
    private readonly short[] before = new short[char.MaxValue + 1];
    private readonly short[] after = new short[char.MaxValue + 1];

    public ZhFinder(RulesTables tables)
    {
        this.tables = tables;
        matcher = new([.. tables.Forms.Select(form => form.Key)]);
        foreach (var single in tables.Singles)
        {
            singles[single.Key[0]] = single;
            foreach (var owner in single.Owners)
                (givensOfEntity.TryGetValue(owner, out var known) ? known : givensOfEntity[owner] = []).Add(single.Key[0]);
        }
        foreach (var (unit, tenths) in tables.Before)
            before[unit.Length == 0 ? 0 : unit[0]] = (short)tenths;
        foreach (var (unit, tenths) in tables.After)
            after[unit.Length == 0 ? 0 : unit[0]] = (short)tenths;
    }

    public List<Found> Find(ZhText chapter)
    {
        var text = chapter.Chars;
        var found = new List<Found>();
        var lastMet = new Dictionary<int, int>();
        var lastOfGiven = new Dictionary<char, int>();
        for (var i = 0; i < text.Length; i++)
        {
            var (length, form) = matcher.At(text, i);
            if (length > 0)
            {
                var entity = Nearest(tables.Forms[form].Owners, lastMet);
                Meet(entity, i, lastMet, lastOfGiven);
                found.Add(new(i, length, entity, form));
                i += length - 1;
            }
            else if (
                singles[text[i]] is { } single
                && StandsAlone(chapter, i)
                && Bearer(single, lastOfGiven) is >= 0 and var bearer
            )
            {
                lastMet[bearer] = i;
                found.Add(new(i, 1, bearer, -1));
            }
        }
        return found;
    }

    private void Meet(int entity, int at, Dictionary<int, int> lastMet, Dictionary<char, int> lastOfGiven)
    {
        lastMet[entity] = at;
        if (!givensOfEntity.TryGetValue(entity, out var givens))
            return;
        foreach (var given in givens)
            lastOfGiven[given] = entity;
    }

    /// <summary>The owner that was met last in this chapter; the likeliest where none was.</summary>
    private static int Nearest(int[] owners, Dictionary<int, int> lastMet)
    {
        var (best, latest) = (owners[0], -1);
        foreach (var owner in owners)
        {
            if (owners.Length > 1 && lastMet.TryGetValue(owner, out var at) && at > latest)
                (best, latest) = (owner, at);
        }
        return best;
    }

    /// <summary>The last bearer met in the chapter, else the only one of the book, else nobody.</summary>
    private static int Bearer(Form single, Dictionary<char, int> lastOfGiven) =>
        lastOfGiven.TryGetValue(single.Key[0], out var last) ? last
        : single.Owners.Length == 1 ? single.Owners[0]
        : -1;

    private bool StandsAlone(ZhText chapter, int at)
    {
        var text = chapter.Chars;
        var (left, right) = (Contexts.Symbol(text, at - 1), Contexts.Symbol(text, at + 1));
        if (right == '\0')
            return left != '\0' && before[left] >= SingleBefore && !chapter.Starts[at];
        return after[right] >= SingleAfter && (chapter.Starts[at] || before[left] >= SingleBefore);
    }
}
