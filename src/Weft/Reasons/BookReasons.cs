using System.Globalization;

namespace Weft.Reasons;

/// <summary>Why a file is no book that can be read.</summary>
public static class BookReasons
{
    public static Reason Missing(string path) => new("file_missing", ("file", path));

    public static Reason Unreadable(string path, string words) => new("file_unreadable", ("file", path), ("words", words));

    public static Reason Empty(string file) => new("file_empty", ("file", file));

    public static Reason OnlyByteOrderMark(string file) => new("file_only_bom", ("file", file));

    public static Reason OnlyBlanks(string file) => new("file_only_blanks", ("file", file));

    public static Reason NoText(string file) => new("file_no_text", ("file", file));

    public static Reason UnknownEncoding(string encoding) => new("file_unknown_encoding", ("encoding", encoding));

    /// <summary>A person said how headings are written, and no line is.</summary>
    public static Reason NoSuchHeading(string file, string pattern) =>
        new("file_no_such_heading", ("file", file), ("pattern", pattern));

    /// <summary>A person told a number of parts that the text is too short for.</summary>
    public static Reason TooManyParts(string file, int parts) =>
        new("file_too_many_parts", ("file", file), ("parts", Text(parts)));

    /// <summary>Text in a language that no book is read in. <paramref name="kind"/>: the code of its name, as <c>language_japanese</c>.</summary>
    public static Reason ForeignText(string file, string kind, string encoding) =>
        new("file_foreign_text", ("file", file), ("language", new Reason(kind)), ("encoding", encoding));

    /// <param name="length">In bytes, as <paramref name="limit"/>.</param>
    public static Reason TooLarge(string file, long length, long limit) =>
        new("file_too_large", ("file", file), ("size", Megabytes(length)), ("limit", Megabytes(limit)));

    /// <summary>A file of another kind. <paramref name="kind"/>: the code of its name, as <c>format_pdf</c>.</summary>
    public static Reason OtherFormat(string file, string kind) =>
        new("file_other_format", ("file", file), ("format", new Reason(kind)));

    /// <summary>Its parts can't be unpacked or read.</summary>
    public static Reason Damaged(string file) => new("file_damaged", ("file", file));

    /// <summary>By a password or by a shop.</summary>
    public static Reason Encrypted(string file) => new("file_encrypted", ("file", file));

    public static Reason ArchiveTooLarge(string file) => new("file_archive_too_large", ("file", file));

    /// <summary>A sound file without any text.</summary>
    public static Reason NoStory(string file) => new("file_no_story", ("file", file));

    /// <summary>A document of Word before 2007.</summary>
    public static Reason OldWord(string file) => new("file_old_word", ("file", file));

    /// <summary>Pages that are pictures.</summary>
    public static Reason Scan(string file) => new("file_scan", ("file", file));

    public static Reason TooManyPages(string file, int limit) =>
        new("file_too_many_pages", ("file", file), ("limit", Text(limit)));

    /// <param name="minutes">As long as a file may take.</param>
    public static Reason TooSlow(string file, int minutes) => new("file_too_slow", ("file", file), ("minutes", Text(minutes)));

    public static Reason Kindle(string file) => new("file_kindle", ("file", file));

    public static Reason Archive(string file) => new("file_archive", ("file", file));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => (bytes / (1024.0 * 1024)).ToString("0.#", CultureInfo.InvariantCulture);
}
