namespace Weft.Providers.Rules.Zh;

/// <summary>What a string looks like by its characters alone: surname, title, common word, place.</summary>
internal sealed class NameShapes
{
    public static readonly NameShapes Default = new();

    private readonly HashSet<char> surnames = WordLists.Chars("zh-surnames");
    private readonly HashSet<char> weak = WordLists.Chars("zh-weak-surnames");
    private readonly HashSet<string> compounds = WordLists.Set("zh-compound-surnames");
    private readonly HashSet<string> common = WordLists.Set("zh-common");
    private readonly HashSet<string> placeNouns = WordLists.Set("zh-place-nouns");
    private readonly HashSet<string> places = WordLists.Set("zh-places");
    private readonly HashSet<char> stops = WordLists.Chars("zh-hard-stops");
    private readonly HashSet<char> verbs = WordLists.Chars("zh-verbs");
    private readonly HashSet<string> hardWords = WordLists.Set("zh-words-hard");
    private readonly HashSet<string> softWords = WordLists.Set("zh-words-soft");
    private readonly HashSet<string> dictionaryPlaces = WordLists.Set("zh-words-places");
    private readonly HashSet<char> kinds = WordLists.Chars("zh-kinds");
    private readonly HashSet<char> localizers = WordLists.Chars("zh-localizers");
    private readonly Dictionary<string, string> titles = WordLists.Map("zh-titles");
    private readonly Dictionary<string, string> placeSuffixes = WordLists.Map("zh-place-suffixes");
    private readonly Dictionary<string, string> collectives = WordLists.Map("zh-collectives");

    /// <summary>Strings that cannot be a name: they hold a function character.</summary>
    public bool Refuses(ReadOnlySpan<char> gram)
    {
        foreach (var unit in gram)
        {
            if (stops.Contains(unit))
                return true;
        }
        return compounds.GetAlternateLookup<ReadOnlySpan<char>>().Contains(gram);
    }

    public Candidate Describe(string text, int first)
    {
        var surname = SurnameLength(text);
        var rest = text[surname..];
        return new(text, first)
        {
            SurnameLength = surname,
            WeakSurname = surname == 1 && weak.Contains(text[0]),
            SurnameTitle = surname > 0 && titles.ContainsKey(rest),
            Titled = TitleLength(text) is > 1 and var length && length < text.Length,
        };
    }

    public int SurnameLength(ReadOnlySpan<char> text)
    {
        if (text.Length > 2 && compounds.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..2]))
            return 2;
        return text.Length > 1 && surnames.Contains(text[0]) ? 1 : 0;
    }

    /// <summary>A character that is hardly ever anything but a surname.</summary>
    public bool IsStrongSurname(char unit) => surnames.Contains(unit) && !weak.Contains(unit);

    public bool IsCommon(string text) => common.Contains(text);

    public bool IsPlaceNoun(string text) => placeNouns.Contains(text);

    /// <summary>A province, city, mountain or water that everyone knows.</summary>
    public bool IsKnownPlace(string text) => places.Contains(text) || dictionaryPlaces.Contains(text);

    /// <summary>The dictionary has it as an adverb, a pronoun, a phrase or the like.</summary>
    public bool IsHardWord(string text) => hardWords.Contains(text);

    /// <summary>The dictionary has it as a verb, an adjective or a time.</summary>
    public bool IsSoftWord(string text) => softWords.Contains(text);

    /// <summary>So many, so big or so small a kind of being: 众僧, 小妖, 老尼.</summary>
    public bool IsKind(string text) =>
        text.Length == 2 && "众诸群各小老女男大恶".Contains(text[0], StringComparison.Ordinal) && kinds.Contains(text[1]);

    /// <summary>2 for strong endings (州 城), 1 for weak ones (山 门), 0 for none.</summary>
    public int PlaceSuffix(string text)
    {
        for (var length = Math.Min(2, text.Length - 1); length > 0; length--)
        {
            if (placeSuffixes.TryGetValue(text[^length..], out var strength))
                return strength == "+" ? 2 : 1;
        }
        return 0;
    }

    /// <summary>Whether the last character marks a group or rank (兵 官), and the first a quantity (众 诸).</summary>
    public (bool Last, bool First) Collective(string text) =>
        (collectives.GetValueOrDefault(text[^1..]) == "l", collectives.GetValueOrDefault(text[..1]) == "f");

    /// <summary>Longer than two characters and beginning with a common word (后人有诗).</summary>
    public bool BeginsCommon(string text) => text.Length > 2 && common.Contains(text[..2]);

    /// <summary>Ends like a word for where (书房里), not like a name.</summary>
    public bool IsWhere(string text) => localizers.Contains(text[^1]);

    public bool IsVerb(char unit) => verbs.Contains(unit);

    /// <summary>Length of the longest title at the end, 0 for none.</summary>
    public int TitleLength(string text)
    {
        for (var length = Math.Min(4, text.Length); length > 0; length--)
        {
            if (titles.ContainsKey(text[^length..]))
                return length;
        }
        return 0;
    }

    /// <summary>m, f or empty, by the title at the end.</summary>
    public string TitleGender(string text) =>
        TitleLength(text) is > 0 and var length && titles[text[^length..]] is "m" or "f"
            ? titles[text[^TitleLength(text)..]]
            : "";
}
