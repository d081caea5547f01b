namespace Weft.Providers.Rules.En;

/// <summary>The English word lists.</summary>
internal sealed class Lexicon
{
    public static readonly Lexicon Default = new();

    private readonly Dictionary<string, string> titles = WordLists.Map("en-titles");
    private readonly HashSet<string> notNames = WordLists.Set("en-notnames");
    private readonly HashSet<string> men = WordLists.Set("en-given-m");
    private readonly HashSet<string> women = WordLists.Set("en-given-f");
    private readonly Dictionary<string, string> nicknames = WordLists.Map("en-nicknames");
    private readonly HashSet<string> placeHeads = WordLists.Set("en-place-heads");
    private readonly IReadOnlyList<string> placeSuffixes = WordLists.Read("en-place-suffixes");
    private readonly HashSet<string> orgs = WordLists.Set("en-orgs");
    private readonly HashSet<string> speech = WordLists.Set("en-speech");
    private readonly HashSet<string> sureSpeech = WordLists.Set("en-speech-sure");
    private readonly HashSet<string> places = WordLists.Set("en-places");
    private static readonly HashSet<string> PlacePrefixes = new(
        ["new", "cape", "mount", "fort", "lake", "port", "san", "santa"],
        StringComparer.Ordinal
    );
    private static readonly HashSet<string> Callings = new(
        ["dear", "dearest", "poor", "old", "little", "my", "o", "oh"],
        StringComparer.Ordinal
    );
    private static readonly HashSet<string> Particles = new(
        ["de", "du", "des", "von", "van", "der", "den", "la", "le", "di", "del", "della", "da", "dos"],
        StringComparer.Ordinal
    );
    private static readonly HashSet<string> Addresses = new(["i", "the", "good", "sir", "my", "dear"], StringComparer.Ordinal);
    private static readonly HashSet<string> Connectors = new(
        ["de", "du", "von", "van", "la", "le", "di", "del", "des", "d'", "of", "y"],
        StringComparer.Ordinal
    );

    public bool IsTitle(string word) => titles.ContainsKey(word);

    /// <summary>m, f or empty.</summary>
    public string TitleGender(string word) =>
        titles.GetValueOrDefault(word) is { } marks && marks[0] is 'm' or 'f' ? titles[word][..1] : "";

    /// <summary>Also used alone with "the": the Queen.</summary>
    public bool IsRole(string word) => titles.GetValueOrDefault(word) is { Length: 2 };

    public bool IsNotName(string word) => notNames.Contains(word);

    public static bool IsConnector(string word) => Connectors.Contains(word);

    public bool IsGiven(string word) => men.Contains(word) || women.Contains(word) || nicknames.ContainsKey(word);

    /// <summary>m, f or empty, also where both may bear it.</summary>
    public string GivenGender(string word)
    {
        var (man, woman) = (men.Contains(word), women.Contains(word));
        if (man == woman)
        {
            var genders = nicknames.GetValueOrDefault(word)?.Split(' ').Select(GivenGenderOfFull).Distinct().ToList();
            return !man && genders is [var only] ? only : "";
        }
        return man ? "m" : "f";
    }

    private string GivenGenderOfFull(string word) =>
        men.Contains(word) == women.Contains(word) ? ""
        : men.Contains(word) ? "m"
        : "f";

    public IReadOnlyList<string> FullNamesOf(string nickname) =>
        nicknames.TryGetValue(nickname, out var names) ? names.Split(' ') : [];

    public bool IsPlaceHead(string word) => placeHeads.Contains(word);

    public bool HasPlaceSuffix(string word) =>
        word.Length > 6 && placeSuffixes.Any(suffix => word.EndsWith(suffix, StringComparison.Ordinal));

    public bool IsOrganisation(string word) => orgs.Contains(word);

    /// <summary>A country, county, city, river or sea that everyone knows; words joined by a space.</summary>
    public bool IsKnownPlace(string key) => places.Contains(key);

    /// <summary>Begins the name of a place: New York, Cape Horn.</summary>
    public static bool IsPlacePrefix(string word) => PlacePrefixes.Contains(word);

    /// <summary>Stands before the name of whoever is spoken to: my dear Jane.</summary>
    public static bool IsCalling(string word) => Callings.Contains(word);

    /// <summary>Stands before a surname: de Villefort, van der Luyden.</summary>
    public static bool IsParticle(string word) => Particles.Contains(word);

    /// <summary>Stands before a name with a capital and is no part of it.</summary>
    public static bool IsAddress(string word) => Addresses.Contains(word);

    /// <summary>A verb that speaks, whether a quotation mark stands beside it or not.</summary>
    public bool IsSureSpeech(string word) => sureSpeech.Contains(word);

    public bool IsSpeech(string word) => speech.Contains(word);
}
