using Weft.Books.Headings;

namespace Weft.Books.Formats;

/// <summary>A file that is to become a book.</summary>
/// <param name="Content">The whole file.</param>
/// <param name="Name">Without its folder: for the extension, and to begin messages with.</param>
internal sealed record BookFile(byte[] Content, string Name)
{
    /// <summary>Named by a person; null = it is found out.</summary>
    public System.Text.Encoding? Encoding { get; init; }

    public string Extension => Path.GetExtension(Name);
}

/// <summary>
/// A format that books come in. All there are stand in <see cref="BookFormats"/>. A format has no state, and one instance serves all threads.
/// </summary>
internal interface IBookFormat
{
    /// <summary>Kept with every edition in the ledger, so it is never changed.</summary>
    string Name { get; }

    /// <summary>In lower case, with the dot. Of a folder, the files that end in one of them are imported.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether this format takes the file. Looks at the first bytes or at the name, and never throws.</summary>
    bool CanRead(BookFile file);

    /// <summary>
    /// The file's text, under this format's name. A format that knows headings from elsewhere than the text says them as the text's
    /// <see cref="BookText.Markup"/>; what is not the book stands at the end, as its <see cref="BookText.Asides"/>.
    /// </summary>
    /// <exception cref="BookReadException">The file is damaged, or it is no text; nothing else is thrown.</exception>
    BookText Read(BookFile file);

    /// <summary>The headings that the format marks in the text itself; <see cref="Markup.None"/> leaves their finding to the words of the text.</summary>
    Markup MarkupOf(TextLines lines) => Markup.None;
}
