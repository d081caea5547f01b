using System.Globalization;
using System.Text;

namespace Weft.Graph.Neo4j;

/// <summary>
/// Types as people read them in Neo4j: <c>person</c> is the label <c>Person</c>, <c>takes_part</c> the relationship type
/// <c>TAKES_PART</c>. For show only: the property <c>type</c> says what the job calls it.
/// </summary>
internal static class NodeLabels
{
    /// <summary>Ours: a type of that name gets a line behind it.</summary>
    private static readonly HashSet<string> Labels = ["Book", "Chapter", "Entity"];
    private static readonly HashSet<string> Links = ["HAS_CHAPTER", "NEXT", "MENTIONS", "RELATES", "SAME_AS"];

    public static string OfEntity(string type)
    {
        var label = new StringBuilder(type.Length);
        var starts = true;
        foreach (var c in type.Trim())
        {
            if (c is ' ' or '_' or '-')
                starts = true;
            else
            {
                label.Append(starts ? char.ToUpperInvariant(c) : c);
                starts = false;
            }
        }
        return Named(label.ToString(), Labels, "Untyped");
    }

    public static string OfLink(string type) =>
        Named(type.Trim().ToUpper(CultureInfo.InvariantCulture).Replace(' ', '_').Replace('-', '_'), Links, "LINK");

    private static string Named(string name, HashSet<string> ours, string nameless) =>
        name.Length == 0 ? nameless
        : ours.Contains(name) ? name + "_"
        : name;
}
