using Weft.Application.Texts;
using Weft.Books;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>What a person's table says of a book; null or empty = nothing.</summary>
internal sealed record DescribedBook(string? Title, IReadOnlyList<string> Authors, string? Year, IReadOnlyList<string> Tags)
{
    /// <summary>The table goes before the file.</summary>
    public CutBook Describe(CutBook cut) =>
        cut with
        {
            Title = Title ?? cut.Title,
            Text = cut.Text with { Metadata = Describe(cut.Text.Metadata) },
        };

    /// <summary>The same of metadata alone.</summary>
    public BookMetadata Describe(BookMetadata said) =>
        new BookMetadata
        {
            Title = Title,
            Authors = Authors,
            Date = Year,
            Tags = Tags,
        }.After(said) with
        {
            Cover = said.Cover,
        };
}

/// <summary>What is wrong with a table of books.</summary>
internal enum TableFault
{
    /// <summary>It is no text, or has no rows.</summary>
    Empty,

    /// <summary>No column says which file a row is about.</summary>
    Head,

    Unknown,
    Twice,

    /// <summary>A row has more cells than the head.</summary>
    Cells,

    /// <summary>A quotation mark is not closed.</summary>
    Quote,

    /// <summary>A row names no file.</summary>
    Blank,

    /// <summary>Two rows are about one file.</summary>
    Again,

    /// <summary>A row's file may be several.</summary>
    Several,

    Title,
}

/// <summary>Rows of a table, each with its file.</summary>
/// <param name="Missing">Rows whose file is not among those that are imported.</param>
/// <param name="Without">Files that no row is about.</param>
internal sealed record DescribedFiles(
    IReadOnlyDictionary<string, DescribedBook> Books,
    IReadOnlyList<(int Row, string File)> Missing,
    IReadOnlyList<string> Without
);

/// <summary>A table of books, as spreadsheets save it: file, title, author, year, tags, in any order; heads in either language.</summary>
internal sealed class MetadataTable
{
    private const int LargestFile = 16 * 1024 * 1024;

    private static readonly Dictionary<string, string[]> Heads = new()
    {
        ["file"] = ["file", "filename", "文件", "文件名", "檔案", "檔名"],
        ["title"] = ["title", "标题", "標題", "书名", "書名"],
        ["author"] = ["author", "authors", "作者"],
        ["year"] = ["year", "date", "年", "年份", "日期"],
        ["tags"] = ["tags", "tag", "标签", "標籤"],
    };

    private readonly string _name;
    private readonly List<(int Number, string File, DescribedBook Said)> _rows = [];

    private MetadataTable(string name) => _name = name;

    /// <param name="path">Full path.</param>
    public static async Task<Result<MetadataTable>> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
                return new Refusal.BadTable(Path.GetFileName(path), TableFault.Empty, 0, "");
            return Read(await File.ReadAllBytesAsync(path, cancel), Path.GetFileName(path));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Refusal.FileMissing(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Refusal.FileUnreadable(path, SystemTrouble.Of(error));
        }
    }

    /// <param name="name">Of the file, for messages.</param>
    public static Result<MetadataTable> Read(byte[] content, string name)
    {
        if (Decoding.Decode(content) is not { Foreign: null } decoded || Csv.Read(decoded.Text) is not { Count: > 0 } rows)
            return new Refusal.BadTable(name, TableFault.Empty, 0, "");
        var (head, columns, table) = (rows[0], new Dictionary<string, int>(), new MetadataTable(name));
        for (var at = 0; at < head.Cells.Count; at++)
        {
            var called = head.Cells[at].Trim();
            if (called.Length == 0)
                continue;
            var column = Heads.FirstOrDefault(known => known.Value.Contains(called, StringComparer.OrdinalIgnoreCase)).Key;
            if (column is null)
                return new Refusal.BadTable(name, TableFault.Unknown, head.Number, called);
            if (!columns.TryAdd(column, at))
                return new Refusal.BadTable(name, TableFault.Twice, head.Number, called);
        }
        if (!columns.ContainsKey("file"))
            return new Refusal.BadTable(name, TableFault.Head, head.Number, string.Join(", ", head.Cells));
        foreach (var row in rows.Skip(1))
            if (table.TryTake(row, columns, head.Cells.Count) is { } wrong)
                return new Refusal.BadTable(name, wrong, row.Number, string.Join(", ", row.Cells));
        return table;
    }

    /// <summary>Which row is about which file: its name, with as many folders before it as the row has.</summary>
    /// <param name="files">Their paths.</param>
    public Result<DescribedFiles> Match(IReadOnlyList<string> files)
    {
        var byName = files.ToLookup(file => Plain(Path.GetFileName(file)), StringComparer.Ordinal);
        var (books, rows) = (new Dictionary<string, DescribedBook>(StringComparer.Ordinal), new Dictionary<string, int>());
        var missing = new List<(int, string)>();
        foreach (var (number, called, said) in _rows)
        {
            var found = byName[called[(called.LastIndexOf('/') + 1)..]]
                .Where(file => ("/" + Plain(file)).EndsWith("/" + called, StringComparison.Ordinal))
                .ToList();
            if (found.Count > 1)
                return new Refusal.BadTable(_name, TableFault.Several, number, called);
            if (found.Count == 0)
                missing.Add((number, called));
            else if (!books.TryAdd(found[0], said))
                return new Refusal.BadTable(_name, TableFault.Again, number, called);
        }
        return new DescribedFiles(books, missing, [.. files.Where(file => !books.ContainsKey(file))]);
    }

    /// <summary>Null = it is taken.</summary>
    private TableFault? TryTake(CsvRow row, Dictionary<string, int> columns, int width)
    {
        string Cell(string column) =>
            columns.TryGetValue(column, out var at) && at < row.Cells.Count ? Blanks.Fold(row.Cells[at]) : "";
        if (row.Cells.Any(cell => cell.Trim().Contains('\n')))
            return TableFault.Quote;
        if (row.Cells.Skip(width).Any(cell => cell.Trim().Length > 0))
            return TableFault.Cells;
        var file = Plain(Cell("file"));
        if (file.Length == 0)
            return TableFault.Blank;
        if (_rows.Exists(other => other.File == file))
            return TableFault.Again;
        var title = Cell("title");
        if (title.Length > 0 && BookTitles.TryRead(title) is null)
            return TableFault.Title;
        var year = Cell("year");
        _rows.Add((row.Number, file, new(Said(title), List(Cell("author")), Said(year), List(Cell("tags")))));
        return null;
    }

    private static string? Said(string cell) => cell.Length > 0 ? cell : null;

    private static string[] List(string cell) =>
        cell.Split([';', '；', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>However a program writes a path and composes its letters.</summary>
    private static string Plain(string path)
    {
        var plain = path.Replace('\\', '/').Normalize();
        return plain.StartsWith("./", StringComparison.Ordinal) ? plain[2..] : plain;
    }
}
