using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Weft.Books;
using Weft.Model;
using Weft.Providers;

namespace Weft.Simulation;

/// <summary>Small books whose facts can be told from their text, so that a whole graph can be foretold.</summary>
internal static class Story
{
    public const string Poison = "POISON";
    private static readonly ConcurrentDictionary<string, ChapterFacts> Facts = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string> Hashes = new(StringComparer.Ordinal);
    private static readonly string[] Names = ["Ada", "Bea", "Cyd", "Dot", "Eve", "Flo", "Gus", "Hal", "Ida", "Jon"];

    /// <summary>A book of so many chapters; <paramref name="edition"/> changes the text of its first chapter, and adds one.</summary>
    public static CutBook Book(int number, int chapters, int? poison = null, int edition = 1)
    {
        var text = new StringBuilder();
        var units = new List<Unit>();
        for (var i = 1; i <= chapters + (edition - 1); i++)
        {
            var start = text.Length;
            var say = Names[(number + i) % Names.Length];
            var other = Names[(number + (i * 3) + 1) % Names.Length];
            text.Append($"Chapter {i} of {number}: then {say} met {other}");
            text.Append(i == 1 && edition > 1 ? $" again, says edition {edition}." : ".");
            if (i == poison)
                text.Append(' ').Append(Poison);
            text.Append('\n');
            for (var more = (number + i) % 3; more > 0; more--)
                text.Append(Paragraph(i, more, say, Names[(i + more) % Names.Length]));
            units.Add(new Unit(i, UnitKind.Chapter, $"Chapter {i}", start, text.Length - start));
        }
        return new CutBook($"Book {number}", "en", new BookText(text.ToString(), "utf-8", "text"), units);
    }

    /// <summary>About a passage, and long enough to be halved.</summary>
    private static string Paragraph(int chapter, int number, string one, string other) =>
        $"On day {number} of week {chapter} old {one} went with {other} past the mill and down to the water, where the boats lay, "
        + "and they spoke of rain, of bread and of the long way home until the lamps were lit and the dogs in the yard were quiet. "
        + $"So it was told by {other}.\n";

    /// <summary>What a reader makes of a text; the texts are few, and each is read once for all schedules.</summary>
    public static ChapterFacts Read(string text) => Facts.GetOrAdd(text, ReadAnew);

    private static ChapterFacts ReadAnew(string text)
    {
        var names = text.Split([' ', '.', ':', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(Names.Contains).ToList();
        var mentions = names
            .Distinct()
            .Select(name => new Mention(
                name,
                EntityTypes.Person,
                names.Count(one => one == name),
                name,
                text.IndexOf(name, StringComparison.Ordinal)
            ))
            .ToList();
        if (mentions.Count < 2)
            return new ChapterFacts(mentions, [], []);
        var met = new Relation(mentions[0].Name, mentions[1].Name, "meets", "met", 1, mentions[0].Name, mentions[0].Offset, 1);
        return new ChapterFacts(mentions, [met], []);
    }

    public static string Hash(string text) => Hashes.GetOrAdd(text, HashAnew);

    private static string HashAnew(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Reads a chapter on the spot, as rules do; a poisoned one kills its process.</summary>
internal sealed class StoryRules(Life life) : IExtractor
{
    public async Task<ReadingResult> ReadAsync(Reading reading, ILocalWork local, CancellationToken cancel)
    {
        var facts = await local.RunAsync(() =>
        {
            if (!reading.Text.Contains(Story.Poison, StringComparison.Ordinal))
                return Story.Read(reading.Text);
            life.World.Note($"{life.Name} reads the poisoned run {reading.Claim.Run}");
            life.Kill();
            throw new SimulatedCrashException();
        });
        return new ReadingResult.Read(facts, ["story:1"]);
    }
}
