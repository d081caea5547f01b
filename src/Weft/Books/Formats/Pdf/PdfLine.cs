namespace Weft.Books.Formats.Pdf;

/// <summary>A line of a page. Lengths are points; heights grow from the foot of the page.</summary>
/// <param name="Text">Without blanks at its ends.</param>
/// <param name="Left">Where it begins.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Base">What it stands on.</param>
/// <param name="Size">Of most of its letters.</param>
/// <param name="Bold">All of its letters are.</param>
/// <param name="Column">Lines of one column, one after the other, have the same number; it is unlike any other's in the book.</param>
internal sealed record PdfLine(string Text, double Left, double Right, double Base, double Size, bool Bold, int Column)
{
    /// <summary>1 to 6 where it is the first line of a heading; 0 = it is none.</summary>
    public int Level { get; set; }

    /// <summary>It goes on with the heading of the line before.</summary>
    public bool GoesOn { get; set; }
}

/// <summary>A page as lines in the order of reading.</summary>
/// <param name="Number">From 1.</param>
internal sealed record PdfPage(int Number, double Height, List<PdfLine> Lines);
