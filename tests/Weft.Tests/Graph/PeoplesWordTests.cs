using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Model;
using Weft.Testing.Conformance;
using Xunit;

namespace Weft.Tests.Graph;

/// <summary>What an entity is called, of which type it is and that it is none, as people say it.</summary>
public sealed class PeoplesWordTests
{
    private int _number;

    /// <summary>Chapter 1: 玄德 three times, with 岂可; chapter 2: 刘备, who is 玄德, and 赤兔.</summary>
    private static readonly RawBook Raw = new(
        new(1),
        "zh",
        [
            Chapter(1, GraphSamples.Facts("玄德 玄德 玄德 岂可", "玄德 friend 岂可")),
            Chapter(2, GraphSamples.Facts("刘备 赤兔", "刘备 alias 玄德")),
        ]
    );

    private static RawChapter Chapter(int number, ChapterFacts facts) =>
        new(GraphSamples.Book(2).Chapters[number - 1], facts, "rules");

    private NameDecision Say(DecisionKind kind, string name, string other = "", int? undoes = null) =>
        new(++_number, kind, name, other) { Undoes = undoes };

    private static ResolvedEntity? Find(ResolvedBook book, string id) => book.Entities.FirstOrDefault(entity => entity.Id == id);

    [Fact]
    public void A_name_of_its_own_is_shown_from_where_the_book_has_it_and_the_main_one_becomes_another_name()
    {
        var liu = Find(Resolver.Resolve(Raw, [Say(DecisionKind.Rename, "玄德", "刘备")]), "玄德")!;
        Assert.Equal(("刘备", 2), (liu.Name, liu.NameChapter));
        Assert.Equal("玄德", Assert.Single(liu.Aliases).Name);
        Assert.Equal("玄德", liu.At(1)!.Name);
    }

    [Fact]
    public void A_name_that_only_a_person_gives_is_known_from_the_start_and_found_beside_all_others()
    {
        var resolved = Resolver.Resolve(Raw, [Say(DecisionKind.Rename, "刘备", "先主 \"Liu\"")]);
        var liu = Find(resolved, "玄德")!;
        Assert.Equal(("先主 \"Liu\"", 1), (liu.Name, liu.NameChapter));
        Assert.Equal(["玄德", "刘备"], liu.Aliases.Select(alias => alias.Name));
        Assert.Equal("先主 \"Liu\"", liu.At(1)!.Name);
    }

    [Fact]
    public void A_type_is_what_people_say_it_is()
    {
        Assert.Equal("item", Find(Resolver.Resolve(Raw, [Say(DecisionKind.Retype, "赤兔", "item")]), "赤兔")!.Type);
    }

    [Fact]
    public void What_is_hidden_goes_with_its_ties_and_comes_back()
    {
        var hide = Say(DecisionKind.Hide, "岂可");
        var hidden = Resolver.Resolve(Raw, [hide]);
        Assert.Null(Find(hidden, "岂可"));
        Assert.DoesNotContain(hidden.Relations, tie => tie.Type == "friend");
        var shown = Resolver.Resolve(Raw, [hide, Say(DecisionKind.Undo, "岂可", undoes: hide.Number)]);
        Assert.Equal(Resolver.Resolve(Raw, []).Entities.Select(entity => entity.Id), shown.Entities.Select(entity => entity.Id));
    }

    [Fact]
    public void Of_two_that_meet_in_one_the_newest_word_counts_whatever_was_taken_back_of_another_kind()
    {
        var merge = Say(DecisionKind.Merge, "玄德", "赤兔");
        NameDecision[] said =
        [
            Say(DecisionKind.Rename, "赤兔", "甲"),
            Say(DecisionKind.Rename, "刘备", "乙"),
            Say(DecisionKind.Retype, "刘备", "person"),
            merge,
        ];
        Assert.Equal("乙", Find(Resolver.Resolve(Raw, said), "玄德")!.Name);
        var undone = Resolver.Resolve(Raw, [.. said, Say(DecisionKind.Undo, "玄德", "赤兔", merge.Number)]);
        Assert.Equal(("乙", "甲"), (Find(undone, "玄德")!.Name, Find(undone, "赤兔")!.Name));
    }

    [Fact]
    public void The_newest_word_on_a_thing_stands_until_it_is_taken_back()
    {
        var first = Say(DecisionKind.Rename, "玄德", "甲");
        var second = Say(DecisionKind.Rename, "玄德", "乙");
        var hide = Say(DecisionKind.Hide, "玄德");
        Assert.Equal([second, hide], StandingDecisions.Of([first, second, hide]));
        var undo = Say(DecisionKind.Undo, "玄德", "乙", second.Number);
        Assert.Equal([hide], StandingDecisions.Of([first, second, hide, undo]));
        Assert.Equal(undo, StandingDecisions.LastAbout(first, [first, second, hide, undo]));
    }
}
