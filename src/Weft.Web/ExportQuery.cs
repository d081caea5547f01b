using System.Globalization;
using Microsoft.AspNetCore.Http;
using Weft.Graph.Exports;

namespace Weft.Web;

/// <summary>Which part of a graph an address asks for: <c>up_to</c>, <c>types</c> (with commas), <c>min_weight</c>.</summary>
internal static class ExportQuery
{
    /// <summary>The name of the value that can't be read, or null.</summary>
    public static string? TryRead(string? upTo, string? types, string? minWeight, out ExportSelection selection)
    {
        selection = ExportSelection.All;
        if (!string.IsNullOrEmpty(upTo))
        {
            if (!int.TryParse(upTo, NumberStyles.None, CultureInfo.InvariantCulture, out var chapter))
                return "up_to";
            selection = selection with { UpTo = chapter };
        }
        if (!string.IsNullOrEmpty(minWeight))
        {
            if (!decimal.TryParse(minWeight, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight))
                return "min_weight";
            selection = selection with { MinWeight = (double)weight };
        }
        selection = selection with { Types = ExportSelection.TypesOf([types ?? ""]) };
        return null;
    }

    /// <summary>The same of a page's address; what can't be read counts as not said.</summary>
    public static ExportSelection Of(IQueryCollection query)
    {
        var said = TryRead(query["up_to"], query["types"], query["min_weight"], out var selection);
        return said is null ? selection : ExportSelection.All;
    }
}
