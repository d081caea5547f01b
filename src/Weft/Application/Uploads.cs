using System.Globalization;
using System.Security.Cryptography;
using Weft.Books;

namespace Weft.Application;

/// <summary>A file that comes in parts.</summary>
/// <param name="Id">Ours, never anything that an asker chose: it names a folder.</param>
/// <param name="Name">As the asker calls the file; used for its format and title, never as a path.</param>
internal sealed record Upload(string Id, string Name);

/// <summary>A file that has come whole.</summary>
internal sealed record UploadedFile(string Name, byte[] Content);

/// <summary>
/// Files that people send in parts, kept in a folder of this node until they are imported or given up. Parts may come in any order and
/// again. What nobody has touched for a day is removed when the next upload begins.
/// </summary>
/// <param name="folder">Made when it is first needed.</param>
internal sealed class Uploads(string folder, BookImport import, TimeProvider time)
{
    public const int MostPartBytes = 4 * 1024 * 1024;
    public const int MostParts = 16;
    public const int MostOpen = 100;
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private const int IdLength = 32;
    private const string NameFile = "name";

    /// <summary>Begins an upload.</summary>
    public async Task<Result<Upload>> OpenAsync(string name, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        RemoveOld();
        if (Directory.EnumerateDirectories(folder).Count() >= MostOpen)
            return new Refusal.TooManyUploads(MostOpen);
        var upload = new Upload(RandomNumberGenerator.GetHexString(IdLength, lowercase: true), NameOf(name));
        Directory.CreateDirectory(FolderOf(upload.Id));
        await File.WriteAllTextAsync(Path.Combine(FolderOf(upload.Id), NameFile), upload.Name, cancel);
        return upload;
    }

    /// <summary>An upload that was begun, whole or not.</summary>
    public async Task<Result<Upload>> FindAsync(string id, CancellationToken cancel) =>
        IsThere(id)
            ? new Upload(id, await File.ReadAllTextAsync(Path.Combine(FolderOf(id), NameFile), cancel))
            : new Refusal.UnknownUpload(Shown(id));

    /// <summary>Keeps a part; one of the same number is replaced. Returns its size.</summary>
    public async Task<Result<int>> PutPartAsync(string id, int part, Stream content, CancellationToken cancel)
    {
        if (!IsThere(id))
            return new Refusal.UnknownUpload(Shown(id));
        if (part is < 1 or > MostParts)
            return new Refusal.NoSuchUploadPart(part, MostParts);
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        while (await content.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            if (bytes.Length + count > MostPartBytes)
                return new Refusal.UploadPartTooLarge(MostPartBytes);
            bytes.Write(buffer, 0, count);
        }
        var path = PartOf(id, part);
        // Moved into place, so that a part which broke off is never taken for a whole one.
        var coming = $"{path}.{RandomNumberGenerator.GetHexString(8)}";
        await File.WriteAllBytesAsync(coming, bytes.ToArray(), cancel);
        File.Move(coming, path, overwrite: true);
        return (int)bytes.Length;
    }

    /// <summary>How the file would be cut; nothing is kept in the ledger.</summary>
    public async Task<Result<CutBook>> PreviewAsync(string id, CancellationToken cancel, ReadingHints? hints = null)
    {
        var file = await ReadAsync(id, cancel);
        return file is Result<UploadedFile>.Done(var done)
            ? await Task.Run(() => BookImport.Cut(done.Content, done.Name, hints), cancel)
            : ((Result<UploadedFile>.Refused)file).Why;
    }

    /// <summary>How the file begins in the encodings that books are mostly in; empty where it is not whole.</summary>
    public async Task<IReadOnlyList<EncodingSample>> SamplesAsync(string id, CancellationToken cancel) =>
        await ReadAsync(id, cancel) is Result<UploadedFile>.Done(var file) ? EncodingSample.Of(file.Content) : [];

    /// <summary>Cuts and keeps the file, and ends the upload.</summary>
    /// <param name="editionOf">It is a new edition of this book; null = a book of its own.</param>
    public async Task<Result<ImportedBook>> ImportAsync(
        string id,
        Model.BookId? editionOf,
        CancellationToken cancel,
        ReadingHints? hints = null
    )
    {
        var file = await ReadAsync(id, cancel);
        if (file is Result<UploadedFile>.Refused(var why))
            return why;
        var (name, content) = ((Result<UploadedFile>.Done)file).Value;
        var imported = await import.ImportAsync(content, name, editionOf, cancel, hints);
        if (imported is Result<ImportedBook>.Done)
            TryRemove(id);
        return imported;
    }

    /// <summary>Gives an upload up. False = there was none.</summary>
    public bool TryRemove(string id)
    {
        if (!IsThere(id))
            return false;
        Directory.Delete(FolderOf(id), recursive: true);
        return true;
    }

    /// <summary>The whole file, once all its parts are there.</summary>
    public async Task<Result<UploadedFile>> ReadAsync(string id, CancellationToken cancel)
    {
        if (!IsThere(id))
            return new Refusal.UnknownUpload(Shown(id));
        var last = Enumerable.Range(1, MostParts).LastOrDefault(part => File.Exists(PartOf(id, part)));
        if (
            Enumerable.Range(1, Math.Max(1, last)).Cast<int?>().FirstOrDefault(part => !File.Exists(PartOf(id, part!.Value))) is
            { } missing
        )
            return new Refusal.UploadIncomplete(id, missing);
        using var whole = new MemoryStream();
        for (var part = 1; part <= last; part++)
            whole.Write(await File.ReadAllBytesAsync(PartOf(id, part), cancel));
        return new UploadedFile(await File.ReadAllTextAsync(Path.Combine(FolderOf(id), NameFile), cancel), whole.ToArray());
    }

    /// <summary>The last piece of whatever path was sent, without what no file's name holds.</summary>
    private static string NameOf(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var kept = string.Concat(last.Where(letter => !char.IsControl(letter)));
        return kept.Length is 0 or > 200 || kept.All(letter => letter is '.' or ' ') ? "untitled.txt" : kept;
    }

    private void RemoveOld()
    {
        foreach (var upload in Directory.EnumerateDirectories(folder))
            if (time.GetUtcNow() - Directory.GetLastWriteTimeUtc(upload) > KeptFor)
                Directory.Delete(upload, recursive: true);
    }

    private bool IsThere(string id) =>
        id.Length == IdLength && id.All(char.IsAsciiHexDigitLower) && Directory.Exists(FolderOf(id));

    /// <summary>An id comes from anybody: what is no id of ours is not repeated at length.</summary>
    private static string Shown(string id) => id.Length <= IdLength ? id : id[..IdLength] + "…";

    private string FolderOf(string id) => Path.Combine(folder, id);

    private string PartOf(string id, int part) =>
        Path.Combine(FolderOf(id), part.ToString(CultureInfo.InvariantCulture) + ".part");
}
