using System.Xml;
using static Weft.Graph.Exports.XmlFile;

namespace Weft.Graph.Exports.Pictures;

/// <summary>The drawing as SVG: its words stay words, in whatever font a reader has.</summary>
internal static class SvgPicture
{
    private const string Space = "http://www.w3.org/2000/svg";
    private const string Sans =
        "system-ui, 'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

    public static async Task WriteAsync(Stream target, ExportedGraph graph, CancellationToken cancel)
    {
        var drawing = DrawingPlan.Of(graph);
        using var file = new XmlFile(target);
        var xml = file.Xml;
        xml.WriteStartElement("svg", Space);
        Say(xml, "viewBox", $"0 0 {GraphDrawing.Width} {GraphDrawing.Height}");
        Say(xml, "width", Number(GraphDrawing.Width));
        Say(xml, "height", Number(GraphDrawing.Height));
        Say(xml, "role", "img");
        Say(xml, "lang", drawing.Language);
        Say(xml, "font-family", Sans);
        xml.WriteElementString("title", Space, Text(drawing.Title));
        xml.WriteElementString("desc", Space, Text(drawing.Says));
        Element(xml, "rect", ("width", "100%"), ("height", "100%"), ("fill", GraphDrawing.Ground));
        foreach (var tie in drawing.Ties)
            Element(
                xml,
                "line",
                ("x1", Number(tie.X1)),
                ("y1", Number(tie.Y1)),
                ("x2", Number(tie.X2)),
                ("y2", Number(tie.Y2)),
                ("stroke", tie.Dye),
                ("stroke-width", Number(tie.Width)),
                ("stroke-opacity", Number(tie.Opacity)),
                ("stroke-linecap", "round")
            );
        foreach (var name in drawing.Names)
            Mark(xml, name);
        foreach (var text in drawing.Texts)
            Words(xml, text);
        await file.EndAsync(cancel);
    }

    private static void Mark(XmlWriter xml, DrawnName name)
    {
        var corners = NameShape.Corners(name.Type, name.Radius);
        xml.WriteStartElement(corners.Count == 0 ? "circle" : "polygon", Space);
        if (corners.Count == 0)
        {
            Say(xml, "cx", Number(name.X));
            Say(xml, "cy", Number(name.Y));
            Say(xml, "r", Number(name.Radius));
        }
        else
            Say(
                xml,
                "points",
                string.Join(' ', corners.Select(corner => $"{Number(name.X + corner.X)},{Number(name.Y + corner.Y)}"))
            );
        Say(xml, "fill", name.Dye);
        Say(xml, "stroke", GraphDrawing.Ground);
        Say(xml, "stroke-width", "2");
        xml.WriteElementString("title", Space, Text(name.Says));
        xml.WriteEndElement();
    }

    private static void Words(XmlWriter xml, DrawnText text)
    {
        xml.WriteStartElement("text", Space);
        Say(xml, "x", Number(text.X));
        Say(xml, "y", Number(text.Y));
        Say(xml, "font-size", Number(text.Size));
        Say(xml, "fill", text.Dye);
        // The middle stays the middle whichever way a name is written.
        if (text.IsMiddle)
            Say(xml, "text-anchor", "middle");
        if (text.IsTitle)
            Say(xml, "font-weight", "700");
        if (text.HasHalo)
        {
            Say(xml, "stroke", GraphDrawing.Ground);
            Say(xml, "stroke-width", "4");
            Say(xml, "stroke-linejoin", "round");
            Say(xml, "paint-order", "stroke");
        }
        xml.WriteString(Text(text.Text));
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, Space);
        foreach (var (attribute, value) in attributes)
            Say(xml, attribute, value);
        xml.WriteEndElement();
    }

    private static void Say(XmlWriter xml, string attribute, string value) => xml.WriteAttributeString(attribute, value);
}
