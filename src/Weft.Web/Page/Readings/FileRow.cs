using Weft.Application;
using Weft.Books;
using Weft.Model;

namespace Weft.Web.Page.Readings;

/// <summary>One of many files: how it would be cut, then what came of it. Its text is let go.</summary>
internal sealed class FileRow(SentFile sent)
{
    public SentFile Sent => sent;
    public bool IsLooked { get; private set; }
    public string Title { get; private set; } = "";
    public string Language { get; private set; } = "";
    public int Chapters { get; private set; }
    public int Characters { get; private set; }
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>It is no book for this; null where it is.</summary>
    public string? Why { get; private set; }

    /// <summary>That it has become, or was already; null until then.</summary>
    public BookId? Book { get; private set; }
    public bool WasKnown { get; private set; }

    public void Look(Result<CutBook> cut, Ui ui)
    {
        IsLooked = true;
        if (cut is Result<CutBook>.Refused(var why))
            Why = ui.Say(why);
        if (cut is not Result<CutBook>.Done(var done))
            return;
        (Title, Language, Why) = (done.Title, done.Language, null);
        Chapters = done.Units.Count(unit => unit.Kind == UnitKind.Chapter);
        Characters = done.Text.Text.Length;
        Warnings = ui.Warnings(done);
    }

    public void Take(Result<ImportedBook> came, Ui ui)
    {
        if (came is Result<ImportedBook>.Refused(var why))
            (Why, IsLooked) = (ui.Say(why), true);
        if (came is not Result<ImportedBook>.Done(var done))
            return;
        Look(done.Cut, ui);
        (Book, WasKnown, Title) = (done.Book.Id, done.AlreadyKnown, done.Book.Title);
    }
}
