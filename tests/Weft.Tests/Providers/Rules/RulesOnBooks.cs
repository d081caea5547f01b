using Weft.Books;
using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Model;
using Weft.Providers.Rules;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Providers.Rules;

/// <summary>Whole novels through profile, chapters and resolver, without any model.</summary>
public sealed class RulesOnBooks(ITestOutputHelper output)
{
    [Theory]
    [InlineData("zh/sanguo-yanyi.txt", "曹操,刘备,诸葛亮,关羽,张飞,孙权,吕布,赵云,司马懿,周瑜", 9)]
    [InlineData("en/pride-and-prejudice.txt", "Elizabeth,Darcy,Jane,Bingley,Wickham,Collins,Lydia,Catherine,Lizzy,Charlotte", 8)]
    [InlineData("en/two-cities.txt", "Lorry,Defarge,Manette,Darnay,Carton,Cruncher,Pross,Lucie,Stryver,Barsad", 7)]
    [InlineData("awkward/gb18030-toc-rulin-waishi.txt", "范進,匡超人,馬二先生,杜少卿,牛浦,嚴貢生,周進,王冕,莊紹光,鮑文卿", 6)]
    public void The_main_cast_is_among_the_names_mentioned_most(string file, string cast, int atLeast)
    {
        var resolved = Resolver.Resolve(Raw(file), []);
        var top = resolved.Entities.Take(40).ToList();
        foreach (var entity in top.Take(30))
            output.WriteLine(
                $"{entity.Mentions, 5} {entity.Type, -8} {entity.Name}  [{string.Join(" ", entity.Aliases.Select(a => a.Name).Take(8))}]"
            );
        var names = top.SelectMany(one => one.Aliases.Select(alias => alias.Name).Append(one.Name)).ToList();
        var found = cast.Split(',').Where(who => names.Any(name => name.Contains(who, StringComparison.Ordinal))).ToList();

        Assert.True(found.Count >= atLeast, $"found only {string.Join(",", found)}");
    }

    [Theory]
    [InlineData("zh/sanguo-yanyi.txt")]
    [InlineData("en/alice.txt")]
    public void Every_quote_stands_where_it_says_and_every_relation_has_both_ends(string file)
    {
        var texts = Texts(file, out var language);
        var rules = new RulesExtractor(RulesProfiler.Build(language, texts));
        var everywhere = texts.SelectMany(text => rules.Extract(text).Mentions).Select(one => one.Name).ToHashSet();
        foreach (var text in texts)
        {
            var facts = rules.Extract(text);
            var names = facts.Mentions.Select(one => one.Name).ToHashSet();
            Assert.Equal(names.Count, facts.Mentions.Count);
            Assert.All(facts.Mentions, one => Assert.Equal(one.Quote, text.Substring(one.Offset, one.Quote.Length)));
            Assert.All(facts.Mentions, one => Assert.True(one.Count >= 1));
            Assert.All(facts.Relations, one => Assert.Equal(one.Quote, text.Substring(one.Offset, one.Quote.Length)));
            Assert.All(
                facts.Relations,
                one =>
                    Assert.True(
                        (one.Type == "alias" ? everywhere : names).Contains(one.Source) && names.Contains(one.Target),
                        $"{one}"
                    )
            );
        }
    }

    [Fact]
    public void Neither_order_nor_a_profile_read_back_changes_a_fact()
    {
        var texts = Texts("en/alice.txt", out var language);
        var one = RulesProfiler.Build(language, texts);
        var other = RulesProfiler.Build(language, texts);
        Assert.Equal(one.Tables, other.Tables);
        var (forward, backward) = (new RulesExtractor(one), new RulesExtractor(other));
        var first = texts.Select(forward.Extract).ToList();
        var second = texts.Reverse().Select(backward.Extract).Reverse().ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            Assert.Equal(first[i].Mentions, second[i].Mentions);
            Assert.Equal(first[i].Relations, second[i].Relations);
        }
    }

    /// <summary>A job that was begun by an older build goes on with the profile that it pinned.</summary>
    [Fact]
    public void Profiles_of_an_older_version_are_read_and_of_an_unknown_one_refused()
    {
        var profile = RulesProfiler.Build("en", Texts("en/alice.txt", out _));
        foreach (var version in RulesProfiler.OlderVersions)
            Assert.NotNull(new RulesExtractor(profile with { Version = version }));
        Assert.Throws<ArgumentException>(() => new RulesExtractor(profile with { Version = "0" }));
    }

    private static IReadOnlyList<string> Texts(string file, out string language)
    {
        var book = Cut(file);
        language = book.Language;
        return [.. Story(book).Select(unit => book.Text.Text.Substring(unit.Start, unit.Length))];
    }

    private static RawBook Raw(string file)
    {
        var book = Cut(file);
        var texts = Texts(file, out var language);
        var rules = new RulesExtractor(RulesProfiler.Build(language, texts));
        var chapters = Story(book)
            .Select(
                (unit, i) =>
                    new RawChapter(
                        new GraphChapter(new ChapterKey($"{i}", 0), i + 1, unit.Number, unit.Kind, unit.Title),
                        rules.Extract(texts[i]),
                        "rules"
                    )
            );
        return new RawBook(new BookId(1), language, [.. chapters]);
    }

    private static CutBook Cut(string file) => BookCutter.Cut(File.ReadAllBytes(Require.CorpusFile(file)), file);

    private static IEnumerable<Unit> Story(CutBook book) =>
        book.Units.Where(unit => Weft.Work.JobStarter.SkipReason(unit) is null);
}
