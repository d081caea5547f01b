namespace Weft.Providers.Rules.En;

/// <summary>A run that names somebody, with what its words say about them.</summary>
internal sealed class EnName
{
    private static readonly Dictionary<string, string> LongTitles = new(StringComparer.Ordinal)
    {
        ["dr"] = "doctor",
        ["capt"] = "captain",
        ["col"] = "colonel",
        ["gen"] = "general",
        ["lieut"] = "lieutenant",
        ["prof"] = "professor",
        ["rev"] = "reverend",
        ["mme"] = "madame",
        ["mlle"] = "mademoiselle",
        ["m"] = "monsieur",
        ["mister"] = "mr",
    };

    /// <summary>Titles that stand before a given name as well; after the others comes a surname (Colonel Fitzwilliam).</summary>
    private static readonly HashSet<string> WithGivens = new(
        "sir lady dame miss mademoiselle signorina master lord don dona uncle aunt father mother brother sister cousin saint king queen prince princess friar".Split(
            ' '
        ),
        StringComparer.Ordinal
    );

    public EnName(Run run, Lexicon lexicon, IReadOnlySet<string> surnames, IReadOnlySet<string> givens)
    {
        Run = run;
        Title = LongTitles.GetValueOrDefault(run.Title, run.Title);
        Core = WithoutParticles(run.Core, lexicon, IsOf(Title));
        Gender = run.Titles > 0 ? lexicon.TitleGender(run.Title) : "";
        HasPatronymic = Core.Length > 1 && IsPatronymic(Core[1]);
        if (Core.Length > 1 && !Core.Contains("of"))
        {
            Given = Core[0];
            Surname = IsPatronymic(Core[^1]) ? "" : Core[^1];
        }
        else if (run.Titles > 0 && Core.Length == 1)
        {
            var isGiven =
                Title == "sir"
                || (WithGivens.Contains(Title) && lexicon.IsGiven(Core[0]) && !surnames.Contains(Core[0]))
                || givens.Contains(Core[0]);
            (Given, Surname) = isGiven ? (Core[0], "") : ("", Core[0]);
        }
        if (Gender.Length == 0 && Given.Length > 0)
            Gender = lexicon.GivenGender(Given);
        if (Gender.Length == 0 && run.Titles == 0 && Core.Length == 1)
            Gender = surnames.Contains(Core[0]) ? "" : lexicon.GivenGender(Core[0]);
        Married =
            Title is "mrs" or "lady" or "madame" or "signora" or "frau" ? "mrs"
            : Title is "miss" or "mademoiselle" or "signorina" ? "miss"
            : "";
    }

    public Run Run { get; }
    public string Title { get; }
    public string[] Core { get; }
    public string Gender { get; }
    public string Given { get; } = "";
    public string Surname { get; } = "";

    /// <summary>mrs, miss or empty: a Mrs and a Miss of one surname are two.</summary>
    public string Married { get; }

    /// <summary>Of a rank that nobody drops: Lady Catherine is never Catherine.</summary>
    public bool IsRanked =>
        Title.Length > 0 && Title is not ("miss" or "mr" or "master" or "mrs" or "monsieur" or "mademoiselle" or "madame");

    /// <summary>The second word is the father's name: Rodion Romanovitch.</summary>
    public bool HasPatronymic { get; }

    /// <summary>Rodion Romanovitch Raskolnikov: the father's name is no surname.</summary>
    private static bool IsPatronymic(string word) =>
        word.Length > 6
        && (
            word.EndsWith("ovitch", StringComparison.Ordinal)
            || word.EndsWith("evitch", StringComparison.Ordinal)
            || word.EndsWith("ovich", StringComparison.Ordinal)
            || word.EndsWith("evich", StringComparison.Ordinal)
            || word.EndsWith("ovna", StringComparison.Ordinal)
            || word.EndsWith("evna", StringComparison.Ordinal)
        );

    /// <summary>A lord of a place is called by the place as others are by a surname: the Count of Morcerf. A king is not.</summary>
    private static bool IsOf(string title) =>
        title
            is "count"
                or "countess"
                or "comte"
                or "comtesse"
                or "duke"
                or "duchess"
                or "earl"
                or "marquis"
                or "marchioness"
                or "marquise"
                or "viscount"
                or "viscountess"
                or "vicomte"
                or "baron"
                or "baroness";

    /// <summary>De Villefort is Villefort, La Carconte Carconte, le Baron Franz is Franz.</summary>
    private static string[] WithoutParticles(ReadOnlySpan<string> core, Lexicon lexicon, bool withoutOf)
    {
        while (core.Length > 1 && (Lexicon.IsParticle(core[0]) || (withoutOf && core[0] == "of") || lexicon.IsTitle(core[0])))
            core = core[1..];
        return core.ToArray();
    }

    public bool IsBare => Run.Titles == 0 && Core.Length == 1;
    public bool IsFull => Given.Length > 0 && Surname.Length > 0;
    public int Count => Run.Count;
}
