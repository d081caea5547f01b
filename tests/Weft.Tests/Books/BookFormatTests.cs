using Weft.Books.Formats;
using Xunit;

namespace Weft.Tests.Books;

public sealed class PlainTextFormat : FormatConformance
{
    public override string Format => "text";

    protected override string FileName => "night.txt";

    protected override IReadOnlyList<string> Chapters { get; } = ["第一章 起点", "第二章 渡口"];

    protected override byte[] Content() =>
        Utf8("第一章 起点\n\n他沿着河边慢慢地走着，什么也没有想。\n\n第二章 渡口\n\n老人放下手里的茶碗，看了他一眼。\n");
}

public sealed class MarkdownFormat : FormatConformance
{
    public override string Format => "markdown";

    protected override string FileName => "night.markdown";

    protected override IReadOnlyList<string> Chapters { get; } = ["The Ford", "The Letter"];

    protected override byte[] Content() =>
        Utf8("# The Long Night\n\n## The Ford\n\nHe walked along the river.\n\n## The Letter\n\nThere was no answer.\n");
}

/// <summary>No format that is not in the list, and none in the list without its line for the suite.</summary>
public sealed class FormatLines
{
    [Fact]
    public void Every_format_is_in_the_list() =>
        Assert.Equal(
            typeof(IBookFormat)
                .Assembly.GetTypes()
                .Where(type => type.IsClass && type.IsAssignableTo(typeof(IBookFormat)))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
            BookFormats.All.Select(format => format.GetType().Name).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_format_has_a_line_for_the_suite() =>
        Assert.Equal(
            BookFormats.All.Select(format => format.Name).Order(StringComparer.Ordinal),
            typeof(FormatLines)
                .Assembly.GetTypes()
                .Where(type => type.IsSealed && type.IsAssignableTo(typeof(FormatConformance)))
                .Select(type => ((FormatConformance)Activator.CreateInstance(type)!).Format)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void No_two_formats_share_a_name_or_an_extension()
    {
        string[] names = [.. BookFormats.All.Select(format => format.Name)];
        Assert.Equal(names.Distinct(), names);
        string[] extensions = [.. BookFormats.All.SelectMany(format => format.Extensions)];
        Assert.Equal(extensions.Distinct(), extensions);
    }
}
