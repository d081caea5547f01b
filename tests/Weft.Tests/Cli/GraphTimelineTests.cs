using Xunit;

namespace Weft.Tests.Cli;

public sealed class GraphTimelineTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    private const string Wedding = """
        Chapter 1. The Mill

        Old Tom Brown met Mary Smith at the mill. Mary Smith gave Tom Brown a letter, and Tom Brown thanked Mary Smith.

        Chapter 2. The Church

        Tom Brown saw Mary Smith again in spring. In May Tom Brown married Mary Smith. Mary Smith and Tom Brown were glad of it.

        Chapter 3. The Road

        Tom Brown walked with Mary Smith to London. In London Tom Brown lost the letter, and Mary Smith found it. In winter Tom Brown died.

        Chapter 4. The End

        After the death of Tom Brown the mill was sold, and Mary Smith thought of Tom Brown.

        """;

    [Fact]
    public async Task Events_are_told_by_chapter_and_stand_in_no_cast()
    {
        Assert.True(await _weaver.RunAsync("run", _weaver.Write("wedding.txt", Wedding)) == 0, _weaver.Error);
        Assert.DoesNotContain("Death of", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("graph", "show", "1"));
        Assert.DoesNotContain("Death of", _weaver.Out);
        Assert.Contains("2 events: weft graph timeline 1", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("graph", "timeline", "1"));
        Assert.Contains("2 events", _weaver.Out);
        Assert.Contains("Marriage of", _weaver.Out);
        Assert.Contains("In May Tom Brown married Mary Smith.", _weaver.Out);
        Assert.Contains("also chapter 4", _weaver.Out);
        Assert.Equal(0, await _weaver.RunAsync("graph", "timeline", "1", "--kind", "death", "--json"));
        var death = Assert.Single(_weaver.Answer.GetProperty("events").EnumerateArray());
        Assert.Equal(
            ("death", 3, 2),
            (
                death.GetProperty("kind").GetString(),
                death.GetProperty("chapter").GetInt32(),
                death.GetProperty("quotes").GetArrayLength()
            )
        );
        Assert.Equal(0, await _weaver.RunAsync("graph", "timeline", "1", "--up-to", "2", "--entity", "Mary Smith"));
        Assert.Contains("1 event of Mary Smith", _weaver.Out);
        Assert.DoesNotContain("Death of", _weaver.Out);
    }

    [Fact]
    public async Task What_makes_no_sense_is_said()
    {
        Assert.True(await _weaver.RunAsync("run", _weaver.Write("mill.txt", Mill.Book)) == 0, _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("graph", "timeline", "1", "--kind", "oath"));
        Assert.Contains("event", _weaver.Out);
        Assert.Equal(2, await _weaver.RunAsync("graph", "timeline", "1", "--kind", "picnic"));
        Assert.Contains("battle, death, birth, marriage, oath, journey, other", _weaver.Error);
        Assert.Equal(2, await _weaver.RunAsync("graph", "timeline", "1", "--chapters", "9-2"));
        Assert.Equal(1, await _weaver.RunAsync("graph", "timeline", "1", "--entity", "Frodo"));
        Assert.Contains("Frodo", _weaver.Error);
        Assert.Equal(0, await _weaver.RunAsync("graph", "timeline", "1", "--json"));
        Assert.NotEqual(0, _weaver.Answer.GetProperty("stage").GetArrayLength());
    }
}
