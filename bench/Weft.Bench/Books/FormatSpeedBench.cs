using System.Diagnostics;
using System.Globalization;
using System.Text;
using Weft.Books;

namespace Weft.Bench.Books;

/// <summary>The same book in every format: how fast each is read and cut, and what a process that does it takes.</summary>
internal static class FormatSpeedBench
{
    private const int Times = 3;

    public static async Task RunAsync(FileInfo file, string? keep)
    {
        var book = BookPages.Of(BookCutter.Cut(await File.ReadAllBytesAsync(file.FullName), file.Name));
        var megabytes = Encoding.UTF8.GetByteCount(book.Text) / 1e6;
        Console.WriteLine(Measured.Machine);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {megabytes:0.00} MB of text, in UTF-8; best of {Times}")
        );
        Console.WriteLine("format   file MB   read s   MB text/s   chapters   import --dry-run s   peak MB");
        using var folder = new DataFolder();
        if (keep is not null)
            Directory.CreateDirectory(keep);
        foreach (var (extension, write) in BookFiles.All)
        {
            if (write(book) is not { } content)
            {
                Console.WriteLine($"{extension, -8} its letters are in no font that is at hand");
                continue;
            }
            var name = "book" + extension;
            var (seconds, chapters) = Read(content, name);
            var path = Path.Combine(keep ?? folder.Path, name);
            await File.WriteAllBytesAsync(path, content);
            var run = await Measured.RunAsync(
                folder.None,
                "import",
                path,
                "--dry-run",
                "--json",
                "--data",
                folder.Path + "/none"
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{extension, -8} {content.Length / 1e6, 7:0.00} {seconds, 8:0.000} {megabytes / seconds, 11:0.0} {chapters, 10} {run.Wall.TotalSeconds, 20:0.00} {run.PeakMemory / 1e6, 9:0}"
                )
            );
        }
    }

    private static (double Seconds, int Chapters) Read(byte[] content, string name)
    {
        var (best, chapters) = (double.MaxValue, 0);
        for (var time = 0; time < Times; time++)
        {
            var clock = Stopwatch.StartNew();
            var book = BookCutter.Cut(content, name);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
            chapters = book.Units.Count(unit => unit.Kind == UnitKind.Chapter);
        }
        return (best, chapters);
    }
}
