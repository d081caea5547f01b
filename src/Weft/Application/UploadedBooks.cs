using System.Diagnostics;
using System.Runtime.CompilerServices;
using Weft.Books;
using Weft.Books.Formats;
using Weft.Model;

namespace Weft.Application;

/// <summary>A file that may be a book, as it was sent.</summary>
/// <param name="Upload">That it came with.</param>
/// <param name="Name">Inside an archive with the archive's before it: <c>all.zip/night.epub</c>.</param>
internal sealed record SentFile(string Upload, string Name);

/// <param name="Files">In the natural order of their names.</param>
/// <param name="PassedOver">What lies in archives and is no book by its name.</param>
internal sealed record SentFiles(IReadOnlyList<SentFile> Files, IReadOnlyList<PassedOver> PassedOver);

/// <summary>A table of books that was sent beside them, and what it says of each.</summary>
/// <param name="Upload">That it came with.</param>
/// <param name="Name">Of its file.</param>
internal sealed record SentTable(string Upload, string Name, DescribedFiles Said);

/// <summary>What came of a file.</summary>
internal sealed record SentBook(SentFile File, Result<ImportedBook> Came);

/// <summary>
/// Uploads as many books, or as one with a file per chapter; a zip archive is all the books in it. A file that can't be read stops none of the others. An
/// upload ends once all its files are books.
/// </summary>
internal sealed class UploadedBooks(Uploads uploads, BookImport import, BookDescriptions descriptions)
{
    /// <summary>What the uploads hold, unread. An archive that can't be opened, or that has no book in it, is a file, to be refused when it is read.</summary>
    public async Task<Result<SentFiles>> FindAsync(IEnumerable<string> ids, CancellationToken cancel)
    {
        var files = new List<SentFile>();
        var passed = new List<PassedOver>();
        var named = await NamedAsync(ids, cancel);
        if (named is not Result<IReadOnlyList<Upload>>.Done(var sent))
            return ((Result<IReadOnlyList<Upload>>.Refused)named).Why;
        foreach (var upload in sent)
        {
            var found = await InsideAsync(upload, cancel);
            files.AddRange(
                found.Files.Count == 0 ? [new(upload.Id, upload.Name)] : found.Files.Select(name => new SentFile(upload.Id, name))
            );
            if (found.Files.Count > 0)
                passed.AddRange(found.PassedOver);
        }
        return new SentFiles(files, passed);
    }

    /// <summary>What a table, an upload of its own, says of the files.</summary>
    public async Task<Result<SentTable>> DescribeAsync(string upload, SentFiles sent, CancellationToken cancel)
    {
        var read = await uploads.ReadAsync(upload, cancel);
        if (read is not Result<UploadedFile>.Done(var (name, content)))
            return ((Result<UploadedFile>.Refused)read).Why;
        var table = MetadataTable.Read(content, name);
        if (table is not Result<MetadataTable>.Done(var rows))
            return ((Result<MetadataTable>.Refused)table).Why;
        return rows.Match([.. sent.Files.Select(file => file.Name)]) switch
        {
            Result<DescribedFiles>.Done(var said) => new SentTable(upload, name, said),
            Result<DescribedFiles>.Refused(var why) => why,
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>How each file would be cut, one at a time; nothing is kept. An upload that is not there is a file that is refused.</summary>
    /// <param name="table">Goes before what the files say; null = there is none.</param>
    public async IAsyncEnumerable<(SentFile File, Result<CutBook> Cut)> CutAsync(
        IEnumerable<string> ids,
        ReadingHints hints,
        SentTable? table,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await foreach (var (file, cut) in CutAsync(ids, hints, cancel))
            yield return cut is Result<CutBook>.Done(var book) && table?.Said.Books.GetValueOrDefault(file.Name) is { } said
                ? (file, said.Describe(book))
                : (file, cut);
    }

    private async IAsyncEnumerable<(SentFile File, Result<CutBook> Cut)> CutAsync(
        IEnumerable<string> ids,
        ReadingHints hints,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        foreach (var (id, found) in await EachAsync(ids, cancel))
            if (found is Result<Upload>.Done(var upload))
                await foreach (var (name, cut) in CutAsync(upload, hints, cancel))
                    yield return (new(id, name), cut);
            else
                yield return (new(id, id), ((Result<Upload>.Refused)found).Why);
    }

    /// <summary>Makes a book of each file. A book that is known already gets what the table says of it too.</summary>
    public async IAsyncEnumerable<SentBook> ImportAsync(
        IReadOnlyList<string> ids,
        ReadingHints hints,
        SentTable? table,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var refused = new HashSet<string>();
        await foreach (var (file, cut) in CutAsync(ids, hints, table, cancel))
        {
            var said = table?.Said.Books.GetValueOrDefault(file.Name);
            var came = await import.KeepAsync(cut, file.Name, null, said?.Title, cancel);
            if (said is not null && came is Result<ImportedBook>.Done({ AlreadyKnown: true } known))
                came = await descriptions.DescribeAsync(known.Book, said, cancel) switch
                {
                    Result<Book>.Done(var described) => known with { Book = described },
                    Result<Book>.Refused(var why) => why,
                    _ => throw new UnreachableException(),
                };
            if (came is Result<ImportedBook>.Refused)
                refused.Add(file.Upload);
            yield return new(file, came);
        }
        foreach (var id in ids.Except(refused))
            uploads.TryRemove(id);
        // Its rows may be about those that are tried again.
        if (table is not null && refused.Count == 0)
            uploads.TryRemove(table.Upload);
    }

    /// <summary>How they would be cut as one book; nothing is kept. The first file that can't be read refuses it.</summary>
    /// <param name="title">Null = the name of the first file, without its end.</param>
    public async Task<Result<CutBook>> JoinAsync(
        IReadOnlyList<string> ids,
        string? title,
        ReadingHints hints,
        CancellationToken cancel
    )
    {
        var named = await NamedAsync(ids, cancel);
        if (named is not Result<IReadOnlyList<Upload>>.Done(var sent))
            return ((Result<IReadOnlyList<Upload>>.Refused)named).Why;
        return await JoinedBook.JoinAsync(
            CutAsync(ids, hints, cancel).Select(file => new FileOfBook(file.File.Name, file.Cut)),
            title ?? Path.GetFileNameWithoutExtension(sent[0].Name),
            hints
        );
    }

    /// <summary>Makes one book of all of them, and ends the uploads.</summary>
    /// <param name="editionOf">It is a new edition of this book; null = a book of its own.</param>
    public async Task<Result<ImportedBook>> ImportJoinedAsync(
        IReadOnlyList<string> ids,
        string? title,
        BookId? editionOf,
        ReadingHints hints,
        CancellationToken cancel
    )
    {
        var joined = await JoinAsync(ids, title, hints, cancel);
        if (joined is not Result<CutBook>.Done(var cut))
            return ((Result<CutBook>.Refused)joined).Why;
        var imported = await import.KeepAsync(cut, editionOf, cancel);
        foreach (var id in ids)
            uploads.TryRemove(id);
        return imported;
    }

    /// <summary>All of them; the first that is not there refuses the others.</summary>
    private async Task<Result<IReadOnlyList<Upload>>> NamedAsync(IEnumerable<string> ids, CancellationToken cancel)
    {
        var all = await EachAsync(ids, cancel);
        return all.Select(one => one.Found).OfType<Result<Upload>.Refused>().FirstOrDefault() is { } gone
            ? gone.Why
            : all.Select(one => ((Result<Upload>.Done)one.Found).Value).ToList();
    }

    /// <summary>In the natural order of their names.</summary>
    private async Task<IReadOnlyList<(string Id, Result<Upload> Found)>> EachAsync(
        IEnumerable<string> ids,
        CancellationToken cancel
    )
    {
        var all = new List<(string Id, Result<Upload> Found)>();
        foreach (var id in ids.Distinct())
            all.Add((id, await uploads.FindAsync(id, cancel)));
        return
        [
            .. all.OrderBy(one => one.Found is Result<Upload>.Done(var upload) ? upload.Name : one.Id, NaturalOrder.Instance),
        ];
    }

    private async Task<FoundFiles> InsideAsync(Upload upload, CancellationToken cancel)
    {
        if (
            !ArchivedFiles.IsNamedSo(upload.Name)
            || await uploads.ReadAsync(upload.Id, cancel) is not Result<UploadedFile>.Done(var file)
        )
            return new([], []);
        try
        {
            using var archive = GuardedArchive.Open(new MemoryStream(file.Content, writable: false), upload.Name);
            return ArchivedFiles.In(archive, upload.Name);
        }
        catch (BookReadException)
        {
            return new([], []);
        }
    }

    private async IAsyncEnumerable<(string Name, Result<CutBook> Cut)> CutAsync(
        Upload upload,
        ReadingHints hints,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        var read = await uploads.ReadAsync(upload.Id, cancel);
        if (read is not Result<UploadedFile>.Done(var (_, content)))
        {
            yield return (upload.Name, ((Result<UploadedFile>.Refused)read).Why);
            yield break;
        }
        if (!ArchivedFiles.IsNamedSo(upload.Name))
        {
            yield return (upload.Name, await Task.Run(() => BookImport.Cut(content, upload.Name, hints), cancel));
            yield break;
        }
        var opened = Opened(content, upload.Name);
        if (opened is not Result<GuardedArchive>.Done(var archive))
        {
            yield return (upload.Name, ((Result<GuardedArchive>.Refused)opened).Why);
            yield break;
        }
        using (archive)
        {
            var found = ArchivedFiles.In(archive, upload.Name);
            if (found.Files.Count == 0)
                yield return (upload.Name, new Refusal.NoBookInFolder(upload.Name, found.PassedOver));
            foreach (var name in found.Files)
                yield return (name, await Task.Run(() => ArchivedFiles.Cut(archive, upload.Name, name, hints), cancel));
        }
    }

    private static Result<GuardedArchive> Opened(byte[] content, string name)
    {
        try
        {
            return GuardedArchive.Open(new MemoryStream(content, writable: false), name);
        }
        catch (BookReadException error)
        {
            return new Refusal.NoBookInFile(name, error.Reason);
        }
    }
}
