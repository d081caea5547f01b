using System.Text.Json;
using System.Text.RegularExpressions;
using Weft.Graph;
using Weft.Graph.Exports;
using Weft.Model;
using Xunit;

namespace Weft.Tests.Graph;

public sealed class GraphPictureTests
{
    private static readonly ResolvedEntity Emma = new("emma", "Emma", 1, "person", [], 5, [1, 2], [3, 2]);
    private static readonly ResolvedEntity Jane = new("jane", "Jane", 2, "person", [], 2, [2], [2]);
    private static readonly ResolvedRelation Tie = new("emma", "jane", "family", "", 2, 2, [2], [2], []);

    [Fact]
    public void The_state_follows_what_is_drawn_and_nothing_else()
    {
        var state = new GraphPicture(new([Emma, Jane], [Tie], [])).State;
        Assert.Equal(state, new GraphPicture(new([Jane, Emma], [Tie], [new("a", "b", "rules", 1)])).State);
        Assert.NotEqual(state, new GraphPicture(new([Emma, Jane], [Tie with { Weight = 3 }], [])).State);
        Assert.NotEqual(state, new GraphPicture(new([Emma], [], [])).State);
        Assert.Matches("^[0-9a-f]{64}$", state);
    }

    [Fact]
    public void Of_a_large_book_the_most_important_are_drawn()
    {
        var many = Enumerable.Range(0, 2500).Select(at => Emma with { Id = $"n{at}", Mentions = at }).ToList();
        var places = JsonSerializer.Deserialize<Dictionary<string, double[]>>(
            new GraphPicture(new(many, [], [])).Layout(null).Places
        )!;
        Assert.Equal(2000, places.Count);
        Assert.DoesNotContain("n0", places.Keys);
        Assert.Contains("n2499", places.Keys);
    }

    [Fact]
    public void Of_more_ties_than_can_be_drawn_those_that_say_something_stay()
    {
        var names = Enumerable.Range(0, 120).Select(at => Emma with { Id = $"n{at}" }).ToList();
        var together = Enumerable
            .Range(0, 120 * 119 / 2)
            .Select(at => (From: at / 119, To: at % 119))
            .Select(pair =>
                Tie with
                {
                    Source = $"n{pair.From}",
                    Target = $"n{pair.To + 1}",
                    Type = RelationTypes.CoOccurs,
                    Weight = 9,
                }
            )
            .ToList();
        var said = Tie with { Source = "n1", Target = "n2", Type = "parent", Weight = .5 };
        var without = new GraphPicture(new(names, together, [])).State;
        Assert.NotEqual(without, new GraphPicture(new(names, [.. together, said], [])).State);
        Assert.Equal(without, new GraphPicture(new(names, [.. together, said with { Type = RelationTypes.CoOccurs }], [])).State);
    }

    [Fact]
    public void Both_languages_have_the_same_words_and_the_scripts_use_no_others()
    {
        var english = Words("en");
        Assert.Equal(english.Keys.Order(), Words("zh").Keys.Order());
        foreach (var (key, text) in english)
            Assert.Equal(Places(text), Places(Words("zh")[key]));
        foreach (var script in new[] { "graph-parts.js", "graph-view.js", "graph-page.html" })
        foreach (Match said in Regex.Matches(GraphPicture.Piece(script), "(?:this|gv)\\.say\\(\"(\\w+)\""))
            Assert.Contains(said.Groups[1].Value, english.Keys);
    }

    private static IEnumerable<string> Places(string text) =>
        Regex.Matches(text, @"\{\d\}").Select(place => place.Value).Distinct().Order();

    private static Dictionary<string, string> Words(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(GraphPicture.Piece($"graph-words-{language}.json"))!;
}
