using System.Text.RegularExpressions;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;

namespace Weft.Web.Page.Readings;

/// <summary>A stretch of a paragraph.</summary>
/// <param name="Entity">Whose name it is; null where it is none.</param>
/// <param name="IsMarked">It belongs to the sentence that was come for.</param>
internal sealed record TextPiece(string Text, ResolvedEntity? Entity, bool IsMarked);

/// <summary>A part of a book to read.</summary>
/// <param name="Text">Null where there is no such part.</param>
/// <param name="Cast">Who appears in it, most first.</param>
internal sealed record ReaderReading(
    Book Book,
    IReadOnlyList<EditionUnit> Parts,
    EditionUnit? Part,
    string Text,
    IReadOnlyList<(ResolvedEntity Entity, int Count)> Cast,
    Refusal? Refused
)
{
    /// <summary>More names than a chapter has.</summary>
    private const int MostNames = 400;

    /// <summary>A heading stands at a text's beginning.</summary>
    private const int TitleEnd = 400;

    public static async Task<ReaderReading?> ReadAsync(
        PageUseCases uses,
        BookId id,
        int position,
        int? upTo,
        CancellationToken cancel
    )
    {
        if (await uses.Books.FindAsync(id, cancel) is not Result<Book>.Done(var book))
            return null;
        var parts = await uses.Books.PartsAsync(book, cancel);
        switch (await uses.Books.TextAsync(book, position, cancel))
        {
            case Result<PartText>.Done(var part):
                var cast =
                    part.Part.Unit.Kind == UnitKind.Chapter
                        ? await CastAsync(uses, book, part.Part.Unit.Number, upTo, cancel)
                        : [];
                return new(book, parts, part.Part, part.Text, cast, null);
            case Result<PartText>.Refused(var why):
                return new(book, parts, null, "", [], why);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The text in paragraphs, names and the sentence at <paramref name="at"/> set apart.</summary>
    public IReadOnlyList<IReadOnlyList<TextPiece>> Paragraphs(bool marks, int? at, int? length)
    {
        var names = marks ? NamesOf() : new Dictionary<string, ResolvedEntity>();
        var finder = names.Count == 0 ? null : FinderOf(names.Keys);
        var (from, to) = at is { } start ? (start, start + Math.Max(1, length ?? 1)) : (-1, -1);
        var paragraphs = new List<IReadOnlyList<TextPiece>>();
        foreach (var (begin, end) in Breaks())
        {
            // The heading stands above the text already.
            if (
                paragraphs.Count == 0
                && begin < TitleEnd
                && OneLine.Of(Text[begin..end]) == OneLine.Of(Part?.Unit.Title ?? "")
                && !(from >= begin && from < end)
            )
                continue;
            var pieces = new List<TextPiece>();
            var place = begin;
            var found = finder?.Match(Text, begin, end - begin);
            while (place < end)
            {
                while (found is { Success: true } && found.Index < place)
                    found = found.NextMatch();
                var isName = found is { Success: true } && found.Index == place;
                var next =
                    isName ? place + found!.Length
                    : found is { Success: true } ? found.Index
                    : end;
                foreach (var edge in new[] { from, to })
                    if (!isName && edge > place && edge < next)
                        next = edge;
                pieces.Add(new(Text[place..next], isName ? names[found!.Value] : null, place >= from && place < to));
                place = next;
            }
            paragraphs.Add(pieces);
        }
        return paragraphs;
    }

    /// <summary>Where paragraphs begin and end: at blank lines, or at every line where the text has no blank ones.</summary>
    private IEnumerable<(int Begin, int End)> Breaks()
    {
        var breaks = Regex.Count(Text, @"\r?\n[ \t\u3000]*\r?\n") > 2 ? @"\r?\n[ \t\u3000]*(\r?\n[ \t\u3000]*)+" : @"(\r?\n)+";
        var begin = 0;
        foreach (Match match in Regex.Matches(Text, breaks))
        {
            if (match.Index > begin && !string.IsNullOrWhiteSpace(Text[begin..match.Index]))
                yield return (begin, match.Index);
            begin = match.Index + match.Length;
        }
        if (begin < Text.Length && !string.IsNullOrWhiteSpace(Text[begin..]))
            yield return (begin, Text.Length);
    }

    private Dictionary<string, ResolvedEntity> NamesOf()
    {
        var names = new Dictionary<string, ResolvedEntity>(StringComparer.Ordinal);
        foreach (var (entity, _) in Cast)
        foreach (var name in entity.Aliases.Select(alias => alias.Name).Prepend(entity.Name).Where(name => name.Length > 0))
            names.TryAdd(name, entity);
        return names;
    }

    /// <summary>The longest first; a name in letters stands alone.</summary>
    private Regex FinderOf(IEnumerable<string> names)
    {
        var any = string.Join('|', names.OrderByDescending(name => name.Length).Take(MostNames).Select(Regex.Escape));
        return new(
            Book.Language == "zh" ? any : $@"(?<!\w)(?:{any})(?!\w)",
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );
    }

    private static async Task<IReadOnlyList<(ResolvedEntity Entity, int Count)>> CastAsync(
        PageUseCases uses,
        Book book,
        int chapter,
        int? upTo,
        CancellationToken cancel
    ) =>
        await uses.Graph.SummaryAsync(book, upTo, int.MaxValue, 0, cancel) is Result<GraphSummary>.Done(var graph)
            ?
            [
                .. graph
                    .Cast.Select(entity => (Entity: entity, At: entity.Chapters.ToList().IndexOf(chapter)))
                    .Where(found => found.At >= 0)
                    .Select(found => (found.Entity, found.Entity.Counts[found.At]))
                    .OrderByDescending(found => found.Item2),
            ]
            : [];
}
