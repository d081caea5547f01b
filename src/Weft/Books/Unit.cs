using Weft.Books.Headings;
using Weft.Model;

namespace Weft.Books;

/// <summary>What a unit of a book is. Stored and shown by its lower-case name.</summary>
public enum UnitKind
{
    Chapter,
    Front,
    Contents,
    Preface,
    Prologue,
    Part,
    Epilogue,
    Appendix,
    Licence,

    /// <summary>Footnotes and endnotes; their marks stand in the text.</summary>
    Notes,

    /// <summary>How characters are read, each after the characters that it was set beside.</summary>
    Ruby,

    /// <summary>Page numbers and running heads.</summary>
    Pages,

    /// <summary>Links of a site or of a reading program.</summary>
    Navigation,

    /// <summary>What the site that a text was taken from says of itself.</summary>
    Advertising,

    /// <summary>What its author took out or hid.</summary>
    Deleted,
}

/// <summary>
/// A stretch of a book's decoded text. The units of a book cover it without gap or overlap, in order.
/// </summary>
/// <param name="Number">
/// Chapters are numbered from 1 in the order of the text. A unit that is no chapter carries the number of the chapter
/// before it, 0 where there is none, so that numbers never fall and "up to chapter N" takes along what follows chapter N.
/// </param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">Its heading, white space folded; empty where it has none.</param>
/// <param name="Start">UTF-16 units from the start of the decoded text without a BOM.</param>
/// <param name="Length">UTF-16 units.</param>
public sealed record Unit(int Number, UnitKind Kind, string Title, int Start, int Length);

/// <summary>A file as text.</summary>
/// <param name="Text">Decoded, without a BOM, line ends as they are.</param>
/// <param name="Encoding">IANA name of what it was decoded from, in lower case: utf-8, gb18030, utf-16le, windows-1252 …</param>
/// <param name="Format">Name of its format: text, markdown, epub …</param>
/// <param name="Replaced">
/// How many characters could not be read: they stand as U+FFFD, or are left out where they are zeros; 0 for a sound file. To be shown wherever the book is shown.
/// </param>
public sealed record BookText(string Text, string Encoding, string Format, int Replaced = 0)
{
    /// <summary>The encoding is a guess, and the characters may be wrong ones. To be shown where the book is imported.</summary>
    public bool Guessed { get; init; }

    /// <summary>What the file says of its book.</summary>
    public BookMetadata Metadata { get; init; } = BookMetadata.None;

    /// <summary>In order, at the end of the text: what stands in the file and is not the book.</summary>
    public IReadOnlyList<Aside> Asides { get; init; } = [];

    /// <summary>Where the book ends and its asides begin; the text's length where there are none.</summary>
    public int BookEnd => Asides.Count > 0 ? Asides[0].Start : Text.Length;

    /// <summary>The headings as the file marks them; null = the format's name says how they are read from the text.</summary>
    internal Markup? Markup { get; init; }

    /// <summary>Some of its lines are in one encoding and some in another; <see cref="Encoding"/> names both, joined by +.</summary>
    public bool IsMixed => Encoding.Contains('+', StringComparison.Ordinal);
}

/// <summary>A book cut up, ready for the ledger.</summary>
/// <param name="Title">From the text where it names itself, else from the file's name.</param>
/// <param name="Language">zh or en.</param>
/// <param name="Text">The decoded text.</param>
/// <param name="Units">Cover the text.</param>
public sealed record CutBook(string Title, string Language, BookText Text, IReadOnlyList<Unit> Units)
{
    /// <summary>What a person said of the file: the same text, cut in another way, is another edition.</summary>
    public ToldReading Told { get; init; } = ToldReading.Nothing;

    /// <summary>Which numbers of its headings are missing, and which stand twice.</summary>
    public ChapterNumbers Numbers => ChapterNumbers.Of(Units);
}
