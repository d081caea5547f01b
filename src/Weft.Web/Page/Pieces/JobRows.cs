namespace Weft.Web.Page.Pieces;

/// <summary>Failed chapters of one cause, in words.</summary>
public sealed record FailureRow(string Why, string Providers, string First, string Last, IReadOnlyList<FailedPart> Parts);

/// <param name="Address">Of its drawer.</param>
/// <param name="Tries">How often it failed.</param>
public sealed record FailedPart(string Address, int Number, string Title, int Tries);

/// <summary>How often something was rejected for that reason.</summary>
public sealed record RejectedRow(string Why, int Count);
