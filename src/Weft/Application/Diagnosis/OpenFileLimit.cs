using System.Globalization;

namespace Weft.Application.Diagnosis;

/// <summary>How many files and connections this process may have open.</summary>
internal static class OpenFileLimit
{
    private const string Path = "/proc/self/limits";

    /// <summary>Null where the system does not tell, or sets no limit.</summary>
    public static long? Read()
    {
        try
        {
            return File.Exists(Path) ? Of(File.ReadAllLines(Path)) : null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="lines">"Max open files            1024                 524288               files".</param>
    internal static long? Of(IEnumerable<string> lines) =>
        lines.FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal)) is { } line
        && long.TryParse(
            line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
            CultureInfo.InvariantCulture,
            out var limit
        )
            ? limit
            : null;
}
