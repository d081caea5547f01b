using Weft.Model;
using Weft.Providers.Rules.En;
using Weft.Providers.Rules.Zh;

namespace Weft.Providers.Rules;

/// <summary>
/// The first reading of a whole edition: who and what it names, by counting, with no model. A pure function of the texts; time and
/// memory are linear in them.
/// </summary>
public static class RulesProfiler
{
    /// <summary>Raised with every change that can change a result; profiles of another version are made anew.</summary>
    public const string Version = "4";

    /// <summary>Versions whose profiles this build still reads as they were meant (<see cref="RulesVersions"/>).</summary>
    public static readonly IReadOnlyList<string> OlderVersions = ["1", "2", "3"];

    private const int RosterSize = 300;

    /// <summary>Whether this build reads chapters by a profile of that version.</summary>
    public static bool CanRead(string version) => version == Version || OlderVersions.Contains(version);

    /// <param name="language">zh or en; anything else is read as English.</param>
    public static IFirstReading Begin(string language) =>
        language.StartsWith("zh", StringComparison.Ordinal)
            ? new RulesReading("zh", new ZhProfiler())
            : new RulesReading("en", new EnProfiler());

    /// <param name="language">zh or en; anything else is read as English.</param>
    /// <param name="chapterTexts">The edition's chapters in order, each with its heading line.</param>
    public static Profile Build(string language, IReadOnlyList<string> chapterTexts)
    {
        var reading = Begin(language);
        while (!reading.IsDone)
        {
            foreach (var text in chapterTexts)
                reading.Add(text);
            reading.EndPass();
        }
        return reading.Profile;
    }

    internal static Profile Profile(string language, RulesTables tables)
    {
        var aliases = new Dictionary<int, List<string>>();
        foreach (var form in tables.Forms)
        {
            if (form.Owners.Length == 1 && form.Shown != tables.Entities[form.Owners[0]].Name)
                (aliases.TryGetValue(form.Owners[0], out var known) ? known : aliases[form.Owners[0]] = []).Add(form.Shown);
        }
        var roster = tables
            .Entities.Select(
                (entity, index) => new RosterName(entity.Name, entity.Type, entity.Count, aliases.GetValueOrDefault(index) ?? [])
            )
            .OrderByDescending(name => name.Count)
            .ThenBy(name => name.Name, StringComparer.Ordinal)
            .Take(RosterSize);
        return new(Version, language, [.. roster], tables.ToJson());
    }
}
