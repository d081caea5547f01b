using Weft.Model;

namespace Weft.Web.Page.Pieces;

/// <summary>A book in the library's table.</summary>
/// <param name="Job">Its newest job; 0 where it has none.</param>
/// <param name="Look">Of that job's state.</param>
/// <param name="Entities">Empty while nothing is woven.</param>
public sealed record BookRow(
    long Id,
    string Title,
    string Language,
    long Job,
    string Look,
    string State,
    RunCounts Runs,
    string Woven,
    string Characters,
    string Entities,
    string Tongue,
    string Added
);
