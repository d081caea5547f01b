using Microsoft.AspNetCore.Components;
using Weft.Application;
using Weft.Books;
using Weft.Model;
using Weft.Web.Page.Readings;

namespace Weft.Web.Page.Views;

/// <summary>Many files at once: looked at one after the other, then each a book, or all of them one.</summary>
public sealed partial class ImportMany
{
    /// <summary>Rows that a browser draws without a stutter; more come when their end comes into sight.</summary>
    private const int AtOnce = 300;

    /// <summary>Between two looks at how far it is.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _left = new();
    private IReadOnlyList<FileRow>? _files;
    private Dictionary<SentFile, FileRow> _rows = [];
    private IReadOnlyList<PassedOver> _passed = [];
    private Result<SentTable>? _table;
    private IReadOnlyList<string> _ids = [];
    private long _drawnAt;
    private int _most = AtOnce;
    private bool _isGone;
    private bool _isDone;
    private string? _lookedAt;
    private string _title = "";

    private sealed record Reading(IReadOnlyList<string> Ids, SentFiles Sent, Result<SentTable>? Table);

    /// <summary>Their ids, with commas.</summary>
    [SupplyParameterFromQuery(Name = "uploads")]
    private string? Uploads { get; set; }

    /// <summary>An upload that is a table of the books.</summary>
    [SupplyParameterFromQuery(Name = "metadata")]
    private string? Metadata { get; set; }

    [SupplyParameterFromQuery(Name = "as")]
    private string? As { get; set; }

    [SupplyParameterFromQuery(Name = "encoding")]
    private string? Encoding { get; set; }

    [SupplyParameterFromQuery(Name = "pattern")]
    private string? Pattern { get; set; }

    [SupplyParameterFromQuery(Name = "parts")]
    private int? Parts { get; set; }

    [SupplyParameterFromQuery(Name = "nosplit")]
    private bool? NoSplit { get; set; }

    private protected override string Address => $"import?{Uploads}&{Metadata}&{Hints.Told}";

    private protected override bool WantsBeat => false;

    private bool IsOne => As == "one" && _files is { Count: > 1 };

    private ReadingHints Hints =>
        ReadingHints.TryRead(new(Encoding, Pattern, Parts, NoSplit ?? false), out _) ?? ReadingHints.None;

    private SentTable? Table => (_table as Result<SentTable>.Done)?.Value;
    private Refusal? WrongTable => (_table as Result<SentTable>.Refused)?.Why;

    private int Looked => _files!.Count(file => file.IsLooked);
    private int Refused => _files!.Count(file => file.Why is not null);
    private int Readable => Looked - Refused;

    private string FirstName => Path.GetFileNameWithoutExtension(_files![0].Sent.Name.Split('/')[0]);

    /// <summary>Those that came of the files.</summary>
    private IReadOnlyList<BookId> Books => [.. _files!.Select(file => file.Book).OfType<BookId>().Distinct()];

    private string Summary =>
        Looked < _files!.Count ? Ui.Say("lookedAt", Ui.Count(Looked), Ui.Count(_files.Count))
        : _isDone || IsBusy ? Ui.Say("importedMany", Ui.Count(Came(known: false)), Ui.Count(Came(known: true)), Ui.Count(Refused))
        : Ui.Say("canBeReadN", Ui.Count(Readable), Ui.Count(Refused));

    private int Came(bool known) => _files!.Count(file => file.Book is not null && file.WasKnown == known);

    private protected override async Task<object?> ReadAsync()
    {
        var there = new List<string>();
        // One that was imported by itself is no file of these any more.
        foreach (var id in (Uploads ?? "").Split(',').Distinct())
            if (await Uses.Uploads.FindAsync(id, Forever) is Result<Upload>.Done)
                there.Add(id);
        if (there.Count == 0 || await Uses.UploadedBooks.FindAsync(there, Forever) is not Result<SentFiles>.Done(var sent))
            return null;
        return new Reading(
            there,
            sent,
            Metadata is null ? null : await Uses.UploadedBooks.DescribeAsync(Metadata, sent, Forever)
        );
    }

    private protected override void Take(object? read)
    {
        // What came of the files stays to be seen, though they are gone.
        if (_isDone || IsBusy)
            return;
        var reading = read as Reading;
        (_isGone, _ids, _passed) = (reading is null, reading?.Ids ?? [], reading?.Sent.PassedOver ?? []);
        _table = reading?.Table;
        _files = reading is null ? null : [.. reading.Sent.Files.Select(file => new FileRow(file))];
        _rows = (_files ?? []).DistinctBy(file => file.Sent).ToDictionary(file => file.Sent);
        _lookedAt = null;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_files is null || _lookedAt == Address || IsBusy || _isDone)
            return;
        _lookedAt = Address;
        await LookAsync(_rows, Address);
    }

    private async Task LookAsync(Dictionary<SentFile, FileRow> rows, string address)
    {
        try
        {
            await foreach (var (file, cut) in Uses.UploadedBooks.CutAsync(_ids, Hints, Table, _left.Token))
            {
                if (address != Address || rows != _rows)
                    return;
                if (rows.TryGetValue(file, out var row))
                    row.Look(cut, Ui);
                Draw();
            }
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        StateHasChanged();
    }

    private void Draw()
    {
        if (Uses.Time.GetElapsedTime(_drawnAt) < Pace)
            return;
        _drawnAt = Uses.Time.GetTimestamp();
        StateHasChanged();
    }

    private Task<bool> ImportAsync() =>
        OrderAsync(
            async () =>
            {
                await foreach (var (file, came) in Uses.UploadedBooks.ImportAsync(_ids, Hints, Table, Forever))
                {
                    if (_rows.TryGetValue(file, out var row))
                        row.Take(came, Ui);
                    Draw();
                }
                _isDone = true;
                return (Result<int>)_files!.Count;
            },
            _ => Ui.Say("importedMany", Ui.Count(Came(known: false)), Ui.Count(Came(known: true)), Ui.Count(Refused))
        );

    private async Task JoinAsync()
    {
        BookId? book = null;
        var title = BookTitles.TryRead(_title);
        if (
            await OrderAsync(
                () => Uses.UploadedBooks.ImportJoinedAsync(_ids, title, null, Hints, Forever),
                imported =>
                {
                    (book, _isDone) = (imported.Book.Id, true);
                    return Ui.Say(imported.AlreadyKnown ? "hereAlready" : "imported", imported.Book.Title);
                }
            )
        )
            Nav.NavigateTo($"books/{book}");
    }

    private async Task Discard()
    {
        if (
            await OrderAsync(() =>
                Task.FromResult<Result<int>>((Metadata is { } table ? _ids.Append(table) : _ids).Count(Uses.Uploads.TryRemove))
            )
        )
            Nav.NavigateTo("");
    }

    private void Choose(string? what) => Nav.NavigateTo(With("as", what), replace: true);

    private void Tell(ToldReading told) =>
        Nav.NavigateTo(
            With(
                ("encoding", told.Encoding),
                ("pattern", told.Headings),
                ("parts", told.Parts),
                ("nosplit", told.NoSplit ? true : null)
            ),
            replace: true
        );

    void IDisposable.Dispose()
    {
        _left.Cancel();
        _left.Dispose();
        Dispose();
    }
}
