using System.Globalization;
using System.Text;
using Weft.Books;

namespace Weft.Bench;

internal static class NovelBench
{
    public static async Task RunAsync(FileInfo file)
    {
        Console.WriteLine(Measured.Machine);
        for (var time = 1; time <= 3; time++)
        {
            using var data = new DataFolder();
            var run = await Measured.RunAsync(data.None, "run", file.FullName, "--data", data.Path);
            Console.WriteLine($"{file.Name}: {run.Line}");
        }
    }
}

internal static class WorkersBench
{
    public static async Task RunAsync(FileInfo file)
    {
        Console.WriteLine(Measured.Machine);
        foreach (var workers in new[] { 1, 16 })
        {
            using var data = new DataFolder();
            var variables = new Dictionary<string, string>
            {
                ["KG_WORKERS_PER_PROVIDER"] = workers.ToString(CultureInfo.InvariantCulture),
            };
            var run = await Measured.RunAsync(variables, "run", file.FullName, "--data", data.Path);
            Console.WriteLine($"{workers, 2} workers: {run.Line}, hash {await Measured.HashAsync(data.Path)}");
        }
    }
}

/// <summary>
/// The book so many times over, as one book, up to 64 times or what a book may be: chapters are numbered on, and each copy's paragraphs say
/// which copy they are of.
/// </summary>
internal static class GrowthBench
{
    public static async Task RunAsync(FileInfo file)
    {
        Console.WriteLine(Measured.Machine);
        var cut = BookCutter.Cut(await File.ReadAllBytesAsync(file.FullName), file.Name);
        TimeSpan? before = null;
        for (var times = 1; times <= 64; times *= 2)
        {
            using var data = new DataFolder();
            var book = System.IO.Path.Combine(data.Path, "book.txt");
            await File.WriteAllTextAsync(book, Repeated(cut, times));
            if (new FileInfo(book).Length > BookReader.DefaultSizeLimit)
                break;
            var run = await Measured.RunAsync(data.None, "run", book, "--data", data.Path);
            var ratio = before is { } last ? $", {run.Wall / last:0.00} times the one before" : "";
            Console.WriteLine($"{times}×: {run.Line}{ratio}");
            before = run.Wall;
        }
    }

    private static string Repeated(CutBook cut, int times)
    {
        var text = new StringBuilder();
        var number = 0;
        for (var copy = 1; copy <= times; copy++)
            foreach (var unit in cut.Units.Where(unit => unit.Kind == UnitKind.Chapter))
            {
                var chapter = cut.Text.Text.AsSpan(unit.Start, unit.Length);
                var end = chapter.IndexOf('\n') + 1;
                text.Append(Heading(cut.Language, ++number)).Append(chapter[end..]).Append($"\n({copy})\n\n");
            }
        return text.ToString();
    }

    private static string Heading(string language, int number) => language == "zh" ? $"第{number}回\n" : $"CHAPTER {number}\n";
}

internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weft-bench-");

    public string Path => _folder.FullName;

    public IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    public void Dispose() => _folder.Delete(recursive: true);
}
