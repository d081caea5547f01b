namespace Weft.Reasons;

/// <summary>Why something is an entity, why a name belongs to it, and why a frequent name became none.</summary>
public static class EntityReasons
{
    public static Reason Stands(string name, int count, int chapters, int first, int last) =>
        new("why_stands", ("name", name), ("count", count), ("chapters", chapters), ("first", first), ("last", last));

    /// <summary>Who found it.</summary>
    public static Reason FoundBy(string provider, int chapters) =>
        new("why_found_by", ("provider", provider), ("chapters", chapters));

    /// <summary>What the rules saw is not known: another version of them made the book's profile.</summary>
    public static Reason NotKept() => new("why_not_kept");

    public static Reason Titled(string name, string title, int count) =>
        new("why_titled", ("name", name), ("title", title), ("count", count));

    /// <summary>zh: the surname that it begins with.</summary>
    public static Reason Surname(string name, string surname) => new("why_surname", ("name", name), ("surname", surname));

    /// <summary>Beside a word of speaking.</summary>
    public static Reason Speaks(string name, int count) => new("why_speaks", ("name", name), ("count", count));

    /// <summary>Between two pauses, as who is spoken to is named.</summary>
    public static Reason Called(string name, int count) => new("why_called", ("name", name), ("count", count));

    /// <summary>en: with a capital inside sentences, against the same word with a small letter.</summary>
    public static Reason Capital(string name, int count, int small) =>
        new("why_capital", ("name", name), ("count", count), ("small", small));

    /// <summary>zh: where clauses begin.</summary>
    public static Reason Starts(string name, int count) => new("why_starts", ("name", name), ("count", count));

    /// <param name="person">How like a person's all of it is, with one decimal.</param>
    public static Reason Contexts(string name, string person, string place) =>
        new("why_contexts", ("name", name), ("person", person), ("place", place));

    /// <summary>A chapter's word that two names are one.</summary>
    public static Reason SaidOne(string name, string other, int chapter) =>
        new("why_said_one", ("name", name), ("other", other), ("chapter", chapter));

    /// <summary>A person's word that two names are one.</summary>
    public static Reason DecidedOne(string name, string other) => new("why_decided_one", ("name", name), ("other", other));

    /// <summary>A person's other word on it.</summary>
    public static Reason Renamed(int number, string name) => new("why_renamed", ("number", number), ("name", name));

    public static Reason Retyped(int number, string type) => new("why_retyped", ("number", number), ("type", type));

    /// <summary>It stands where persons and places do not.</summary>
    public static Reason NotWhereNamesStand(string person, string place) =>
        new("why_not_where_names_stand", ("person", person), ("place", place));
}
