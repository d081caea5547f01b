using System.Text;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Graph;
using Weft.Model;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

public sealed class FactSampleTests
{
    private readonly ApplicationStage _stage = new();

    private FactSampling Sampling => new(_stage.Graph, _stage.Ledger.Library);

    /// <summary>A chapter with so many names and a tie between each and the next.</summary>
    private async Task<Book> WovenAsync(int names, params string[] more)
    {
        var book = await _stage.BookAsync();
        var part = (await _stage.Ledger.Library.UnitsAsync(book.Edition, Stop))[1];
        await _stage.Graph.PutBookAsync(
            new(book.Id, book.Title, "en", 1, [new(part.Chapter, part.Position, 1, UnitKind.Chapter, "One")]),
            Stop
        );
        var called = Enumerable.Range(0, names).Select(i => $"Name{i}").Concat(more).ToList();
        var facts = new ChapterFacts(
            [
                .. called.Select(name => new Mention(name, EntityTypes.Person, 1, name, 0)),
                new Mention("Name0 falls", EntityTypes.Event, 1, "fell", 3),
            ],
            [
                .. called.Zip(called.Skip(1)).Select(two => new Relation(two.First, two.Second, "ally", "", 1, "with", 0, 1)),
                new Relation(called[0], called[1], RelationTypes.CoOccurs, "", 9, "near", 0, 1),
            ],
            []
        );
        await _stage.Graph.WeaveAsync(new(book.Id, part.Chapter, new(new(1), 1), new(1), "m", facts), Stop);
        return book;
    }

    [Fact]
    public async Task The_same_seed_draws_the_same_facts_and_a_larger_sample_holds_the_smaller()
    {
        var book = await WovenAsync(200);
        var ten = Done(await Sampling.DrawAsync(book, 10, "a", Stop));
        var again = Done(await Sampling.DrawAsync(book, 10, "a", Stop));
        Assert.Equal(ten.Facts, again.Facts);
        var other = Done(await Sampling.DrawAsync(book, 10, "b", Stop));
        Assert.NotEqual(Keys(ten), Keys(other));
        Assert.Subset(Keys(Done(await Sampling.DrawAsync(book, 50, "a", Stop))), Keys(ten));
        Assert.Equal(
            (200, 199, 1),
            (ten.Population[FactKind.Mention], ten.Population[FactKind.Relation], ten.Population[FactKind.Event])
        );
    }

    [Fact]
    public async Task Each_fact_is_drawn_as_often_as_every_other()
    {
        var book = await WovenAsync(20);
        var drawn = new Dictionary<string, int>();
        for (var seed = 0; seed < 1000; seed++)
            foreach (var key in Keys(Done(await Sampling.DrawAsync(book, 10, $"{seed}", Stop))))
                drawn[key] = drawn.GetValueOrDefault(key) + 1;
        // 40 facts, 10 drawn 1,000 times: 250 each, with a standard deviation of 13.7.
        Assert.Equal(40, drawn.Count);
        Assert.All(drawn.Values, times => Assert.InRange(times, 190, 310));
    }

    [Fact]
    public async Task A_small_graph_is_drawn_whole_and_none_at_all_is_refused()
    {
        var book = await WovenAsync(3);
        Assert.Equal(6, Done(await Sampling.DrawAsync(book, 100, "1", Stop)).Facts.Count);
        var bare = await _stage.BookAsync("Bare");
        Assert.Equal(new Refusal.NoGraph("Bare"), Refused(await Sampling.DrawAsync(bare, 1, "1", Stop)));
    }

    [Fact]
    public async Task No_cell_of_the_table_is_a_formula()
    {
        var book = await WovenAsync(2, "=1+1", "+cmd|' /C calc'!A0", "＝2", "-x", "@sum", "\"quoted\", with; signs");
        var sample = Done(await Sampling.DrawAsync(book, 100, "1", Stop));
        var rows = Csv.Read(SampleCsv.Write(sample, Phrases.English));
        Assert.Equal(sample.Facts.Count + 1, rows.Count);
        Assert.All(
            rows.Skip(1).SelectMany(row => row.Cells),
            cell => Assert.False(cell.Length > 0 && "=+-@＝＋－＠".Contains(cell[0]), cell)
        );
        Assert.Contains(rows, row => row.Cells.Contains("\"quoted\", with; signs"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_table_that_comes_back_is_read_in_either_language(string language)
    {
        var book = await WovenAsync(3);
        var sample = Done(await Sampling.DrawAsync(book, 100, "1", Stop));
        var table = SampleCsv.Write(sample, Phrases.For(language));
        Assert.StartsWith(Csv.Mark, table);
        var precision = Done(PrecisionReader.Read(Encoding.UTF8.GetBytes(table), "a.csv"));
        Assert.Equal((6, 0), (precision.Facts, precision.All.Judged));
        Assert.Equal([FactKind.Mention, FactKind.Relation, FactKind.Event, null], precision.Rows.Select(row => row.Kind));
    }

    private static HashSet<string> Keys(FactSample sample) => [.. sample.Facts.Select(drawn => drawn.Fact.Key)];
}
