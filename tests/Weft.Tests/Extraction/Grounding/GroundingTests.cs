using Weft.Extraction;
using Weft.Extraction.Answers;
using Weft.Extraction.Grounding;
using Weft.Extraction.Passages;
using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Extraction.Grounding;

public sealed class GroundingTests
{
    private const string En =
        "It was at Lyme that Captain Hale met\nhis sister Anne. “You will like it, Nan,” said the captain. But Anne wept; Hannah laughed. MR. DARCY came with Mr. Darcy's dog.";

    private const string Zh = "　　却说曹操回到许都，\n众官皆来迎接。孟德大笑道：“刘备不足虑也！”操又谓郭嘉曰……";

    private static ChapterFacts Ground(string text, string answer, int offset = 0, Recipe? recipe = null) =>
        Grounder.Ground(new Passage(text, offset), AnswerParser.Parse(answer), recipe ?? Recipes.Default("zh"));

    private static string Entities(params string[] names) =>
        $$"""{"entities":[{{string.Join(',', names.Select((name, i) => $$"""{"id":"e{{i + 1}}","name":"{{name}}","type":"person","aliases":[],"quote":""}"""))}}],"relations":[],"events":[]}""";

    [Fact]
    public void Names_that_do_not_stand_in_the_passage_are_set_apart()
    {
        var facts = Ground(Zh, Entities("曹操", "诸葛亮"));
        Assert.Equal("曹操", Assert.Single(facts.Mentions).Name);
        Assert.Equal(("mention", "诸葛亮"), (Assert.Single(facts.Rejected).Kind, facts.Rejected[0].Text));
    }

    [Theory]
    [InlineData("Ann", 0)]
    [InlineData("Anne", 2)]
    [InlineData("captain hale", 1)]
    [InlineData("Ｃａｐｔａｉｎ　Ｈａｌｅ", 1)]
    [InlineData("Mr Darcy", 2)]
    [InlineData("Hale met his", 1)]
    [InlineData("he", 0)]
    [InlineData("...", 0)]
    public void English_names_are_whole_words_however_they_are_spelt(string name, int count)
    {
        var facts = Ground(En, Entities(name));
        Assert.Equal(count, facts.Mentions.Sum(mention => mention.Count));
        Assert.Equal(count == 0 ? 1 : 0, facts.Rejected.Count);
    }

    [Theory]
    [InlineData("Ｔｏｍ　Ｈａｌｅ走进了白云镇。", "Tom Hale", "Ｔｏｍ Ｈａｌｅ", 1)]
    [InlineData("Ｔｏｍ　Ｈａｌｅ walked. Tom Hale sat.", "Ｔｏｍ　Ｈａｌｅ", "Ｔｏｍ Ｈａｌｅ", 2)]
    [InlineData("Ｔｏｍｍｙ walked.", "Tom", "", 0)]
    public void Full_width_names_keep_their_spaces_and_are_whole_words(string text, string name, string written, int count)
    {
        var facts = Ground(text, Entities(name));
        Assert.Equal(count, facts.Mentions.Sum(mention => mention.Count));
        Assert.Equal(count == 0 ? [] : [written], facts.Mentions.Select(mention => mention.Name));
    }

    [Theory]
    [InlineData("曹操", 1)]
    [InlineData("《许都》", 1)]
    [InlineData("许 都", 1)]
    [InlineData("他", 0)]
    public void Chinese_names_need_no_spaces_around(string name, int count) =>
        Assert.Equal(count, Ground(Zh, Entities(name)).Mentions.Sum(mention => mention.Count));

    [Fact]
    public void Facts_are_the_chapters_own_words()
    {
        const int Offset = 1_000;
        var facts = Ground(
            En,
            """{"entities":[{"id":"e1","name":"captain  hale","type":"Person","aliases":["the captain"],"quote":"it was at lyme that Captain Hale met his sister Anne"},{"id":"e2","name":"Anne","type":"character","aliases":["Nan","Annie"],"quote":"nowhere at all"}],"relations":[{"source":"e1","target":"e2","type":"sibling","label":"","directed":false,"quote":"Captain Hale met his sister Anne","confidence":0.9}],"events":[]}""",
            Offset,
            Recipes.Default("en")
        );
        Assert.Equal(["Captain Hale", "the captain", "Anne", "Nan"], facts.Mentions.Select(mention => mention.Name));
        Assert.All(
            facts.Mentions,
            mention => Assert.Equal(En.Substring(mention.Offset - Offset, mention.Quote.Length), mention.Quote)
        );
        Assert.All(facts.Mentions, mention => Assert.Contains(mention.Name, mention.Quote, StringComparison.Ordinal));
        Assert.All(
            facts.Relations,
            relation => Assert.Equal(En.Substring(relation.Offset - Offset, relation.Quote.Length), relation.Quote)
        );
        Assert.Equal(2, facts.Relations.Count(relation => relation.Type == RelationTypes.Alias));
        var family = facts.Relations.Single(relation => relation.Type == "sibling");
        Assert.Equal(("Anne", "Captain Hale"), (family.Source, family.Target));
        Assert.Equal("Captain Hale met\nhis sister Anne", family.Quote);
        Assert.Equal(["Annie", "Anne: nowhere at all"], facts.Rejected.Select(rejection => rejection.Text));
    }

    [Fact]
    public void An_entity_whose_name_is_only_in_the_roster_is_kept_under_its_alias()
    {
        var facts = Ground(
            Zh,
            """{"entities":[{"id":"e1","name":"曹孟德","type":"person","aliases":["孟德"],"quote":"孟德大笑道"},{"id":"e2","name":"刘备","type":"person","aliases":[],"quote":"刘备不足虑也"}],"relations":[{"source":"e1","target":"曹孟德","type":"ally","quote":"孟德大笑道"},{"source":"曹孟德","target":"e2","type":"hostile","label":"轻视","quote":"孟德大笑道:刘备不足虑"}],"events":[]}"""
        );
        Assert.Equal(["孟德", "刘备"], facts.Mentions.Select(mention => mention.Name));
        var hostile = Assert.Single(facts.Relations);
        // Enemies are enemies of each other: one tie, its ends in ordinal order.
        Assert.Equal(
            ("刘备", "孟德", "enemy", "孟德大笑道：“刘备不足虑"),
            (hostile.Source, hostile.Target, hostile.Type, hostile.Quote)
        );
        Assert.Equal(2, facts.Rejected.Count);
    }

    [Theory]
    [InlineData("曹操回到许都，众官皆来迎接", true)]
    [InlineData("曹操回到许都众官皆来迎接。", true)]
    [InlineData("却说曹操回到许都，众官皆来迎拜", true)]
    [InlineData("曹操率领大军回到许都，众官出迎", false)]
    [InlineData("刘备大怒", false)]
    [InlineData("", false)]
    [InlineData("，。", false)]
    public void Quotes_must_be_found(string quote, bool found)
    {
        var facts = Ground(
            Zh,
            $$"""{"entities":[{"id":"e1","name":"曹操"},{"id":"e2","name":"许都"}],"relations":[{"source":"e1","target":"e2","type":"located_in","quote":"{{quote}}"}],"events":[]}"""
        );
        Assert.Equal(found ? 1 : 0, facts.Relations.Count);
        Assert.Equal(found ? 0 : 1, facts.Rejected.Count);
        if (found)
            Assert.Contains("许都", facts.Relations[0].Quote, StringComparison.Ordinal);
    }

    private const string Traditional =
        "林青雲來到白雲鎮上，見了趙國棟。趙國棟說：「你來得正好。」林青雲與趙國棟是多年的朋友，後來同往臺灣。";

    private const string Simplified =
        "林青云来到白云镇上，见了赵国栋。赵国栋说：“你来得正好。”林青云与赵国栋是多年的朋友，后来同往台湾。";

    /// <summary>The answer is in the other script than the passage, or in both.</summary>
    [Theory]
    [InlineData(true, "林青云", "赵国栋", "白云镇", "林青云与赵国栋是多年的朋友")]
    [InlineData(true, "林青雲", "赵国栋", "白云鎮", "林青雲与赵国栋是多年的朋友")]
    [InlineData(true, "林青云", "趙國棟", "白雲鎮", "林青云与赵国栋，是多年的朋友")]
    [InlineData(true, "林青雲", "趙國棟", "白雲鎮", "林青雲與趙國棟是多年的朋友")]
    [InlineData(false, "林青雲", "趙國棟", "白雲鎮", "林青雲與趙國棟是多年的朋友")]
    [InlineData(false, "林青雲", "赵国栋", "白雲镇", "林青雲與赵国栋是多年的朋友")]
    [InlineData(false, "《林青雲》", "趙 國 棟", "白雲鎮", "「林青雲」與趙國棟是多年的朋友……")]
    [InlineData(true, "林青云", "赵国栋", "白云镇", "林青云与赵国栋是多年的好友")]
    public void Traditional_and_simplified_are_one_script_to_grounding(
        bool traditional,
        string who,
        string whom,
        string where,
        string quote
    )
    {
        var text = traditional ? Traditional : Simplified;
        var facts = Ground(
            text,
            $$"""{"entities":[{"id":"e1","name":"{{who}}","type":"person"},{"id":"e2","name":"{{whom}}","type":"person"},{"id":"e3","name":"{{where}}","type":"place","quote":"来到白云镇"}],"relations":[{"source":"e1","target":"e2","type":"ally","directed":false,"quote":"{{quote}}"},{"source":"{{who}}","target":"林青雲","type":"ally","quote":"{{quote}}"}],"events":[]}""",
            100
        );
        string[] written = traditional ? ["林青雲", "趙國棟", "白雲鎮"] : ["林青云", "赵国栋", "白云镇"];
        Assert.Equal(written, facts.Mentions.Select(mention => mention.Name));
        Assert.Equal([2, 3, 1], facts.Mentions.Select(mention => mention.Count));
        var friends = Assert.Single(facts.Relations);
        Assert.Equal((written[0], written[1]), (friends.Source, friends.Target));
        Assert.StartsWith(
            traditional ? "林青雲與趙國棟是多年的" : "林青云与赵国栋是多年的",
            friends.Quote,
            StringComparison.Ordinal
        );
        Assert.All(
            facts.Mentions,
            mention => Assert.Equal(text.Substring(mention.Offset - 100, mention.Quote.Length), mention.Quote)
        );
        // The second relation binds the same to itself, in two scripts.
        Assert.Equal(RejectionReasons.SameEnds, Assert.Single(facts.Rejected).Reason);
    }

    [Fact]
    public void A_name_in_the_texts_own_script_is_preferred()
    {
        const string Both = "乾隆见了干隆。";
        Assert.Equal(["干隆"], Ground(Both, Entities("干隆")).Mentions.Select(mention => mention.Name));
        Assert.Equal(["乾隆"], Ground(Both, Entities("乾隆")).Mentions.Select(mention => mention.Name));
        Assert.Equal(1, Ground(Both, Entities("乾隆")).Mentions[0].Count);
    }

    [Fact]
    public void An_alias_that_is_the_name_in_the_other_script_is_no_alias()
    {
        var facts = Ground(
            Traditional,
            """{"entities":[{"id":"e1","name":"林青云","type":"person","aliases":["林青雲","青云","青雲"]}],"relations":[],"events":[]}"""
        );
        Assert.Equal(["林青雲", "青雲"], facts.Mentions.Select(mention => mention.Name));
        Assert.Equal(("林青雲", "青雲"), (Assert.Single(facts.Relations).Source, facts.Relations[0].Target));
    }

    [Theory]
    [InlineData("林青山", true)]
    [InlineData("林白云", false)]
    [InlineData("曹操", false)]
    public void What_the_text_does_not_name_is_in_neither_script(string name, bool traditional) =>
        Assert.Empty(Ground(traditional ? Traditional : Simplified, Entities(name)).Mentions);

    [Fact]
    public void Those_who_take_part_are_found_in_either_script()
    {
        var facts = Ground(
            Traditional,
            """{"entities":[{"id":"e1","name":"林青云","type":"person"},{"id":"e2","name":"台湾","type":"place"}],"relations":[],"events":[{"summary":"同往台湾","participants":["林青雲"],"location":"臺灣","quote":"后来同往台湾"}]}"""
        );
        Assert.Equal(
            [("林青雲", "同往台湾"), ("同往台湾", "臺灣")],
            facts.Relations.Select(relation => (relation.Source, relation.Target))
        );
        Assert.Empty(facts.Rejected);
    }

    [Fact]
    public void Of_several_answers_the_one_that_the_text_bears_out_counts()
    {
        // The made up example comes last and is fuller.
        var facts = Ground(Zh, Entities("曹操", "许都") + "\n格式如：" + Entities("某甲", "某乙", "某丙", "某丁"));
        Assert.Equal(["曹操", "许都"], facts.Mentions.Select(mention => mention.Name));
        Assert.Empty(facts.Rejected);
    }

    [Fact]
    public void Relations_need_two_different_ends()
    {
        var facts = Ground(
            Zh,
            """{"entities":[{"id":"e1","name":"曹操"},{"id":"e2","name":"吕布"}],"relations":[{"source":"e1","target":"e2","quote":"曹操"},{"source":"e1","target":"e9","quote":"曹操"},{"source":"e1","target":"e1","quote":"曹操"}],"events":[]}"""
        );
        Assert.Empty(facts.Relations);
        Assert.Equal(3, facts.Rejected.Count(rejection => rejection.Kind == "relation"));
    }

    [Fact]
    public void Types_that_the_job_lacks_are_kept_as_labels()
    {
        var recipe = Recipes.Default("zh", ["人物", "地点"], ["师徒"]);
        var facts = Ground(
            Zh,
            """{"entities":[{"id":"e1","name":"曹操","type":"person"},{"id":"e2","name":"许都","type":"spaceship"},{"id":"e3","name":"郭嘉","type":"OTHER"}],"relations":[{"source":"e1","target":"e3","type":"君臣","label":"谓","quote":"操又谓郭嘉曰"},{"source":"e1","target":"e3","type":"teacher","quote":"操又谓郭嘉曰"},{"source":"e1","target":"e2","type":"other","label":"回到","quote":"曹操回到许都"}],"events":[{"summary":"曹操回许都","quote":"曹操回到许都"}]}""",
            recipe: recipe
        );
        Assert.Equal(["人物", "other", "other"], facts.Mentions.Select(mention => mention.Type));
        Assert.Equal(
            [("other", "君臣: 谓"), ("师徒", ""), ("other", "回到")],
            facts.Relations.Select(relation => (relation.Type, relation.Label))
        );
        Assert.Equal(["mention", "relation", "event"], facts.Rejected.Select(rejection => rejection.Kind));
        Assert.Equal(RejectionReasons.UnknownKind, facts.Rejected[1].Reason);
    }

    [Fact]
    public void Events_are_mentions_with_those_who_take_part()
    {
        var facts = Ground(
            Zh,
            """{"entities":[{"id":"e1","name":"曹操","type":"person"},{"id":"e2","name":"许都","type":"place"}],"relations":[],"events":[{"summary":"曹操回许都","participants":["e1","曹操","e7"],"location":"e2","quote":"曹操回到许都"},{"summary":"吕布投降","participants":["e1"],"location":"","quote":"吕布投降"}]}"""
        );
        var happening = facts.Mentions.Single(mention => mention.Type == EntityTypes.Event);
        Assert.Equal(
            ("曹操回许都", "曹操回到许都", Zh.IndexOf("曹操", StringComparison.Ordinal)),
            (happening.Name, happening.Quote, happening.Offset)
        );
        Assert.Equal(
            [("曹操", "曹操回许都", "takes_part"), ("曹操回许都", "许都", "takes_place_in")],
            facts.Relations.Select(relation => (relation.Source, relation.Target, relation.Type))
        );
        Assert.Equal(2, facts.Rejected.Count);
    }

    [Fact]
    public void Both_ends_of_every_relation_have_a_mention_and_rejections_are_bounded()
    {
        var many = string.Join(
            ',',
            Enumerable.Range(0, 400).Select(i => $$"""{"id":"e{{i}}","name":"名{{i}}","aliases":["甲{{i}}","曹操"]}""")
        );
        var facts = Ground(
            Zh,
            $$"""{"entities":[{{many}}],"relations":[{"source":"e1","target":"曹操","quote":"曹操"}],"events":[]}"""
        );
        var names = facts.Mentions.Select(mention => mention.Name).ToHashSet();
        Assert.All(facts.Relations, relation => Assert.Subset(names, new HashSet<string> { relation.Source, relation.Target }));
        Assert.InRange(facts.Rejected.Count, 1, 301);
        Assert.Contains("more records", facts.Rejected[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Passages_of_a_chapter_add_up()
    {
        const string Text = "曹操来了。曹操走了。许都。";
        var first = Ground(Text, Entities("曹操", "许都"));
        var second = Ground(
            "曹操又来。",
            """{"entities":[{"id":"a","name":"曹操","type":"place"}],"relations":[],"events":[]}""",
            Text.Length
        );
        var facts = GroundingMerge.Merge([first, second]);
        var operation = facts.Mentions.Single(mention => mention.Name == "曹操");
        Assert.Equal((3, "person", 0), (operation.Count, operation.Type, operation.Offset));
        Assert.Equal(2, facts.Mentions.Count);
    }
}
