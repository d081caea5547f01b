using Weft.Model;
using Weft.Providers.Rules.En;
using Weft.Providers.Rules.Zh;

namespace Weft.Providers.Rules;

/// <summary>
/// Reads chapters by the book's profile. Keeps nothing between chapters, so any order and any node give the same facts; safe to
/// share between threads.
/// </summary>
public sealed class RulesExtractor
{
    private readonly Func<string, ChapterFacts> read;

    /// <exception cref="ArgumentException">The profile was made by another version of the rules.</exception>
    public RulesExtractor(Profile profile)
    {
        if (!RulesProfiler.CanRead(profile.Version))
        {
            var wanted = $"this build reads version {RulesProfiler.Version}";
            throw new ArgumentException(
                $"The profile is of version {profile.Version}; {wanted}. Profile the book again.",
                nameof(profile)
            );
        }
        var tables = RulesTables.FromJson(profile.Tables);
        var version = RulesVersions.Of(profile.Version);
        read = profile.Language == "zh" ? new ZhReader(tables, version).Read : new EnReader(tables, version).Read;
    }

    /// <summary>All that the rules find in the chapter. Offsets are UTF-16 units of <paramref name="chapterText"/>.</summary>
    public ChapterFacts Extract(string chapterText) => read(chapterText);
}
