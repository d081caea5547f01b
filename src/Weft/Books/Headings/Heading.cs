namespace Weft.Books.Headings;

/// <summary>Where a form of heading usually stands in a book. Evidence in the book decides; this breaks ties.</summary>
internal enum Level
{
    /// <summary>Volume, book, part; 卷, 部, 集.</summary>
    Part,

    /// <summary>Chapter; 章, 回; letter, stave, canto.</summary>
    Chapter,

    /// <summary>Section; 节.</summary>
    Section,

    /// <summary>A word with a number that is not known to head chapters.</summary>
    Other,

    /// <summary>Only a number.</summary>
    Bare,

    /// <summary>A number with nothing between it and its title: "1起点".</summary>
    Attached,
}

/// <summary>A heading's shape as read from a line: what it is called, its number, and where in the line the title begins.</summary>
/// <param name="Form">Same for all headings of one kind, whatever their digits: "章", "chapter", "roman titled".</param>
/// <param name="Number"><see cref="Numerals.Next"/> where it only says that it follows the one before ("Chapter the Last").</param>
/// <param name="TitleAt">Index in the line that was read; its length where there is no title.</param>
/// <param name="Separated">Something stands between number and title.</param>
/// <param name="IsPiece">It has a fraction: "Chapter 4.5" stands between the fourth and the fifth.</param>
/// <param name="Until">The last number of a heading that stands for several chapters: 3 in "第1-3章"; else 0.</param>
internal readonly record struct HeadingForm(
    string Form,
    Level Level,
    int Number,
    int TitleAt,
    bool Separated,
    int Until = 0,
    bool IsPiece = false
);

/// <summary>A line (or a place in a line) that may be a heading.</summary>
/// <param name="Line">Index of its line.</param>
/// <param name="Start">Where the unit would begin: the start of its line, or the heading itself within a very long line.</param>
/// <param name="Text">As shown, white space folded.</param>
/// <param name="Title">What follows the number.</param>
/// <param name="Strong">It looks like a heading by itself: a short line set apart. The others count only where they fill a gap.</param>
/// <param name="Inline">It stands inside a line.</param>
internal sealed record Heading(
    int Line,
    int Start,
    string Form,
    Level Level,
    int Number,
    string Text,
    string Title,
    bool Separated,
    bool Strong,
    bool Inline = false,
    bool Marked = false
);
