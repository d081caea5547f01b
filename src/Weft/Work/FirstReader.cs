using Weft.Ledger;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Work;

/// <summary>Carries out the first reading of an edition: chapters come from the ledger a handful at a time, once for each pass.</summary>
internal static class FirstReader
{
    /// <summary>Characters that are held at once, beside what the reading keeps.</summary>
    private const int Handful = 1 << 20;

    /// <param name="units">Of the edition, in order; what holds no story is passed over.</param>
    public static async Task<Profile> ReadAsync(
        IFirstReading reading,
        ILibrary library,
        Book book,
        IReadOnlyList<EditionUnit> units,
        IOffload offload,
        CancellationToken cancel
    )
    {
        while (!reading.IsDone)
        {
            var (texts, length) = (new List<string>(), 0);
            foreach (var unit in units.Where(unit => JobStarter.SkipReason(unit.Unit) is null))
            {
                texts.Add(await library.FindTextAsync(book.Id, unit.Chapter, cancel) ?? "");
                length += texts[^1].Length;
                if (length < Handful)
                    continue;
                await AddAsync(texts);
                (texts, length) = ([], 0);
            }
            await AddAsync(texts);
            await offload.RunAsync(reading.EndPass);
        }
        return reading.Profile;

        Task AddAsync(List<string> given) =>
            offload.RunAsync(() =>
            {
                foreach (var text in given)
                    reading.Add(text);
            });
    }
}
