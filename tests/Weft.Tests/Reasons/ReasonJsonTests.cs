using Weft.Reasons;
using Xunit;

namespace Weft.Tests.Reasons;

public sealed class ReasonJsonTests
{
    [Fact]
    public void A_reason_comes_back_as_it_was_written_with_all_that_is_in_it()
    {
        var reason = RunReasons.ProviderWasPaused("east", CallReasons.FailuresInRow(5, Reason.OfWords("500: “oh”\n{x}")));
        var read = ReasonJson.Read(reason.Code, ReasonJson.Write(reason), reason.Sentence);
        Assert.Equal(reason, read);
        Assert.Equal(reason.Say(ReasonTexts.Chinese), read.Say(ReasonTexts.Chinese));
    }

    [Fact]
    public void A_row_from_before_there_were_codes_is_shown_as_it_stands()
    {
        var old = ReasonJson.Read("", "", "the provider went away");
        Assert.Equal("the provider went away", old.Say(ReasonTexts.Chinese));
    }

    [Fact]
    public void A_code_of_a_later_build_is_shown_by_the_sentence_that_came_with_it()
    {
        var later = ReasonJson.Read("moon_eclipsed", """{"hours":"3"}""", "the moon was eclipsed for 3 hours");
        Assert.Equal("the moon was eclipsed for 3 hours", later.Say(ReasonTexts.Chinese));
        Assert.Equal("""{"hours":"3"}""", ReasonJson.Write(later));
    }

    [Theory]
    [InlineData("superseded", "")]
    [InlineData("chapters_failed", """{"count":"5"}""")]
    [InlineData("provider_paused", "")]
    public void A_sentence_that_a_build_without_codes_wrote_over_another_s_code_is_shown(string code, string arguments)
    {
        var read = ReasonJson.Read(code, arguments, "6 chapters failed");
        Assert.Equal(("", "6 chapters failed"), (read.Code, read.Say(ReasonTexts.Chinese)));
        Assert.Same(Reason.None, ReasonJson.Read(code, arguments, ""));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("\"x\"")]
    public void Arguments_that_cannot_be_read_cost_the_code_and_not_the_sentence(string arguments) =>
        Assert.Equal(
            "5 chapters failed",
            ReasonJson.Read("chapters_failed", arguments, "5 chapters failed").Say(ReasonTexts.Chinese)
        );

    [Fact]
    public void An_argument_that_is_no_text_is_shown_as_it_is_written()
    {
        var read = ReasonJson.Read("chapters_failed", """{"count":5}""", "5 chapters failed");
        Assert.Equal("5 章失败", read.Say(ReasonTexts.Chinese));
    }

    [Fact]
    public void Reasons_in_reasons_without_end_are_read_to_a_bound()
    {
        var nested =
            string.Concat(Enumerable.Repeat("{\"cause\":{\"code\":\"failures_in_row\",\"args\":", 60))
            + "{}"
            + string.Concat(Enumerable.Repeat("}}", 60));
        Assert.Equal("stored", ReasonJson.Read("unknown_code", nested, "stored").Say(ReasonTexts.English));
    }
}
