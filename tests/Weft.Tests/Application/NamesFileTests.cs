using System.Text;
using Weft.Application;
using Weft.Model;
using Xunit;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

/// <summary>Files of names that a person knows.</summary>
public sealed class NamesFileTests
{
    private static Result<IReadOnlyList<NewDecision>> Read(string text) => NamesFile.Read(Encoding.UTF8.GetBytes(text), "names");

    private static string[] Said(string text) => [.. Done(Read(text)).Select(one => $"{one.Kind} {one.Name} {one.Other}")];

    [Theory]
    [InlineData("# cast\n\n刘备 = 玄德、先主 (人物)\n")]
    [InlineData("刘备＝玄德，先主（person）")]
    [InlineData("name,aliases,type\n刘备,玄德;先主,人物\n")]
    [InlineData("类型\t名字\t别名\nPerson\t刘备\t玄德|先主\n")]
    public void Lines_and_tables_say_the_same(string text) =>
        Assert.Equal(["Merge 刘备 玄德", "Merge 刘备 先主", "Rename 刘备 刘备", "Retype 刘备 person"], Said(text));

    [Fact]
    public void Names_alone_and_names_with_blanks_and_quotes_are_names() =>
        Assert.Equal(["Rename Tom \"the\" Miller Tom \"the\" Miller"], Said("Tom \"the\" Miller"));

    [Fact]
    public void Every_line_that_is_wrong_is_said_with_its_number()
    {
        var bad = Assert.IsType<Refusal.BadNames>(Refused(Read("Jane (persn)\n = Lizzy\nAnne = Nan\n\nMary = Nan\n")));
        Assert.Equal(
            [(1, NameFault.Type), (2, NameFault.Blank), (5, NameFault.Twice)],
            bad.Lines.Select(line => (line.Line, line.Fault))
        );
        Assert.Equal(3, bad.All);
    }

    [Theory]
    [InlineData("", "Empty")]
    [InlineData("# nobody\n", "Empty")]
    [InlineData("{\"book\": 1}", "Json")]
    [InlineData("{", "Json")]
    [InlineData("{\"decisions\": [{\"kind\": \"undo\", \"name\": \"a\", \"other\": \"b\"}]}", "Json")]
    public void What_is_no_file_of_names_is_refused(string text, string fault) =>
        Assert.Equal(fault, Assert.Single(Assert.IsType<Refusal.BadNames>(Refused(Read(text))).Lines).Fault.ToString());

    [Fact]
    public void Exported_decisions_keep_who_and_when()
    {
        var one = Assert.Single(
            Done(
                Read(
                    "{\"decisions\": [{\"kind\": \"hide\", \"name\": \"岂可\", \"other\": \"\", \"by\": \"Li Wei\", \"at\": \"2026-03-01T12:00:00+00:00\"}]}"
                )
            )
        );
        Assert.Equal(
            (DecisionKind.Hide, "岂可", "Li Wei", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)),
            (one.Kind, one.Name, one.By, one.At)
        );
    }
}
