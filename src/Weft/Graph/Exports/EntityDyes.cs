using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>How entities are coloured and how large they are drawn: as on the page, in its light theme.</summary>
internal static class EntityDyes
{
    /// <summary>Of ties whose kind has no colour of its own, and of names of a person's own types.</summary>
    public const string OtherTie = "#8d8f95";
    public const string OtherEntity = "#5c6c80";

    private static readonly Dictionary<string, string> Dyes = new(StringComparer.Ordinal)
    {
        [EntityTypes.Person] = "#3a5bb0",
        [EntityTypes.Place] = "#2c8378",
        [EntityTypes.Organisation] = "#a87611",
        [EntityTypes.Event] = "#7d4f94",
        [EntityTypes.Item] = "#bb5a86",
    };

    /// <summary>Of communities by their numbers, the greatest first; the others have none.</summary>
    private static readonly string[] Communities =
    [
        "#3a5bb0",
        "#c4562f",
        "#2f8a57",
        "#8a4fa8",
        "#a87f0f",
        "#23899c",
        "#c0457f",
        "#6d7a2a",
        "#8c5a3c",
        "#5a6fd6",
        "#a8485a",
        "#4f7a86",
    ];

    /// <summary>Of people who are in no community, where there are such.</summary>
    public const string Alone = "#8a8f99";

    /// <summary><c>#rrggbb</c>; null where the community has no colour of its own.</summary>
    public static string? OfCommunity(int number) => number >= 1 && number <= Communities.Length ? Communities[number - 1] : null;

    /// <summary><c>#rrggbb</c>.</summary>
    public static string OfEntity(string type) => Dyes.GetValueOrDefault(type, OtherEntity);

    /// <summary><c>#rrggbb</c>.</summary>
    public static string OfTie(string type) => GroupOf(type) is { Length: > 0 } group ? TieKinds.Colours[group].Light : OtherTie;

    /// <summary>The group whose colour a kind of tie has; empty for those without one.</summary>
    public static string GroupOf(string type) => TieKinds.Find(type)?.Group is { } group and not "other" ? group : "";

    /// <summary>In units of the drawing.</summary>
    public static double Radius(int mentions) => 3.5 + 1.9 * Math.Log2(1 + mentions);

    public static (byte Red, byte Green, byte Blue) Parts(string dye)
    {
        var all = Convert.FromHexString(dye.AsSpan(1));
        return (all[0], all[1], all[2]);
    }
}
