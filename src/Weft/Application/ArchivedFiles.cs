using Weft.Books;
using Weft.Books.Formats;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>Books inside a zip archive, named by the archive's path and their own name inside: <c>/books/all.zip/night.epub</c>.</summary>
internal static class ArchivedFiles
{
    private const string Extension = ".zip";

    /// <summary>By its name: an archive of files, and no book that is packed by itself.</summary>
    public static bool IsArchive(string path) => IsNamedSo(path) && File.Exists(path);

    /// <summary>Whether a file of this name is such an archive.</summary>
    public static bool IsNamedSo(string name) =>
        name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !BookFormats.Knows(name);

    /// <summary>The books in it, and what is passed over, in order of their names.</summary>
    /// <exception cref="BookReadException">It is damaged, or has too many files.</exception>
    public static FoundFiles In(string path)
    {
        using var archive = GuardedArchive.Open(File.OpenRead(path), Path.GetFileName(path));
        return In(archive, path);
    }

    /// <summary>The same of one that is open, in the natural order of names.</summary>
    /// <param name="path">The archive's own name, which stands before theirs.</param>
    public static FoundFiles In(GuardedArchive archive, string path)
    {
        var names = archive.Names.Order(NaturalOrder.Instance).ToLookup(IsBook);
        return new(
            [.. names[true].Select(name => Path.Combine(path, name))],
            [
                .. names[false]
                    .GroupBy(name =>
                        Path.GetExtension(name) is { Length: > 1 } end ? end.ToLowerInvariant() : FolderSearch.NoExtension
                    )
                    .Select(kind => new PassedOver(kind.Key, kind.Count(), [.. kind.Take(FolderSearch.MostNames)])),
            ]
        );
    }

    /// <summary>The file at such a path; null where the path leads into no archive, or to nothing in it.</summary>
    /// <exception cref="BookReadException">The archive or the file in it is damaged, encrypted, or unpacks to more than a book has.</exception>
    public static byte[]? TryRead(string path)
    {
        // It was to be taken as an archive, and could not be.
        if (IsArchive(path))
            throw new BookReadException(BookReasons.Damaged(Path.GetFileName(path)));
        for (var folder = Path.GetDirectoryName(path); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder))
                return null;
            if (!IsArchive(folder))
                continue;
            using var archive = GuardedArchive.Open(File.OpenRead(folder), Path.GetFileName(folder));
            return archive.Read(Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'));
        }
        return null;
    }

    /// <summary>How a file of an open archive would be cut.</summary>
    /// <param name="path">As <see cref="In(GuardedArchive, string)"/> names it.</param>
    public static Result<CutBook> Cut(GuardedArchive archive, string archiveName, string path, ReadingHints hints)
    {
        try
        {
            return archive.Read(Path.GetRelativePath(archiveName, path).Replace(Path.DirectorySeparatorChar, '/')) is { } content
                ? BookImport.Cut(content, path, hints)
                : new Refusal.FileMissing(path);
        }
        catch (BookReadException error)
        {
            return new Refusal.NoBookInFile(path, error.Reason);
        }
    }

    private static bool IsBook(string name)
    {
        var file = Path.GetFileName(name);
        return BookFormats.Knows(file)
            && !name.Split('/').Any(part => part.StartsWith('.') || part is "__MACOSX" or "..")
            && !file.StartsWith("README", StringComparison.OrdinalIgnoreCase);
    }
}
