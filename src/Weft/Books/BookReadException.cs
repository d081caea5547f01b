namespace Weft.Books;

/// <summary>A file cannot become a book. The message is for a person: what is wrong with the file and what to do about it.</summary>
public sealed class BookReadException : Exception
{
    public BookReadException(string message)
        : base(message) { }

    public BookReadException(string message, Exception inner)
        : base(message, inner) { }
}
