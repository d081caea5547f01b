using System.Text.Json;
using Weft.Application.Texts;
using Weft.Books;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>What is wrong with a line of a file of names.</summary>
internal enum NameFault
{
    /// <summary>It is no text, or nothing stands in it.</summary>
    Empty,

    /// <summary>It names nobody.</summary>
    Blank,

    Long,

    /// <summary>The type is none of the program's.</summary>
    Type,

    /// <summary>Another line gives that name to somebody else.</summary>
    Twice,

    /// <summary>It is no exported graph.</summary>
    Json,
}

/// <param name="Line">Of the file, from 1; of exported decisions their place among them; 0 = the whole file.</param>
internal sealed record BadNameLine(int Line, NameFault Fault, string Said);

/// <summary>
/// Names, other names and types that a person knows, from a table (name, aliases, type), from lines like <c>刘备 = 玄德、先主 (人物)</c>, or the
/// decisions of a graph that was exported as JSON. They become decisions; a line that is wrong is said, and then nothing of the file is taken.
/// </summary>
internal static class NamesFile
{
    private const int LargestFile = 16 * 1024 * 1024;
    private const int MostSaid = 5;
    private static readonly char[] Separators = [',', '，', '、', ';', '；', '|'];

    private static readonly Dictionary<string, string[]> Heads = new()
    {
        ["name"] = ["name", "名字", "名称", "姓名", "名稱"],
        ["aliases"] = ["aliases", "alias", "other names", "别名", "又名", "別名"],
        ["type"] = ["type", "类型", "類型"],
    };

    private sealed record Named(int Line, string Name, IReadOnlyList<string> Aliases, string Type);

    public static async Task<Result<IReadOnlyList<NewDecision>>> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
                return Bad(Path.GetFileName(path), [new(0, NameFault.Empty, "")]);
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

    /// <param name="file">Its name, for messages.</param>
    public static Result<IReadOnlyList<NewDecision>> Read(byte[] content, string file)
    {
        if (Decoding.Decode(content) is not { Foreign: null } decoded || decoded.Text.Trim().Length == 0)
            return Bad(file, [new(0, NameFault.Empty, "")]);
        if (decoded.Text.TrimStart().StartsWith('{'))
            return OfExport(decoded.Text, file);
        var named = Columns(Csv.Read(decoded.Text)) is { } rows ? rows : Lines(decoded.Text);
        var bad = Faults(named);
        if (bad.Count > 0)
            return Bad(file, bad);
        return named.Count == 0
            ? Bad(file, [new(0, NameFault.Empty, "")])
            : new Result<IReadOnlyList<NewDecision>>.Done([.. named.SelectMany(DecisionsOf)]);
    }

    private static Refusal.BadNames Bad(string file, List<BadNameLine> bad) => new(file, bad.Count, [.. bad.Take(MostSaid)]);

    /// <summary>Null where the first row is no head of such a table.</summary>
    private static List<Named>? Columns(IReadOnlyList<CsvRow> rows)
    {
        if (rows.Count == 0)
            return null;
        var heads = rows[0].Cells.Select(cell => cell.Trim().ToLowerInvariant()).ToList();
        int Column(string of) => heads.FindIndex(head => Heads[of].Contains(head));
        var (name, aliases, type) = (Column("name"), Column("aliases"), Column("type"));
        if (name < 0)
            return null;
        string Cell(CsvRow row, int at) => at >= 0 && at < row.Cells.Count ? row.Cells[at] : "";
        return
        [
            .. rows.Skip(1)
                .Select(row => new Named(
                    row.Number,
                    NameForm.Of(Cell(row, name)),
                    Several(Cell(row, aliases)),
                    Cell(row, type).Trim()
                )),
        ];
    }

    private static List<Named> Lines(string text)
    {
        var named = new List<Named>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#')
                continue;
            var type = "";
            if (line[^1] is ')' or '）' && line.LastIndexOfAny(['(', '（']) is >= 0 and var open)
                (type, line) = (line[(open + 1)..^1].Trim(), line[..open]);
            var equal = line.IndexOfAny(['=', '＝']);
            var aliases = equal < 0 ? [] : Several(line[(equal + 1)..]);
            named.Add(new(number, NameForm.Of(equal < 0 ? line : line[..equal]), aliases, type));
        }
        return named;
    }

    private static string[] Several(string cell) =>
        [.. cell.Split(Separators).Select(NameForm.Of).Where(name => name.Length > 0)];

    private static List<BadNameLine> Faults(List<Named> named)
    {
        var (bad, owners) = (new List<BadNameLine>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var one in named)
        {
            if (NameFolding.Key(one.Name).Length == 0)
                bad.Add(new(one.Line, NameFault.Blank, one.Name));
            if (one.Type.Length > 0 && TypeOf(one.Type) is null)
                bad.Add(new(one.Line, NameFault.Type, one.Type));
            var key = NameFolding.Key(one.Name);
            foreach (var name in one.Aliases.Prepend(one.Name))
                if (name.Length > NameDecisions.LongestName)
                    bad.Add(new(one.Line, NameFault.Long, name[..40]));
                else if (owners.TryGetValue(NameFolding.Key(name), out var owner) && owner != key)
                    bad.Add(new(one.Line, NameFault.Twice, name));
                else
                    owners[NameFolding.Key(name)] = key;
        }
        return bad;
    }

    private static string? TypeOf(string word) =>
        EntityTypes.Default.FirstOrDefault(type =>
            type.Equals(word, StringComparison.OrdinalIgnoreCase) || EntityTypes.ChineseOf(type) == word
        );

    private static IEnumerable<NewDecision> DecisionsOf(Named one)
    {
        foreach (
            var alias in one.Aliases.Where(alias =>
                NameFolding.Key(alias) is { Length: > 0 } key && key != NameFolding.Key(one.Name)
            )
        )
            yield return new(DecisionKind.Merge, one.Name, alias);
        yield return new(DecisionKind.Rename, one.Name, one.Name);
        if (one.Type.Length > 0)
            yield return new(DecisionKind.Retype, one.Name, TypeOf(one.Type)!);
    }

    private static Result<IReadOnlyList<NewDecision>> OfExport(string text, string file)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var said = new List<NewDecision>();
            foreach (var one in json.RootElement.GetProperty("decisions").EnumerateArray())
            {
                var kind = Enum.GetValues<DecisionKind>()
                    .First(kind => kind != DecisionKind.Undo && Glossary.Word(kind) == one.GetProperty("kind").GetString());
                var at =
                    one.TryGetProperty("at", out var when) && when.ValueKind == JsonValueKind.String
                        ? when.GetDateTimeOffset()
                        : (DateTimeOffset?)null;
                var by = one.TryGetProperty("by", out var who) ? who.GetString() ?? "" : "";
                said.Add(new(kind, one.GetProperty("name").GetString()!, one.GetProperty("other").GetString()!, by, at));
            }
            return said;
        }
        catch (Exception error)
            when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Bad(file, [new(0, NameFault.Json, "")]);
        }
    }
}
