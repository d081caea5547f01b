namespace Weft.Model;

/// <summary>How many calls at once a provider was found to bear.</summary>
/// <param name="AtOnce">Null = as many as are told: what was lower has passed.</param>
/// <param name="BusyAt">At how many it was busy last; null = never, or at no number that still counts.</param>
/// <param name="At">Of two the later one holds.</param>
public sealed record CallsKnown(int? AtOnce, int? BusyAt, DateTimeOffset At);
