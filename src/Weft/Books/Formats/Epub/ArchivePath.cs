namespace Weft.Books.Formats.Epub;

/// <summary>Names inside an archive, as its documents write them.</summary>
internal static class ArchivePath
{
    /// <summary>What a link of a document leads to, without its fragment; it never leaves the archive.</summary>
    /// <param name="document">Name of the document that holds the link.</param>
    public static string Of(string document, string link)
    {
        var end = link.IndexOf('#', StringComparison.Ordinal);
        var name = Uri.UnescapeDataString(end < 0 ? link : link[..end]);
        if (name.Length == 0)
            return document;
        var parts = new List<string>();
        var folder = name.StartsWith('/') ? [] : document.Split('/')[..^1];
        foreach (var part in folder.Concat(name.Split('/')))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        }
        return string.Join('/', parts);
    }

    /// <summary>Empty where there is none.</summary>
    public static string Fragment(string link)
    {
        var at = link.IndexOf('#', StringComparison.Ordinal);
        return at < 0 ? "" : Uri.UnescapeDataString(link[(at + 1)..]);
    }
}
