using Weft.Providers;
using Xunit;

namespace Weft.Tests.Providers;

public sealed class ExtraFieldsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("{}", "")]
    [InlineData(
        """ { "thinking" : { "type" : "disabled" } , "名" : [1, null] } """,
        """{"thinking":{"type":"disabled"},"名":[1,null]}"""
    )]
    public void An_object_is_kept_on_one_line(string text, string kept)
    {
        Assert.Equal(kept, ExtraFields.TryRead(text, out var fault));
        Assert.Null(fault);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("thinking=off")]
    [InlineData("{'a': 1}")]
    [InlineData("""{"a": 1""")]
    [InlineData("""{"a": 1, "a": 2}""")]
    [InlineData("""{"a": {"b": 1, "b": 2}}""")]
    public void What_is_no_object_is_refused(string text)
    {
        Assert.Null(ExtraFields.TryRead(text, out var fault));
        Assert.IsType<ExtraFields.Fault.NoObject>(fault);
    }

    [Theory]
    [InlineData("thinking=off", "thinking=off")]
    [InlineData("""{"thinking":{"type":off}}""", "\"type\":off}}")]
    [InlineData("{\n  \"思考\": 关\n}", "\"思考\": 关\n}")]
    public void The_place_that_is_no_json_is_shown_and_no_words_of_a_library(string text, string near)
    {
        Assert.Null(ExtraFields.TryRead(text, out var fault));
        Assert.Contains(near, Assert.IsType<ExtraFields.Fault.NoObject>(fault).Near);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("messages")]
    [InlineData("Temperature")]
    [InlineData("max_completion_tokens")]
    [InlineData("stream")]
    [InlineData("response_format")]
    public void A_field_that_is_said_elsewhere_is_refused_by_its_name(string field)
    {
        Assert.Null(ExtraFields.TryRead($$"""{"top_p":1,"{{field}}":1}""", out var fault));
        Assert.Equal(new ExtraFields.Fault.OwnField(field), fault);
    }
}
