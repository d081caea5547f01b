using Weft.Application;
using Weft.Graph;
using Weft.Graph.Exports;
using Weft.Model;
using Weft.Providers;
using Weft.Testing;
using Weft.Testing.Conformance;
using Weft.Tests.Application;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Exports;

/// <summary>A graph whose names, kinds and quotes are hard to write: three chapters, a ring of friends, an own type and an own kind of tie.</summary>
internal sealed class AwkwardGraph : IDisposable
{
    /// <summary>What stands for a control character where a format has none.</summary>
    public const string Bell = "Ring\u0007er";

    public static readonly string[] Names =
    [
        "O'Brien \"the \\ Back\"",
        "Two\nLines",
        "😀 Smiley 𠮷野",
        "=1+1",
        "+Plus",
        "-Dash",
        "@At",
        "שלום עולם",
        "a;b,c\td",
        "<b>&amp;</b>",
        "$1 `tick` {brace}",
        "張飛",
        "'Tis",
        "//comment; -- # {x}",
        "C:\\u0041 \\n",
        Bell,
    ];

    private readonly ApplicationStage _stage = new();
    private readonly TemporaryFolder _folder = new();

    public Book Book { get; private set; } = null!;
    public ResolvedBook Resolved { get; private set; } = null!;
    public GraphExport Export => new(_stage.Graph, _stage.Ledger.Library, new(_stage.Ledger, Prices.BuiltIn()), _stage.Log);
    public string Folder => _folder.Path;

    public static async Task<AwkwardGraph> MakeAsync()
    {
        var graph = new AwkwardGraph();
        await graph.WeaveAsync();
        return graph;
    }

    private async Task WeaveAsync()
    {
        Book = await _stage.BookAsync("A \"book\" of <names> & 名字");
        await _stage.Graph.PutBookAsync(GraphSamples.Book(3, Book.Id), Stop);
        for (var chapter = 1; chapter <= 3; chapter++)
            await _stage.Graph.WeaveAsync(GraphSamples.Weave(chapter, Facts(chapter), book: Book.Id), Stop);
        Assert.True(await _stage.Graph.ResolveAsync(Book.Id, GraphSamples.First));
        Resolved = (await _stage.Graph.ReadResolvedAsync(Book.Id, Stop))!;
        Assert.Equal(Names.Length, Resolved.Entities.Count);
    }

    /// <summary>Chapter 2 has only the first half of the names, so that the others are away for a chapter.</summary>
    private static ChapterFacts Facts(int chapter)
    {
        var names = chapter == 2 ? Names[..(Names.Length / 2)] : Names;
        return new(
            [
                .. names.Select(
                    (name, at) =>
                        new Mention(name, at % 4 == 3 ? "Zauber \"ding\"" : "person", at + 1, $"“{name}” said\n\"no\"", at)
                ),
            ],
            [
                .. names
                    .Skip(1)
                    .Select(
                        (name, at) =>
                            new Relation(
                                name,
                                names[at],
                                at % 3 == 0 ? "owes money; to" : "friend",
                                $"“{name}”, it's said",
                                1,
                                $"{name}\nand {names[at]}",
                                at,
                                0.5
                            )
                    ),
            ],
            []
        )
        {
            Traits = [new(names[0], TraitKinds.Description, "a man with \"marks\"\nin his name", names[0], 0)],
        };
    }

    /// <summary>Writes the graph in that form; the path of the file.</summary>
    public async Task<string> WriteAsync(string format, ExportSelection? selection = null)
    {
        var form = GraphFormats.Find(format)!;
        var write = Done(await Export.OfAsync(Book, form, selection ?? ExportSelection.All, Stop));
        var file = _folder.File($"graph.{form.Extension}");
        await using (var target = File.Create(file))
            await write(target, Stop);
        return file;
    }

    public void Dispose() => _folder.Dispose();
}
