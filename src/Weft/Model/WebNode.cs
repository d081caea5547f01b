namespace Weft.Model;

/// <summary>A node that serves the page.</summary>
/// <param name="Url">Where browsers reach it, with its prefix; ends in a slash.</param>
/// <param name="Node">The name that it goes by.</param>
/// <param name="Machine">The machine's own name: an address of loopback is good there alone.</param>
public sealed record WebNode(string Url, string Node, string Machine);
