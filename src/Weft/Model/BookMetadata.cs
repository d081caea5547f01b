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

    /// <summary>Of a person; no file says them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Name of the picture inside the file.</summary>
    public string? Cover { get; init; }

    /// <summary>As a new edition has it: what its file does not say stays as it was before.</summary>
    public BookMetadata After(BookMetadata before) =>
        this with
        {
            Title = Title ?? before.Title,
            Authors = Authors.Count > 0 ? Authors : before.Authors,
            Language = Language ?? before.Language,
            Date = Date ?? before.Date,
            Description = Description ?? before.Description,
            Publisher = Publisher ?? before.Publisher,
            Tags = Tags.Count > 0 ? Tags : before.Tags,
        };

    public bool Equals(BookMetadata? other) =>
        other is not null
        && (Title, Language, Date, Description, Publisher, Cover)
            == (other.Title, other.Language, other.Date, other.Description, other.Publisher, other.Cover)
        && Authors.SequenceEqual(other.Authors)
        && Tags.SequenceEqual(other.Tags);

    public override int GetHashCode() => HashCode.Combine(Title, Language, Date, Authors.Count);
}
