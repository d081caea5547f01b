namespace Weft.Model;

/// <summary>Where the names of a book's graph stand, so that everybody sees the same picture.</summary>
/// <param name="State">Names the graph that it was made for: hexadecimal, 64 letters.</param>
/// <param name="Places">JSON: the place <c>[x, y]</c> of each entity by its id, in units of the drawing.</param>
public sealed record GraphLayout(string State, string Places);
