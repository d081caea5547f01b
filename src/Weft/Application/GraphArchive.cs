using System.Globalization;
using System.Text;
using Weft.Graph;
using Weft.Graph.Exports;
using Weft.Model;

namespace Weft.Application;

/// <summary>Graphs of several books in one zip file, written book by book as it is asked for.</summary>
internal sealed class GraphArchive(GraphExport export, IGraphStore graph)
{
    /// <summary>Names the books that could not be put in, and why; not there where all could.</summary>
    public const string LeftOut = "left-out.txt";

    private const int LongestTitle = 60;

    /// <summary>Of the books that have a graph. Refused where none has. What is several files goes into a folder for each book.</summary>
    /// <param name="say">Why a book is left out.</param>
    public async Task<Result<Func<Stream, CancellationToken, Task>>> OfAsync(
        IReadOnlyList<Book> books,
        GraphFormat format,
        ExportSelection selection,
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
            (target, stop) => WriteAsync(target, books, format, selection, say, stop)
        );
    }

    private async Task WriteAsync(
        Stream target,
        IReadOnlyList<Book> books,
        GraphFormat format,
        ExportSelection selection,
        Func<Refusal, string> say,
        CancellationToken cancel
    )
    {
        var leftOut = new StringBuilder();
        using var zip = new ZipOfFiles(target);
        foreach (var book in books)
        {
            var made = await export.FilesAsync(book, format, selection, cancel);
            if (made is Result<IReadOnlyList<ExportFile>>.Done(var files))
                foreach (var file in files)
                    await zip.AddAsync(
                        format.IsFolder ? $"{NameOf(book)}/{file.Name}" : $"{NameOf(book)}.graph.{format.Extension}",
                        file.WriteAsync,
                        cancel
                    );
            else if (made is Result<IReadOnlyList<ExportFile>>.Refused(var why))
                leftOut.AppendLine(CultureInfo.InvariantCulture, $"{book.Id} {book.Title}: {say(why)}");
        }
        if (leftOut.Length > 0)
            await zip.AddAsync(
                LeftOut,
                (entry, stop) => entry.WriteAsync(Encoding.UTF8.GetBytes(leftOut.ToString()), stop).AsTask(),
                cancel
            );
        await zip.EndAsync(cancel);
    }

    /// <summary>With the title for people, as far as every disk takes it.</summary>
    private static string NameOf(Book book)
    {
        var letters = book
            .Title.Select(letter => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) ? letter : '-')
            .Take(LongestTitle);
        return $"{book.Id}-{string.Concat(letters).Trim('-')}";
    }
}
