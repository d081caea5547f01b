namespace Weft.Graph.Exports.Pictures;

/// <summary>All that binds two names, as one line.</summary>
internal sealed record DrawnTie(double X1, double Y1, double X2, double Y2, double Width, double Opacity, string Dye);

/// <summary>A name as its type is drawn. <paramref name="Says"/>: what a pointer that rests on it shows.</summary>
internal sealed record DrawnName(string Type, double X, double Y, double Radius, string Dye, string Says);

/// <param name="Y">Of the line that letters stand on.</param>
/// <param name="IsMiddle">X is the middle; else the start.</param>
/// <param name="IsTitle">In bold.</param>
/// <param name="HasHalo">Over lines: parted from them by the ground's colour.</param>
internal sealed record DrawnText(string Text, double X, double Y, double Size, string Dye)
{
    public bool IsMiddle { get; init; }
    public bool IsTitle { get; init; }
    public bool HasHalo { get; init; }
}

/// <summary>A graph as a picture, in its own units: what is drawn first stands first.</summary>
internal sealed record GraphDrawing(
    string Title,
    string Says,
    string Language,
    IReadOnlyList<DrawnTie> Ties,
    IReadOnlyList<DrawnName> Names,
    IReadOnlyList<DrawnText> Texts
)
{
    public const int Width = 1600;
    public const int Height = 1200;
    public const string Ground = "#fbfaf7";
    public const string Ink = "#20242d";
    public const string SoftInk = "#575e6b";
}
