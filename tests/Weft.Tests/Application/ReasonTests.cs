using Weft.Application;
using Weft.Application.Texts;
using Weft.Graph;
using Weft.Model;
using Weft.Providers.Rules;
using Weft.Reasons;
using Weft.Testing.Conformance;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

/// <summary>Why entities are entities, what is said of them, and which names are none.</summary>
public sealed class ReasonTests
{
    private readonly ApplicationStage _stage = new();

    private ReasonQueries Reasons => new(_stage.Graph, _stage.Ledger.Library);
    private GraphQueries Queries => new(_stage.Graph, _stage.Ledger.Library);

    /// <summary>Chapter 1: Emma and Jane are sisters; chapter 2: Emma is Emily.</summary>
    private async Task<Book> WovenAsync()
    {
        var book = await _stage.BookAsync();
        await _stage.Graph.PutBookAsync(GraphSamples.Book(2, book.Id), Stop);
        await _stage.Graph.WeaveAsync(
            GraphSamples.Weave(1, GraphSamples.Facts("Emma Jane", "Emma sibling Jane"), book: book.Id),
            Stop
        );
        await _stage.Graph.WeaveAsync(
            GraphSamples.Weave(2, GraphSamples.Facts("Emma Emily", "Emma alias Emily"), book: book.Id),
            Stop
        );
        Assert.True(await _stage.Graph.ResolveAsync(book.Id, GraphSamples.First));
        return book;
    }

    [Fact]
    public async Task An_entity_tells_how_often_it_stands_who_found_it_and_which_chapter_joins_its_names()
    {
        var book = await WovenAsync();
        var explained = Done(await Reasons.WhyAsync(book, "Emma", null, Stop));
        var codes = explained.Reasons.Select(reason => reason.Why.Code).ToList();
        Assert.Equal("why_stands", codes[0]);
        Assert.Contains("why_found_by", codes);
        var joined = Assert.Single(explained.Reasons, reason => reason.Why.Code == "why_said_one");
        Assert.Equal(2, joined.Chapter);
        Assert.Contains("第 2 章", joined.Why.Say(ReasonTexts.Chinese), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Done(await Reasons.WhyAsync(book, "Emma", 1, Stop)).Reasons,
            reason => reason.Why.Code == "why_said_one"
        );
        Assert.IsType<Refusal.UnknownName>(Refused(await Reasons.WhyAsync(book, "Mr. Knightley", null, Stop)));
    }

    [Fact]
    public async Task What_chapters_state_is_a_sentence_and_what_they_do_not_is_none()
    {
        var book = await WovenAsync();
        var emma = Done(await Queries.EntityAsync(book, "Emma", null, 9, 9, Stop));
        var statement = Assert.Single(emma.Description);
        Assert.Equal(("sibling", "Jane", true, 1), (statement.Kind, statement.Text, statement.IsTie, statement.Chapter));
        Assert.Equal("person, chapters 1–2; sibling of Jane (chapter 1).", DescriptionText.Of(emma, Phrases.English));
        Assert.Equal("人物，第 1–2 章；与Jane：兄弟姐妹（第 1 章）。", DescriptionText.Of(emma, Phrases.Chinese));
    }

    [Fact]
    public void The_rules_say_what_they_saw_of_a_name_and_which_frequent_words_are_none()
    {
        var text = string.Concat(
            Enumerable.Repeat(
                "“Good morning,” said Mr. Darcy to Elizabeth, as they walked. It was an English morning, and Elizabeth smiled at the English rain. “Indeed, Lizzy, it rains,” said Elizabeth’s friend Jane.\n\n",
                30
            )
        );
        var profile = RulesProfiler.Build("en", [text]);
        var seen = RulesEvidence.Of(profile, ["Elizabeth", "Mr. Darcy"])!;
        Assert.Contains(
            seen,
            reason => reason.Code == "why_capital" && reason.Sentence.Contains("Elizabeth", StringComparison.Ordinal)
        );
        Assert.Contains(
            seen,
            reason => reason.Code == "why_titled" && reason.Sentence.Contains("Darcy", StringComparison.Ordinal)
        );
        var refused = RulesEvidence.Refused(profile);
        Assert.Contains(refused, name => name is { Name: "Jane", Count: 30, Why.Code: "why_not_where_names_stand" });
        Assert.Null(RulesEvidence.Of(profile with { Tables = "{}" }, ["Elizabeth"]));
        Assert.Empty(RulesEvidence.Refused(profile with { Tables = "{}" }));
    }
}
