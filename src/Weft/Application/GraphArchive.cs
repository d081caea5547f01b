using System.Globalization;
using System.IO.Compression;
using System.Text;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Application;

/// <summary>Graphs of several books in one zip file, written book by book as it is asked for.</summary>
internal sealed class GraphArchive(GraphExport export, IGraphStore graph)
{
    /// <summary>Names the books that could not be put in, and why; not there where all could.</summary>
    public const string LeftOut = "left-out.txt";

    private const int LongestTitle = 60;

    /// <summary>Of the books that have a graph. Refused where none has.</summary>
    /// <param name="asPages">Pages for a browser; else JSON.</param>
    /// <param name="say">Why a book is left out.</param>
    public async Task<Result<Func<Stream, CancellationToken, Task>>> OfAsync(
        IReadOnlyList<Book> books,
        bool asPages,
        Func<Refusal, string> say,
        CancellationToken cancel
    )
    {
        var woven = new List<Book>();
        foreach (var book in books)
            if (await graph.FindStateAsync(book.Id, cancel) is { Resolved: not null })
                woven.Add(book);
        if (woven.Count == 0)
            return new Refusal.NoGraph(books.Count > 0 ? books[0].Title : "");
        return new Result<Func<Stream, CancellationToken, Task>>.Done(
            (target, stop) => WriteAsync(target, books, asPages, say, stop)
        );
    }

    private async Task WriteAsync(
        Stream target,
        IReadOnlyList<Book> books,
        bool asPages,
        Func<Refusal, string> say,
        CancellationToken cancel
    )
    {
        var leftOut = new StringBuilder();
        var packed = new PackedPart();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var book in books)
            {
                var made = asPages ? await export.PageAsync(book, cancel) : await export.JsonAsync(book, cancel);
                if (made is Result<Func<Stream, CancellationToken, Task>>.Done(var write))
                {
                    await using var entry = archive.CreateEntry(NameOf(book, asPages ? "html" : "json")).Open();
                    await write(entry, cancel);
                }
                else if (made is Result<Func<Stream, CancellationToken, Task>>.Refused(var why))
                    leftOut.AppendLine(CultureInfo.InvariantCulture, $"{book.Id} {book.Title}: {say(why)}");
                await packed.PassOnAsync(target, cancel);
            }
            if (leftOut.Length > 0)
                Add(archive, LeftOut, leftOut.ToString());
        }
        await packed.PassOnAsync(target, cancel);
    }

    private static void Add(ZipArchive archive, string name, string text)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>With the title for people, as far as every disk takes it.</summary>
    private static string NameOf(Book book, string form)
    {
        var letters = book
            .Title.Select(letter => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) ? letter : '-')
            .Take(LongestTitle);
        return $"{book.Id}-{string.Concat(letters).Trim('-')}.graph.{form}";
    }

    /// <summary>
    /// What is packed and not yet sent. An archive writes some of its bytes without waiting, which a web server refuses; and it goes back in a
    /// stream that can, which what is sent already can't.
    /// </summary>
    private sealed class PackedPart : WriteOnlyStream
    {
        private readonly MemoryStream _held = new();

        public async Task PassOnAsync(Stream target, CancellationToken cancel)
        {
            await target.WriteAsync(_held.GetBuffer().AsMemory(0, (int)_held.Length), cancel);
            await target.FlushAsync(cancel);
            _held.SetLength(0);
        }

        public override void Write(byte[] buffer, int offset, int count) => _held.Write(buffer, offset, count);

        public override void Flush() { }
    }
}
