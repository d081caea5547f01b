namespace Weft.Cli.Output;

/// <summary>Rows in aligned columns, plain text: the same in a terminal, a pipe and a file.</summary>
internal sealed class Columns
{
    private readonly List<string[]> _rows = [];
    private readonly bool[] _right;

    /// <param name="heads">A head that begins with <c>&gt;</c> makes its column right-aligned.</param>
    public Columns(params string[] heads)
    {
        _right = [.. heads.Select(head => head.StartsWith('>'))];
        Add([.. heads.Select(head => head.TrimStart('>'))]);
    }

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Without a head line, two spaces between columns, <paramref name="indent"/> before them.</summary>
    public void WriteBody(TextWriter to, string indent = "  ") => Write(to, _rows.Skip(1), indent);

    public void Write(TextWriter to, string indent = "") => Write(to, _rows, indent);

    private void Write(TextWriter to, IEnumerable<string[]> rows, string indent)
    {
        var widths = Enumerable.Range(0, _right.Length).Select(i => _rows.Max(row => Cells.Width(row[i]))).ToArray();
        foreach (var row in rows)
            to.WriteLine((indent + string.Join("  ", row.Select((cell, i) => Cells.Pad(cell, widths[i], _right[i])))).TrimEnd());
    }
}
