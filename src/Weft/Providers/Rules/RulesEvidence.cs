using System.Globalization;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Providers.Rules;

/// <summary>A name that stands often in a book and became no entity.</summary>
public sealed record RefusedName(string Name, int Count, Reason Why);

/// <summary>What the first reading of a book saw of its names, in words.</summary>
public static class RulesEvidence
{
    /// <summary>What speaks for these names, each with all that was seen of it; null where that was not kept.</summary>
    public static IReadOnlyList<Reason>? Of(Profile profile, IReadOnlyList<string> names)
    {
        var tables = RulesTables.FromJson(profile.Tables);
        if (tables.Evidence is not { } evidence)
            return null;
        var byKey = evidence.Where(one => !one.Refused).DistinctBy(one => one.Key).ToDictionary(one => one.Key);
        var formOf = tables
            .Forms.DistinctBy(form => NameFolding.Key(form.Shown))
            .ToDictionary(form => NameFolding.Key(form.Shown));
        return
        [
            .. names.SelectMany(name =>
                formOf.TryGetValue(NameFolding.Key(name), out var form) && byKey.TryGetValue(form.Key, out var seen)
                    ? Reasons(name, seen)
                    : []
            ),
        ];
    }

    /// <summary>The most frequent first; empty where it was not kept.</summary>
    public static IReadOnlyList<RefusedName> Refused(Profile profile) =>
        [
            .. (RulesTables.FromJson(profile.Tables).Evidence ?? [])
                .Where(one => one.Refused)
                .OrderByDescending(one => one.Count)
                .Select(one => new RefusedName(Written(one.Key, profile.Language), one.Count, WhyNot(one))),
        ];

    private static IEnumerable<Reason> Reasons(string name, NameEvidence seen)
    {
        if (seen.Title is { } title)
            yield return EntityReasons.Titled(name, title, seen.Count);
        if (seen.Surname is { } surname)
            yield return EntityReasons.Surname(name, surname);
        if (seen.Speeches > 0)
            yield return EntityReasons.Speaks(name, seen.Speeches);
        if (seen.Calls > 0)
            yield return EntityReasons.Called(name, seen.Calls);
        if (seen.Inside > 0)
            yield return EntityReasons.Capital(name, seen.Inside, seen.Small);
        if (seen.Starts > 0)
            yield return EntityReasons.Starts(name, seen.Starts);
        yield return EntityReasons.Contexts(name, Score(seen.Person), Score(seen.Place));
    }

    private static Reason WhyNot(NameEvidence one) => EntityReasons.NotWhereNamesStand(Score(one.Person), Score(one.Place));

    private static string Written(string key, string language) =>
        language == "zh" ? key : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(key);

    private static string Score(int tenths) => (tenths / 10.0).ToString("0.0", CultureInfo.InvariantCulture);
}
