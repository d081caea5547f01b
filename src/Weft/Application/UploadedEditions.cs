using Weft.Books;
using Weft.Model;

namespace Weft.Application;

/// <summary>An upload that was taken as a new edition.</summary>
/// <param name="Proposed">How it differs from the edition before.</param>
internal sealed record TakenEdition(ProposedEdition Proposed, ImportedBook Imported);

/// <summary>Uploads as new editions of books: looked at first, then taken.</summary>
internal sealed class UploadedEditions(Uploads uploads, BookUpdate update)
{
    /// <summary>How the file differs from the book; nothing is kept in the ledger.</summary>
    /// <param name="hints">What they leave open is as it was told of the current edition.</param>
    public async Task<Result<ProposedEdition>> LookAsync(string id, Book book, ReadingHints hints, CancellationToken cancel)
    {
        var file = await uploads.ReadAsync(id, cancel);
        return file is Result<UploadedFile>.Done(var (name, content))
            ? await update.LookAsync(book, content, name, hints, cancel)
            : ((Result<UploadedFile>.Refused)file).Why;
    }

    /// <summary>Makes the file the book's current edition, and ends the upload. Where nothing is different, nothing is written.</summary>
    /// <param name="evenIfHardlyKnown">Less than a tenth of the parts may be known again; else that is refused.</param>
    public async Task<Result<TakenEdition>> TakeAsync(
        string id,
        Book book,
        ReadingHints hints,
        bool evenIfHardlyKnown,
        CancellationToken cancel
    )
    {
        var looked = await LookAsync(id, book, hints, cancel);
        if (looked is not Result<ProposedEdition>.Done(var proposed))
            return ((Result<ProposedEdition>.Refused)looked).Why;
        if (proposed.Difference.IsHardlyKnown && !evenIfHardlyKnown)
            return new Refusal.HardlyKnown(book, proposed.Difference.Same);
        var taken = await update.TakeAsync(proposed, cancel);
        uploads.TryRemove(id);
        return new TakenEdition(proposed, taken);
    }
}
