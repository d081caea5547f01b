using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Graph;
using Weft.Model;

namespace Weft.Cli.Work;

/// <summary>Names of a book's graph as a person types them.</summary>
internal sealed class Names(Workplace place, Book book)
{
    /// <summary>The entity that has that name, or the best that holds it.</summary>
    public async Task<EntityRow> FindAsync(string typed, int? upTo, CancellationToken cancel)
    {
        var found = await place.Graph.SearchAsync(book.Id, typed, upTo, 1, cancel);
        return found.Count > 0 ? found[0] : throw new Refusal(place.Shell.Phrases.Say("name.unknown", typed, book.Title));
    }

    /// <summary>Refuses a name that no chapter of the book mentions: a slip in it would be a word about nothing.</summary>
    public async Task CheckAsync(string typed, CancellationToken cancel)
    {
        var raw =
            await place.Graph.ReadRawAsync(book.Id, cancel)
            ?? throw new Refusal(place.Shell.Phrases.Say("graph.none", book.Title));
        var key = NameFolding.Key(typed);
        if (raw.Chapters.Any(chapter => chapter.Facts.Mentions.Any(mention => NameFolding.Key(mention.Name) == key)))
            return;
        var near = await place.Graph.SearchAsync(book.Id, typed, null, 3, cancel);
        throw new Refusal(
            near.Count == 0
                ? place.Shell.Phrases.Say("name.unknown", typed, book.Title)
                : place.Shell.Phrases.Say("name.unknownNear", typed, book.Title, string.Join(", ", near.Select(one => one.Name)))
        );
    }
}
