using Weft.Extraction.Grounding;
using Weft.Extraction.Prompting;
using Weft.Model;

namespace Weft.Application;

/// <summary>
/// Kinds of a person's own, a line each under <c>[entities]</c> and <c>[ties]</c>: <c>name: what it means</c>. Of ties, <c>master / disciple</c> are one
/// from its two ends, and <c>~ rival</c> goes both ways. A built-in kind is named by its code or its word in either language.
/// </summary>
internal sealed class OwnTypes
{
    private const int MostKinds = 40;
    private const int LongestName = 40;
    private const int LongestMeaning = 200;

    private static readonly string[] EntityHeadings = ["[entities]", "[实体]", "[實體]"];
    private static readonly string[] TieHeadings = ["[ties]", "[relations]", "[关系]", "[關係]"];

    /// <summary>Weft makes these itself, or has them in every job.</summary>
    private static readonly string[] Reserved =
    [
        RelationTypes.Alias,
        RelationTypes.CoOccurs,
        RelationTypes.Distinct,
        StoryEvents.TakesPart,
        StoryEvents.TakesPlaceIn,
        PromptTextSchema.Other,
    ];

    private readonly List<RecipeKind> _entities = [];
    private readonly List<RecipeKind> _ties = [];
    private readonly HashSet<string> _entityNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tieNames = new(StringComparer.Ordinal);
    private List<RecipeKind>? _into;

    private OwnTypes() { }

    /// <summary>The first thing that is wrong, with its line, from 1 (0 = the whole); null = nothing.</summary>
    public (int Line, WishFault Fault, string Said)? Fault { get; private set; }

    public static OwnTypes Parse(string text)
    {
        var types = new OwnTypes();
        if (text.Length > RecipeWish.MostTypes)
            types.Fault = (0, WishFault.TooLong, "");
        else if (text.Any(RecipeWish.IsControl))
            types.Fault = (0, WishFault.NotText, "");
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length && types.Fault is null; at++)
            if (types.Read(lines[at].Trim()) is { } fault)
                types.Fault = (at + 1, fault.Fault, fault.Said);
        if (types.Fault is null && types._entities.Count + types._ties.Count == 0)
            types.Fault = (0, WishFault.Empty, "");
        return types;
    }

    /// <summary>What a section names stands in place of ours; without the section ours stay.</summary>
    public Recipe Apply(Recipe recipe)
    {
        if (_entities.Count > 0)
            recipe = recipe with
            {
                EntityTypes = [.. _entities.Select(kind => kind.Name)],
                EntityKinds = [.. _entities.Where(kind => kind.About.Length > 0)],
            };
        if (_ties.Count > 0)
            recipe = recipe with
            {
                RelationTypes = [.. _ties.Select(kind => kind.Name)],
                RelationKinds = [.. _ties.Where(kind => kind.About.Length > 0 || TieKinds.Find(kind.Name) is null)],
            };
        return recipe;
    }

    private (WishFault Fault, string Said)? Read(string line)
    {
        if (line.Length == 0 || line[0] == '#')
            return null;
        if (line[0] == '[')
        {
            _into =
                EntityHeadings.Contains(line, StringComparer.OrdinalIgnoreCase) ? _entities
                : TieHeadings.Contains(line, StringComparer.OrdinalIgnoreCase) ? _ties
                : null;
            return _into is null ? (WishFault.UnknownHeading, line) : null;
        }
        if (_into is null)
            return (WishFault.NoHeading, line);
        var colon = line.IndexOfAny([':', '：']);
        var (head, about) = colon < 0 ? (line, "") : (line[..colon].Trim(), line[(colon + 1)..].Trim());
        if (about.Length > LongestMeaning)
            return (WishFault.LongMeaning, head);
        return _into == _ties ? AddTie(head, about) : AddEntity(head, about);
    }

    private (WishFault, string)? AddEntity(string name, string about)
    {
        if (name.StartsWith('~') || name.Contains('/', StringComparison.Ordinal))
            return (WishFault.NoTie, name);
        return Check(name, _entityNames, _entities)
            ?? Add(_entities, new(BuiltInEntity(name) ?? name, about), _entityNames, name);
    }

    private (WishFault, string)? AddTie(string head, string about)
    {
        var isMutual = head[..Math.Min(1, head.Length)] == "~";
        var ends = head.TrimStart('~').Split('/', StringSplitOptions.TrimEntries);
        if (ends.Length > 2 || (isMutual && ends.Length == 2))
            return (WishFault.NoName, head);
        foreach (var end in ends)
            if (Check(end, _tieNames, _ties) is { } wrong)
                return wrong;
        var known = BuiltInTie(ends[0]);
        var inverse = ends.Length == 2 ? ends[1] : "";
        if (known is null)
            return Add(_ties, new(ends[0], about) { Inverse = inverse, Mutual = isMutual }, _tieNames, head);
        var isSame = inverse.Length == 0 || BuiltInTie(inverse)?.ReverseOf == known.Code;
        return (isMutual && !known.Mutual) || !isSame
            ? (WishFault.BuiltIn, head)
            : Add(_ties, new(known.Code, about) { Mutual = known.Mutual }, _tieNames, head);
    }

    private static (WishFault, string)? Check(string name, HashSet<string> names, List<RecipeKind> kinds) =>
        name.Length == 0 ? (WishFault.NoName, name)
        : name.Length > LongestName ? (WishFault.LongName, name)
        : !name.Any(char.IsLetter) ? (WishFault.NoName, name)
        : Reserved.Contains(GroundingTypes.SaysOther(name) ? PromptTextSchema.Other : name) ? (WishFault.Reserved, name)
        : names.Contains(GroundingTypes.Form(name)) ? (WishFault.Twice, name)
        : kinds.Count >= MostKinds ? (WishFault.TooMany, name)
        : null;

    private static (WishFault, string)? Add(List<RecipeKind> kinds, RecipeKind kind, HashSet<string> names, string said)
    {
        if (
            !names.Add(GroundingTypes.Form(kind.Name))
            || (kind.Inverse.Length > 0 && !names.Add(GroundingTypes.Form(kind.Inverse)))
        )
            return (WishFault.Twice, said);
        kinds.Add(kind);
        return null;
    }

    private static string? BuiltInEntity(string name) =>
        EntityTypes.Default.FirstOrDefault(type =>
            GroundingTypes.Form(type) == GroundingTypes.Form(name) || EntityTypes.ChineseOf(type) == name
        );

    private static TieKind? BuiltInTie(string name) =>
        TieKinds.All.FirstOrDefault(kind =>
            kind.Asked
            && new[] { kind.Code, kind.English, kind.Chinese }.Any(word => GroundingTypes.Form(word) == GroundingTypes.Form(name))
        );
}
