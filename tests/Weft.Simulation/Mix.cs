namespace Weft.Simulation;

/// <summary>How schedules are drawn. A seed says something only together with its mix.</summary>
internal enum Mix
{
    /// <summary>One to three nodes, one or two books, a few faults of all kinds.</summary>
    Plain,

    /// <summary>More of everything at once, and more of what rare findings needed.</summary>
    Dense,

    /// <summary>A ledger that loses its last claims again and again, while jobs are read side by side.</summary>
    Lossy,

    /// <summary>Jobs whose budgets are too small or just enough, and nodes that are killed, stopped and judged with calls in the air.</summary>
    Budgets,
}
