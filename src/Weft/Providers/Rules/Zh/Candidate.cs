namespace Weft.Providers.Rules.Zh;

/// <summary>A string of two to four characters that stands together often enough to be a word.</summary>
internal sealed class Candidate(string text, int first)
{
    public string Text { get; } = text;

    /// <summary>Position of its first occurrence in the whole text.</summary>
    public int First { get; } = first;

    /// <summary>Its slice of <see cref="Candidates.Positions"/>.</summary>
    public int From { get; set; }
    public int Count { get; set; }

    /// <summary>Occurrences where a clause starts, and where a speech follows.</summary>
    public int ClauseStarts { get; set; }
    public int Speeches { get; set; }

    /// <summary>Mean log-odds of what stands before and after it: for a person, for a place.</summary>
    public double PersonBefore { get; set; }
    public double PersonAfter { get; set; }
    public double PlaceBefore { get; set; }
    public double PlaceAfter { get; set; }

    public double PersonScore { get; set; }
    public double PlaceScore { get; set; }

    /// <summary>Length of the surname it begins with, 0 for none.</summary>
    public int SurnameLength { get; init; }
    public bool WeakSurname { get; init; }

    /// <summary>What follows the surname is a title (关公, 曹丞相).</summary>
    public bool SurnameTitle { get; init; }

    /// <summary>It ends in a title of two characters or more (紫鹃姑娘).</summary>
    public bool Titled { get; init; }

    /// <summary>A surname and a given name of one or two characters.</summary>
    public bool IsFull => SurnameLength > 0 && !SurnameTitle && Text.Length - SurnameLength is 1 or 2;

    public string Surname => Text[..SurnameLength];
    public string Given => Text[SurnameLength..];
}
