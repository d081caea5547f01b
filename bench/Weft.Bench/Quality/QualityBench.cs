using System.Diagnostics;
using System.Globalization;
using Weft.Books;
using Weft.Graph;
using Weft.Graph.Resolution;
using Weft.Providers.Rules;
using Weft.Work;

namespace Weft.Bench.Quality;

/// <summary>Novels read by <c>rules</c> and held against what their readers know; processor time beside it.</summary>
internal static class QualityBench
{
    /// <param name="withFaults">What is wrong in each book, a line each.</param>
    public static int Run(IEnumerable<string> files, string gold, bool withFaults)
    {
        Console.WriteLine(Measured.Machine);
        Console.WriteLine($"rules, version {RulesProfiler.Version}");
        Console.WriteLine(QualityFigures.Head + "   s/M characters");
        var missing = 0;
        foreach (var file in files.Select(file => new FileInfo(file)))
        {
            if (GoldBook.For(gold, file) is not { } known)
            {
                Console.Error.WriteLine($"{file.Name}: no list in {gold} begins with its name");
                missing++;
                continue;
            }
            var (figures, seconds) = Measure(known, file);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures.Line}   {seconds:0.00}"));
            if (withFaults)
                foreach (var fault in figures.Faults)
                    Console.WriteLine($"    {fault}");
        }
        return missing;
    }

    private static (QualityFigures Figures, double Seconds) Measure(GoldBook gold, FileInfo file)
    {
        var cut = BookCutter.Cut(File.ReadAllBytes(file.FullName), file.Name);
        var units = cut.Units.Where(unit => JobStarter.SkipReason(unit) is null).ToList();
        var texts = units.Select(unit => cut.Text.Text.Substring(unit.Start, unit.Length)).ToList();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var rules = new RulesExtractor(RulesProfiler.Build(cut.Language, texts));
        var sums = new RawSums();
        for (var i = 0; i < texts.Count; i++)
        {
            var chapter = new GraphChapter(new($"{i}", 0), i + 1, units[i].Number, units[i].Kind, units[i].Title);
            sums.Add(new(chapter, rules.Extract(texts[i]), "rules"));
        }
        var resolved = Resolver.Resolve(sums, []);
        process.Refresh();
        var seconds = (process.TotalProcessorTime - before).TotalSeconds / texts.Sum(text => text.Length) * 1e6;
        var names = gold.People.SelectMany(person => person.Names).Distinct().ToList();
        return (
            new(gold, resolved, name => Uses(texts, name, [.. names.Where(other => other != name && other.Contains(name))])),
            seconds
        );
    }

    /// <summary>How often a name stands in the book by itself, and not as a part of a longer name of the list.</summary>
    private static int Uses(List<string> texts, string name, IReadOnlyList<string> longer)
    {
        var count = 0;
        foreach (var text in texts)
            for (
                var at = text.IndexOf(name, StringComparison.Ordinal);
                at >= 0;
                at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal)
            )
                if (!GoesOn(text, at + name.Length) && !longer.Any(other => Covers(text, at, name, other)))
                    count++;
        return count;
    }

    /// <summary>An English word that is longer than the name.</summary>
    private static bool GoesOn(string text, int end) =>
        end < text.Length && char.IsAsciiLetter(text[end]) && char.IsAsciiLetter(text[end - 1]);

    private static bool Covers(string text, int at, string name, string longer)
    {
        var start = at - longer.IndexOf(name, StringComparison.Ordinal);
        return start >= 0 && string.CompareOrdinal(text, start, longer, 0, longer.Length) == 0;
    }
}
