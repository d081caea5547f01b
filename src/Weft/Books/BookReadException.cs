using Weft.Reasons;

namespace Weft.Books;

/// <summary>A file cannot become a book. The reason is for a person: what is wrong with the file and what to do about it.</summary>
public sealed class BookReadException(Reason reason, Exception? cause = null) : ReasonedException(reason, cause);
