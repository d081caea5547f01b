namespace Weft.Model;

/// <summary>A main name of a book as the first reading by rules finds it.</summary>
public sealed record RosterName(string Name, string Type, int Count, IReadOnlyList<string> Aliases);

/// <summary>
/// What the first reading of a whole edition by rules finds. Stored once per edition and version; every chapter then uses the
/// same, so that neither order nor node changes a result.
/// </summary>
/// <param name="Version">Version of the rules that made it; a profile of another version is made anew.</param>
/// <param name="Language">zh or en.</param>
/// <param name="Roster">Main names, most mentions first.</param>
/// <param name="Tables">The rules' own tables as JSON; nobody else reads them.</param>
public sealed record Profile(string Version, string Language, IReadOnlyList<RosterName> Roster, string Tables);
