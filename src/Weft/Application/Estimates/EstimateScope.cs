namespace Weft.Application.Estimates;

/// <summary>What is to be read, whoever reads it.</summary>
internal sealed class EstimateScope
{
    public int Chapters { get; set; }
    public long Characters { get; set; }
    public int Passages { get; set; }

    /// <summary>Passages whose answers stand.</summary>
    public int There { get; set; }
}
