using Weft.Books;
using Weft.Model;

namespace Weft.Ledger;

/// <summary>Gives the parts of a cut book their keys: a chapter that stands in the book's current edition keeps the key that it has there.</summary>
internal sealed class ChapterRecognition(ILibrary library)
{
    /// <summary>Positions from 1; the same text again counts as its next occurrence. Hashing a long book takes a while: not for a thread that others wait for.</summary>
    /// <param name="editionOf">The book whose chapters are to be known again; null, or one that is not there = none are.</param>
    public async Task<IReadOnlyList<EditionUnit>> NumberAsync(CutBook book, BookId? editionOf, CancellationToken cancel)
    {
        var hashes = HashesOf(book);
        var known = editionOf is { } id ? await KnownAsync(id, hashes.ToHashSet(StringComparer.Ordinal), cancel) : [];
        var taken = known.Values.SelectMany(keys => keys).ToHashSet();
        var units = new List<EditionUnit>(book.Units.Count);
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (unit, hash) in book.Units.Zip(hashes))
        {
            var key = known.TryGetValue(hash, out var keys) && keys.TryDequeue(out var before) ? before : Free(hash);
            units.Add(new(units.Count + 1, unit, key));
        }
        return units;

        ChapterKey Free(string hash)
        {
            var key = new ChapterKey(hash, next.GetValueOrDefault(hash));
            while (taken.Contains(key))
                key = key with { Occurrence = key.Occurrence + 1 };
            next[hash] = key.Occurrence + 1;
            return key;
        }
    }

    private static List<string> HashesOf(CutBook book) =>
        [.. book.Units.Select(unit => EditionText.ChapterHash(book.Text.Text.AsSpan(unit.Start, unit.Length)))];

    /// <summary>
    /// The keys of the current edition by the hash of their text without the blanks at its end, in order. Ledgers of earlier versions hashed those
    /// too: what is not among the new hashes as it stands is hashed again from its text.
    /// </summary>
    private async Task<Dictionary<string, Queue<ChapterKey>>> KnownAsync(
        BookId id,
        HashSet<string> hashes,
        CancellationToken cancel
    )
    {
        var known = new Dictionary<string, Queue<ChapterKey>>(StringComparer.Ordinal);
        if (await library.FindBookAsync(id, cancel) is not { } book)
            return known;
        foreach (var unit in await library.UnitsAsync(book.Edition, cancel))
        {
            var hash = unit.Chapter.TextHash;
            if (!hashes.Contains(hash) && await library.FindTextAsync(id, unit.Chapter, cancel) is { } text)
                hash = EditionText.ChapterHash(text);
            if (!hashes.Contains(hash))
                continue;
            if (!known.TryGetValue(hash, out var keys))
                known[hash] = keys = new();
            keys.Enqueue(unit.Chapter);
        }
        return known;
    }
}
