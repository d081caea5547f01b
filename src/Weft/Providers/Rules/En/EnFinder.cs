namespace Weft.Providers.Rules.En;

/// <summary>Finds the longest known names of a chapter and who is meant by each. A pure function of the chapter.</summary>
internal sealed class EnFinder
{
    private readonly RulesTables tables;
    private readonly int version;
    private readonly Vocabulary words = new(grows: false);
    private readonly Dictionary<(int Node, int Word), int> steps = [];
    private readonly List<int> formOfNode = [-1];
    private readonly bool[] needsArticle;
    private readonly int the;
    private readonly int i;
    private readonly int mr;
    private readonly int and;

    /// <summary>By surname, the form of Mr. with it.</summary>
    private readonly Dictionary<string, int> husbands = new(StringComparer.Ordinal);

    /// <param name="version">Of the profile.</param>
    public EnFinder(RulesTables tables, int version)
    {
        this.tables = tables;
        this.version = version;
        (the, i, mr, and) = (words.Add("the"), words.Add("i"), words.Add("mr"), words.Add("and"));
        needsArticle = new bool[tables.Forms.Count];
        for (var i = 0; i < tables.Forms.Count; i++)
        {
            var node = 0;
            var parts = tables.Forms[i].Key.Split(' ');
            foreach (var part in parts)
                node = Step(node, words.Add(part));
            formOfNode[node] = i;
            if (parts is ["mr", _] && tables.Forms[i].Owners.Length == 1)
                husbands[parts[1]] = i;
            needsArticle[i] = parts.Length == 1 && Lexicon.Default.IsTitle(parts[0]);
        }
    }

    private int Step(int node, int word)
    {
        if (steps.TryGetValue((node, word), out var next))
            return next;
        steps[(node, word)] = formOfNode.Count;
        formOfNode.Add(-1);
        return formOfNode.Count - 1;
    }

    /// <summary>Positions of what is found are numbers of tokens.</summary>
    public (List<Token> Tokens, List<Found> Found) Find(string text)
    {
        var tokens = EnText.Read(text, words, version);
        var found = new List<Found>();
        var lastMet = new Dictionary<int, int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var (length, form) = At(tokens, i);
            if (length == 0)
                continue;
            var entity = Nearest(tables.Forms[form].Owners, lastMet);
            lastMet[entity] = i;
            found.Add(new(i, length, entity, form));
            i += length - 1;
        }
        return (tokens, found);
    }

    /// <summary>The names of a chapter, the Mr. of Mr. and Mrs. Bennet, and whoever tells it wherever "I" stands for a name.</summary>
    public (List<Token> Tokens, List<Found> Found) FindAll(string text, int[] mainForms)
    {
        var (tokens, found) = Find(text);
        AddHusbands(tokens, found);
        if (tables.Teller is { } teller)
            EnTeller.Add(teller, mainForms[teller], tables.SingleQuotes ? Speech.Single : Speech.Double, tokens, i, found);
        return (tokens, found);
    }

    private void AddHusbands(List<Token> tokens, List<Found> found)
    {
        for (var at = found.Count - 1; at >= 0; at--)
        {
            var wife = found[at];
            var key = tables.Forms[wife.Form].Key;
            if (
                wife.Start >= 2
                && tokens[wife.Start - 1].Word == and
                && tokens[wife.Start - 2].Word == mr
                && tokens[wife.Start].Before == Gap.None
                && tokens[wife.Start - 1].Before == Gap.None
                && key.StartsWith("mrs ", StringComparison.Ordinal)
                && husbands.GetValueOrDefault(key[4..], -1) is >= 0 and var form
            )
                found.Insert(at, new(wife.Start - 2, 1, tables.Forms[form].Owners[0], form));
        }
    }

    private (int Length, int Form) At(List<Token> tokens, int start)
    {
        if (!tokens[start].Capital)
            return (0, -1);
        var (node, best) = (0, (0, -1));
        for (var i = start; i < tokens.Count && tokens[i].Word >= 0; i++)
        {
            if (i > start && (tokens[i].Before != Gap.None || tokens[i - 1].Possessive))
                break;
            if (!steps.TryGetValue((node, tokens[i].Word), out node))
                break;
            var form = formOfNode[node];
            if (form >= 0 && tokens[i].Capital && (!needsArticle[form] || (start > 0 && tokens[start - 1].Word == the)))
                best = (i - start + 1, form);
        }
        return best;
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
}
