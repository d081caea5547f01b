using System.IO.Compression;
using System.Text;
using Weft.Reasons;

namespace Weft.Books.Formats;

/// <summary>
/// A zip archive that nobody need trust: what it unpacks to is counted while it is unpacked, checked against its sums, and never written to a
/// disk. Names are compared as they stand, so that none leads out of it.
/// </summary>
internal sealed class GuardedArchive : IDisposable
{
    /// <summary>Bytes of one entry: four times the largest book.</summary>
    public const long LargestEntry = 4 * BookReader.DefaultSizeLimit;

    /// <summary>Bytes of all entries that are read.</summary>
    public const long LargestTotal = 2 * LargestEntry;

    public const int MostEntries = 100_000;

    /// <summary>Text packs to a tenth or so; only what was made to fill a machine packs to so little.</summary>
    private const long HighestRatio = 400;

    /// <summary>Below this many bytes nothing is said of the ratio.</summary>
    private const long SmallEntry = 1024 * 1024;

    private readonly ZipArchive _archive;
    private readonly string _file;
    private readonly Dictionary<string, ZipArchiveEntry> _byName;
    private long _total;

    private GuardedArchive(ZipArchive archive, string file)
    {
        (_archive, _file) = (archive, file);
        _byName = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries)
            if (!entry.FullName.EndsWith('/'))
                _byName.TryAdd(Plain(Decoded(entry.FullName)), entry);
    }

    /// <summary>Names of all files inside, in the order of the archive, with / between folders.</summary>
    public IReadOnlyCollection<string> Names => _byName.Keys;

    /// <exception cref="BookReadException">It is damaged, or it has too many entries.</exception>
    public static GuardedArchive Open(BookFile file) => Open(new MemoryStream(file.Content, writable: false), file.Name);

    /// <param name="content">Ends with the archive.</param>
    /// <param name="file">Name of the archive, for messages.</param>
    /// <exception cref="BookReadException">It is damaged, or it has too many entries.</exception>
    public static GuardedArchive Open(Stream content, string file)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: false, Encoding.Latin1);
            if (archive.Entries.Count > MostEntries)
                throw new BookReadException(BookReasons.ArchiveTooLarge(file));
            return new GuardedArchive(archive, file);
        }
        catch (Exception e) when (IsDamage(e))
        {
            archive?.Dispose();
            content.Dispose();
            throw new BookReadException(BookReasons.Damaged(file), e);
        }
        catch (BookReadException)
        {
            archive?.Dispose();
            throw;
        }
    }

    public bool Has(string name) => _byName.ContainsKey(Plain(name));

    /// <summary>Whether anything in it needs a password.</summary>
    public bool IsEncrypted(string name) => _byName.TryGetValue(Plain(name), out var entry) && entry.IsEncrypted;

    /// <summary>One file, unpacked; null where there is none of this name.</summary>
    /// <exception cref="BookReadException">It is damaged, encrypted, or unpacks to more than a book has.</exception>
    public byte[]? Read(string name)
    {
        if (!_byName.TryGetValue(Plain(name), out var entry))
            return null;
        if (entry.IsEncrypted)
            throw new BookReadException(BookReasons.Encrypted(_file));
        try
        {
            return Unpack(entry);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new BookReadException(BookReasons.Damaged(_file), e);
        }
    }

    public void Dispose() => _archive.Dispose();

    private byte[] Unpack(ZipArchiveEntry entry)
    {
        var most = Math.Min(LargestEntry, LargestTotal - _total);
        var packed = Math.Max(1, entry.CompressedLength);
        using var from = entry.Open();
        using var to = new MemoryStream();
        var buffer = new byte[81920];
        var sum = new System.IO.Hashing.Crc32();
        while (from.Read(buffer) is > 0 and var read)
        {
            sum.Append(buffer.AsSpan(0, read));
            to.Write(buffer, 0, read);
            if (to.Length > most || (to.Length > SmallEntry && to.Length / packed > HighestRatio))
                throw new BookReadException(BookReasons.ArchiveTooLarge(_file));
        }
        _total += to.Length;
        return sum.GetCurrentHashAsUInt32() == entry.Crc32 ? to.ToArray() : throw new InvalidDataException(entry.FullName);
    }

    private static bool IsDamage(Exception e) =>
        e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException;

    private static string Plain(string name) => name.Replace('\\', '/').TrimStart('/');

    /// <summary>Names without a mark of their encoding are in that of whoever packed them; they are opened as bytes.</summary>
    private static string Decoded(string name)
    {
        if (
            name.AsSpan().IndexOfAnyExceptInRange('\0', '\u007f') < 0
            || name.AsSpan().IndexOfAnyExceptInRange('\0', '\u00ff') >= 0
        )
            return name;
        return Decoding.Decode(Encoding.Latin1.GetBytes(name))?.Text ?? name;
    }
}
