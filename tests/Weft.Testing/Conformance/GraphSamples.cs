using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Weft.Books;
using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Model;

namespace Weft.Testing.Conformance;

/// <summary>Small books and facts for tests of the graph.</summary>
public static class GraphSamples
{
    public static readonly BookId Sanguo = new(7);
    public static readonly SessionId First = new(1);
    public static readonly SessionId Second = new(2);

    public static ChapterKey Key(int chapter) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(chapter.ToString(CultureInfo.InvariantCulture)))), 0);

    /// <summary>A book whose chapter i stands at position i and has number i.</summary>
    public static GraphBook Book(int chapters, BookId? id = null, int edition = 1) =>
        new(
            id ?? Sanguo,
            "三国演义",
            "zh",
            edition,
            [.. Enumerable.Range(1, chapters).Select(i => new GraphChapter(Key(i), i, i, UnitKind.Chapter, $"第{i}回"))]
        );

    public static FencingToken Token(long job, int attempt) => new(new JobId(job), attempt);

    public static ChapterWeave Weave(
        int chapter,
        ChapterFacts facts,
        FencingToken? token = null,
        SessionId? session = null,
        BookId? book = null
    ) => new(book ?? Sanguo, Key(chapter), token ?? Token(1, 1), session ?? First, "rules", facts);

    public static Mention Person(string name, int count = 1, int offset = 0, string type = EntityTypes.Person) =>
        new(name, type, count, $"……{name}……", offset);

    public static ChapterFacts Facts(params Mention[] mentions) => new(mentions, [], []);

    /// <summary>Persons, and links written "source type target".</summary>
    public static ChapterFacts Facts(string names, params string[] links) =>
        new(
            [.. names.Split(' ').Select((name, i) => Person(name, offset: i))],
            [.. links.Select((link, i) => Link(link.Split(' '), i))],
            []
        );

    /// <summary>Facts of a chapter of a book in which the same twenty people meet again and again; the same for the same seed.</summary>
    public static ChapterFacts Random(int seed, int mentions = 12, int relations = 15)
    {
        var chance = new Random(seed);
        string[] people =
        [
            "曹操",
            "刘备",
            "关羽",
            "张飞",
            "孙权",
            "周瑜",
            "诸葛亮",
            "吕布",
            "Elizabeth",
            "Mr. Darcy",
            "荆州",
            "Löwe",
        ];
        string[] types = [RelationTypes.CoOccurs, RelationTypes.CoOccurs, "friend", "enemy", "部将"];
        var names = people.OrderBy(_ => chance.Next()).Take(Math.Min(mentions, people.Length)).ToList();
        return new(
            [
                .. names.Select(
                    (name, i) =>
                        new Mention(name, i % 5 == 0 ? "place" : "person", chance.Next(1, 9), $"“{name}”\t说\n道", i * 10)
                ),
            ],
            [.. Enumerable.Range(0, relations).Select(i => Random(chance, names, types, i))],
            []
        )
        {
            Traits =
            [
                .. names
                    .Where((_, i) => i % 3 == 0)
                    .SelectMany(
                        (name, i) =>
                            new Trait[]
                            {
                                new(name, TraitKinds.Description, $"“{name}”\tis {seed % 3}", $"{name}\n者也", i),
                                new(name, TraitKinds.Title, i % 2 == 0 ? "丞相" : "將軍", $"丞相{name}", i + 1),
                            }
                    ),
            ],
        };
    }

    private static Relation Random(Random chance, List<string> names, string[] types, int i)
    {
        var (source, target) = (names[chance.Next(names.Count)], names[chance.Next(names.Count)]);
        return new(
            source,
            target,
            types[chance.Next(types.Length)],
            i % 3 == 0 ? "" : "见",
            chance.Next(1, 4),
            $"{source}见{target}",
            i,
            0.8
        )
        {
            Mutual = i % 4 == 0,
        };
    }

    private static Relation Link(string[] parts, int offset) =>
        new(parts[0], parts[2], parts[1], "", 1, $"{parts[0]} {parts[2]}", offset, 0.9);

    /// <summary>The book's graph as it is: raw layer, and the resolved layer made from it.</summary>
    public static async Task<string> HashAsync(this IGraphStore graph, BookId book)
    {
        var raw = (await graph.ReadRawAsync(book, default))!;
        return CanonicalHash.Of(raw, (await graph.ReadResolvedAsync(book, default))!);
    }

    /// <summary>Resolves as a node does: token, version, raw facts, write. False = refused.</summary>
    public static async Task<bool> ResolveAsync(
        this IGraphStore graph,
        BookId book,
        SessionId session,
        params NameDecision[] words
    )
    {
        if (await graph.TakeResolveTokenAsync(book, session, null, default) is not TokenReply.Taken taken)
            return false;
        var resolved = Resolver.Resolve((await graph.ReadRawAsync(book, default))!, words);
        var stamp = new ResolveStamp(taken.Version, words.Length == 0 ? 0 : words.Max(word => word.Number), taken.EditionNumber);
        return await graph.TryWriteResolvedAsync(book, session, resolved, stamp, default);
    }
}
