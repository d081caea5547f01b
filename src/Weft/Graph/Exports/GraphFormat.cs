namespace Weft.Graph.Exports;

/// <summary>Writes a graph piece by piece, in UTF-8 where it is text.</summary>
internal delegate Task GraphWriter(Stream target, ExportedGraph graph, CancellationToken cancel);

/// <summary>One file of a format, and how it is called beside the others; the only one has no name.</summary>
internal sealed record GraphFile(string Name, GraphWriter WriteAsync);

/// <summary>A form in which graphs are exported.</summary>
/// <param name="Name">As people ask for it.</param>
/// <param name="Extension">Of its file, without the dot.</param>
/// <param name="IsText">Fit for a terminal or a pipe.</param>
/// <param name="Files">One, or several that belong together and go into a folder or a zip file.</param>
internal sealed record GraphFormat(string Name, string Extension, string MediaType, bool IsText, IReadOnlyList<GraphFile> Files)
{
    public bool IsFolder => Files.Count > 1;

    /// <summary>It shows names and nothing else: there is none of a graph without a name.</summary>
    public bool IsDrawing { get; init; }

    public static GraphFormat Text(string name, string extension, string mediaType, GraphWriter write) =>
        new(name, extension, mediaType, true, [new("", write)]);
}
