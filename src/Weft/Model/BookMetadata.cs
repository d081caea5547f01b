namespace Weft.Model;

/// <summary>What a file says of its book, as it says it, white space folded.</summary>
public sealed record BookMetadata
{
    public static readonly BookMetadata None = new();

    /// <summary>Null where the file names none.</summary>
    public string? Title { get; init; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>As written in the file, for instance zh-CN; the language that a book is read in is found from its text.</summary>
    public string? Language { get; init; }

    /// <summary>As written in the file: a year, a day, sometimes words.</summary>
    public string? Date { get; init; }

    public string? Description { get; init; }

    public string? Publisher { get; init; }

    /// <summary>Name of the picture inside the file.</summary>
    public string? Cover { get; init; }

    public bool Equals(BookMetadata? other) =>
        other is not null
        && (Title, Language, Date, Description, Publisher, Cover)
            == (other.Title, other.Language, other.Date, other.Description, other.Publisher, other.Cover)
        && Authors.SequenceEqual(other.Authors);

    public override int GetHashCode() => HashCode.Combine(Title, Language, Date, Authors.Count);
}
