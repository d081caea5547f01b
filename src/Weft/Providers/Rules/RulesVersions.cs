namespace Weft.Providers.Rules;

/// <summary>
/// How chapters are read by profiles of each version. A profile is read as it was when it was made, so that nodes of two builds that share a job
/// find the same in a chapter.
/// </summary>
internal static class RulesVersions
{
    /// <summary>From here on every chapter ties a spelling to its person's name, whether the name stands in it or not.</summary>
    public const int TiesToNames = 3;

    /// <summary>From here on ties are of the kinds that models are asked for (parent, kills), and of more frames.</summary>
    public const int NamedTies = 3;

    /// <summary>From here on d’Artagnan has a capital.</summary>
    public const int Elisions = 3;

    /// <summary>From here on events are named (<see cref="Model.StoryEvents"/>).</summary>
    public const int Events = 4;

    /// <summary>That of the profiles that this build makes.</summary>
    public static readonly int Newest = Of(RulesProfiler.Version);

    /// <summary>The number of a version.</summary>
    public static int Of(string version) => int.Parse(version, System.Globalization.CultureInfo.InvariantCulture);
}
