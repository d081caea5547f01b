namespace Weft.Books;

/// <summary>What a file holds beside its book, collected at the end of the text: footnotes, page numbers, readings of characters.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">UTF-16 units from the start of the text; it reaches to the next one, the last to the text's end.</param>
public sealed record Aside(UnitKind Kind, int Start);
