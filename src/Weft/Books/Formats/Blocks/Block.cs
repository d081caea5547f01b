namespace Weft.Books.Formats.Blocks;

/// <summary>A heading or a paragraph of a book.</summary>
internal sealed class Block
{
    /// <summary>Lines are divided by \n; no white space at its ends.</summary>
    public required string Text { get; init; }

    /// <summary>1 to 6; 0 = no heading.</summary>
    public int Level { get; set; }

    /// <summary>The file says what begins here, and that it is no chapter; null = it does not.</summary>
    public UnitKind? Kind { get; set; }

    /// <summary>It stands directly under the one before: a cell, an entry of a list.</summary>
    public bool IsClose { get; init; }
}
