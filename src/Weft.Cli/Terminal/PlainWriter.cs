using System.Text;
using Weft.Reasons;

namespace Weft.Cli.Terminal;

/// <summary>
/// Lets nothing through that a terminal would obey, wherever it came from. The program's own setting off goes as two characters that
/// no text has, and becomes the terminal's here.
/// </summary>
internal sealed class PlainWriter(TextWriter to) : TextWriter
{
    public const char BoldOn = '\uFDD0';
    public const char BoldOff = '\uFDD1';

    public override Encoding Encoding => to.Encoding;

    public override void Write(char value)
    {
        if (value == BoldOn)
            to.Write("\e[1m");
        else if (value == BoldOff)
            to.Write("\e[0m");
        else if (Printable.Is(value))
            to.Write(value);
    }

    public override void Write(string? value)
    {
        if (value is null)
            return;
        value = Printable.Of(value);
        to.Write(
            value.Replace($"{BoldOn}", "\e[1m", StringComparison.Ordinal).Replace($"{BoldOff}", "\e[0m", StringComparison.Ordinal)
        );
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine() => to.WriteLine();

    /// <summary>One call, so that lines of two threads don't mix.</summary>
    public override void WriteLine(string? value) => Write(value + to.NewLine);

    public override void Flush() => to.Flush();
}
