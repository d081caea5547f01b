namespace Weft.Reasons;

/// <summary>What speaks for two names being one, or being two.</summary>
public static class SuggestionReasons
{
    /// <summary>The shorter stands in one longer name alone.</summary>
    public static Reason OnlyLonger(string name, string longer) => new("suggest_only_longer", ("name", name), ("longer", longer));

    /// <summary>Of several longer names this one is met beside the same others.</summary>
    public static Reason LikeliestLonger(string name, string longer, int several) =>
        new("suggest_likeliest_longer", ("name", name), ("longer", longer), ("several", several));

    /// <summary>Never in one chapter, but beside the same others.</summary>
    public static Reason SameCompany(string others) => new("suggest_same_company", ("others", others));

    /// <summary>A chapter calls them one; what others say outweighs it.</summary>
    public static Reason SaidOnce(int chapter) => new("suggest_said_once", ("chapter", chapter));

    /// <summary>A chapter ties the two, as nobody is tied to himself.</summary>
    public static Reason TiedToItself(int chapter, string tie) => new("suggest_tied", ("chapter", chapter), ("tie", tie));

    /// <summary>A man's title and a woman's.</summary>
    public static Reason TwoTitles(string name, string other) => new("suggest_two_titles", ("name", name), ("other", other));

    /// <summary>Two given names with one surname.</summary>
    public static Reason TwoGivenNames(string name, string other) => new("suggest_two_given", ("name", name), ("other", other));
}
