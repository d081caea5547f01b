using Weft.Model;
using Xunit;

namespace Weft.Tests.Graph;

public sealed class NameFormTests
{
    [Theory]
    [InlineData("Ｔｏｍ　Ｈａｌｅ", "Tom Hale")]
    [InlineData("Ｔｏｍ  　 Hale", "Tom Hale")]
    [InlineData("　Ｔｏｍ　", "Tom")]
    [InlineData("Ｍｒ．　Ｏ＇Ｎｅｉｌ", "Mr. O'Neil")]
    [InlineData("Ｊｅａｎ－Ｐａｕｌ", "Jean-Paul")]
    [InlineData("阿Ｑ", "阿Q")]
    [InlineData("７号", "7号")]
    [InlineData("Ａ１＆Ｂ２", "A1&B2")]
    [InlineData("张三（少年）", "张三（少年）")]
    [InlineData("托马斯·黑尔", "托马斯·黑尔")]
    [InlineData("李－王", "李－王")]
    [InlineData("To\u202Em\u0007 Hale", "Tom Hale")]
    public void A_name_is_shown_in_the_usual_width(string written, string shown) => Assert.Equal(shown, NameForm.Of(written));
}
