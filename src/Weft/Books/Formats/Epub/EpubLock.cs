using Weft.Reasons;

namespace Weft.Books.Formats.Epub;

/// <summary>Shops lock what they sell; scrambled fonts alone are no lock.</summary>
internal static class EpubLock
{
    private const string Encryption = "META-INF/encryption.xml";

    /// <exception cref="BookReadException">A document of the reading order is locked.</exception>
    public static void Check(GuardedArchive archive, string file, IReadOnlyList<SpineDocument> spine)
    {
        if (archive.Read(Encryption) is not { } bytes || SafeXml.TryRead(bytes) is not { } encryption)
            return;
        var locked = encryption
            .Descendants()
            .Where(element => element.Name.LocalName == "CipherReference")
            .Select(element => ArchivePath.Of("", (string?)element.Attribute("URI") ?? ""))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (spine.Any(document => locked.Contains(document.Name)))
            throw new BookReadException(BookReasons.Encrypted(file));
    }
}
