using System.Runtime.CompilerServices;
using Weft.Books;
using Weft.Graph;
using Weft.Graph.Exports;
using Weft.Graph.Timelines;
using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Application;

/// <summary>A file of an export, written piece by piece as it is asked for. The only one of a format has no name.</summary>
internal sealed record ExportFile(string Name, Func<Stream, CancellationToken, Task> WriteAsync)
{
    /// <summary>The only one as it is, several as a zip file.</summary>
    public static Task WriteAllAsync(Stream target, IReadOnlyList<ExportFile> files, CancellationToken cancel) =>
        files.Count == 1 ? files[0].WriteAsync(target, cancel) : ZipOfFiles.WriteAsync(target, files, cancel);
}

/// <summary>A book's graph for other programs and for a browser.</summary>
internal sealed class GraphExport(IGraphStore graph, ILibrary library, GraphOrigins origins, AuditLog audit)
{
    /// <summary>In one file; what is several files comes as a zip. Refused while the resolved layer was never made.</summary>
    public async Task<Result<Func<Stream, CancellationToken, Task>>> OfAsync(
        Book book,
        GraphFormat format,
        ExportSelection selection,
        CancellationToken cancel
    ) =>
        await FilesAsync(book, format, selection, cancel) switch
        {
            Result<IReadOnlyList<ExportFile>>.Done(var files) => new Result<Func<Stream, CancellationToken, Task>>.Done(
                (target, stop) => ExportFile.WriteAllAsync(target, files, stop)
            ),
            var refused => ((Result<IReadOnlyList<ExportFile>>.Refused)refused).Why,
        };

    /// <summary>The files of a format. Refused while the resolved layer was never made, and for a type that the graph doesn't have.</summary>
    public async Task<Result<IReadOnlyList<ExportFile>>> FilesAsync(
        Book book,
        GraphFormat format,
        ExportSelection selection,
        CancellationToken cancel
    )
    {
        SpareMemory.GiveBack(book.Characters);
        if (
            await graph.FindStateAsync(book.Id, cancel) is not { Resolved: not null }
            || await graph.ReadResolvedAsync(book.Id, cancel) is not { } resolved
            || format.IsDrawing && resolved.Entities.Count == 0
        )
            return new Refusal.NoGraph(book.Title);
        var types = resolved.Entities.Select(entity => entity.Type).Distinct().Order(StringComparer.Ordinal).ToList();
        if (selection.Types.FirstOrDefault(type => !types.Contains(type)) is { } unknown)
            return new Refusal.NoSuchType(unknown, book.Title, types);
        var readings = await origins.OfAsync(book, cancel);
        var exported = new ExportedGraph(
            book,
            selection,
            resolved,
            selection.Of(resolved),
            await TitlesAsync(book, cancel),
            GraphPicture.PlacesOf(await LayoutAsync(book.Id, new(resolved.WithoutEvents()), cancel)),
            readings.Made,
            readings.ByChapter,
            stop => ChaptersAsync(book.Id, stop)
        )
        {
            Decisions = StandingDecisions.Of(await library.DecisionsAsync(book.Id, cancel)),
        };
        await audit.NoteAsync(AuditKind.GraphExported, AuditReasons.GraphExported(book.Id.Value, book.Title, format.Name));
        return new Result<IReadOnlyList<ExportFile>>.Done([
            .. format.Files.Select(file => new ExportFile(file.Name, (target, stop) => file.WriteAsync(target, exported, stop))),
        ]);
    }

    /// <summary>What the graph view draws, as JSON in UTF-8: names, ties and their places. Refused while there is nothing to draw.</summary>
    public async Task<Result<byte[]>> DrawingAsync(Book book, CancellationToken cancel)
    {
        if (await graph.ReadResolvedAsync(book.Id, cancel) is not { Entities.Count: > 0 } resolved)
            return new Refusal.NoGraph(book.Title);
        var picture = new GraphPicture(resolved.WithoutEvents());
        var layout = await LayoutAsync(book.Id, picture, cancel);
        using var plain = new MemoryStream();
        await picture.WriteAsync(plain, book, layout, await TitlesAsync(book, cancel), null, cancel);
        return plain.ToArray();
    }

    private async Task<IReadOnlyDictionary<int, string>> TitlesAsync(Book book, CancellationToken cancel) =>
        (await library.UnitsAsync(book.Edition, cancel))
            .Where(part => part.Unit.Kind == UnitKind.Chapter)
            .DistinctBy(part => part.Unit.Number)
            .ToDictionary(part => part.Unit.Number, part => part.Unit.Title);

    private async IAsyncEnumerable<RawChapter> ChaptersAsync(BookId book, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (await graph.ReadSlicesAsync(book, cancel) is not { } slices)
            yield break;
        await foreach (var slice in slices.WithCancellation(cancel))
        foreach (var chapter in slice)
            yield return chapter;
    }

    /// <summary>Of two nodes that lay out the same graph at once, one is heard, and both then show what it kept.</summary>
    private async Task<GraphLayout> LayoutAsync(BookId book, GraphPicture picture, CancellationToken cancel)
    {
        var state = picture.State;
        var before = await library.FindLayoutAsync(book, cancel);
        if (before?.State == state)
            return before;
        var layout = await Task.Run(() => picture.Layout(before), cancel);
        if (await library.TryKeepLayoutAsync(book, before?.State, layout, cancel))
            return layout;
        return await library.FindLayoutAsync(book, cancel) is { } kept && kept.State == state ? kept : layout;
    }
}
