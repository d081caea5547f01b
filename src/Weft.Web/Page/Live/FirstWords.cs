using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Model;

namespace Weft.Web.Page.Live;

/// <summary>How a part begins, so that a person knows it again.</summary>
internal sealed partial class FirstWords(PageUseCases uses)
{
    private const int Longest = 120;
    private readonly ConcurrentDictionary<EditionId, string> _known = new();

    /// <summary>Null where they were not looked for yet.</summary>
    public string? Known(Book book) => _known.GetValueOrDefault(book.Edition);

    /// <summary>Of the book's first chapter; empty where it has none.</summary>
    public async Task<string> OfAsync(Book book, CancellationToken cancel)
    {
        if (_known.TryGetValue(book.Edition, out var known))
            return known;
        var parts = await uses.Chapters.PartsAsync(book.Edition, cancel);
        var first = parts.FirstOrDefault(part => part.Unit.Kind == UnitKind.Chapter);
        var words =
            first is not null && await uses.Books.TextAsync(book, first.Position, cancel) is Result<PartText>.Done(var part)
                ? Of(part.Text, first.Unit.Title)
                : "";
        return _known[book.Edition] = words;
    }

    /// <summary>The first words behind the heading.</summary>
    public static string Of(string text, string title)
    {
        // A heading may stand on several lines, so it is looked for in what the first lines are together.
        var start = OneLine.Of(text.Length > 2000 ? text[..2000] : text);
        var heading = OneLine.Of(title);
        if (heading.Length > 0 && start.StartsWith(heading, StringComparison.Ordinal))
            start = start[heading.Length..].TrimStart();
        // Chinese has no blank where a line ends.
        start = BetweenChinese().Replace(start, "");
        return start.Length > Longest ? start[..Longest].TrimEnd() + " …" : start;
    }

    [GeneratedRegex(@"(?<=[\u2E80-\uFFEF]) (?=[\u2E80-\uFFEF])")]
    private static partial Regex BetweenChinese();
}
