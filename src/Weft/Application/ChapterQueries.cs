using Weft.Books;
using Weft.Ledger;
using Weft.Model;
using Weft.Work;

namespace Weft.Application;

/// <summary>How editions are cut, also older ones, which jobs may still read.</summary>
internal sealed class ChapterQueries(ILedger ledger)
{
    /// <summary>Whether a part is read at all; what is no story (contents, licence) is skipped.</summary>
    public static bool IsStory(Unit unit) => JobStarter.SkipReason(unit) is null;

    /// <summary>The parts of an edition by position.</summary>
    public Task<IReadOnlyList<EditionUnit>> PartsAsync(EditionId edition, CancellationToken cancel) =>
        ledger.Library.UnitsAsync(edition, cancel);
}
