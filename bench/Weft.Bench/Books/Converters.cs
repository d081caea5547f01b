using System.ComponentModel;
using System.Diagnostics;

namespace Weft.Bench.Books;

/// <summary>A program of this machine that makes a book of one format from HTML.</summary>
/// <param name="Graph">Also compared by what <c>rules</c> finds in it.</param>
/// <param name="Arguments">From the HTML file, the file to make, the book's title and its language.</param>
internal sealed record Converter(
    string Program,
    string Format,
    string Extension,
    bool Graph,
    Func<string, string, string, string, string[]> Arguments
)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<Converter> All { get; } =
    [
        Pandoc("html", ".html", true),
        Pandoc("epub2", ".epub", true),
        Pandoc("epub3", ".epub", true),
        Pandoc("docx", ".docx", true),
        Pandoc("odt", ".odt", false),
        Pandoc("fb2", ".fb2", false),
        Office("docx", "docx:MS Word 2007 XML", true),
        Office("odt", "odt", false),
        Office("pdf", "pdf:writer_web_pdf_Export", false),
        Calibre("epub", true),
        Calibre("docx", true),
        Calibre("fb2", false),
    ];

    public string Name => $"{Program} {Format}";

    private static Converter Pandoc(string format, string extension, bool graph) =>
        new(
            "pandoc",
            format,
            extension,
            graph,
            (from, to, title, language) =>
                [
                    "--from=html",
                    $"--to={format}",
                    "--standalone",
                    "--wrap=none",
                    $"--metadata=title:{title}",
                    $"--metadata=lang:{language}",
                    "--output",
                    to,
                    from,
                ]
        );

    private static Converter Office(string format, string filter, bool graph) =>
        new(
            "soffice",
            format,
            "." + format,
            graph,
            (from, to, _, _) => ["--headless", "--convert-to", filter, "--outdir", Path.GetDirectoryName(to)!, from]
        );

    private static Converter Calibre(string format, bool graph) =>
        new(
            "ebook-convert",
            format,
            "." + format,
            graph,
            (from, to, title, language) => [from, to, "--title", title, "--language", language]
        );

    /// <summary>Whether the program stands in the path.</summary>
    public bool IsThere =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <summary>Null = it was made; else what the program says.</summary>
    public async Task<string?> TryMakeAsync(string from, string to, BookPages book)
    {
        var start = new ProcessStartInfo(Program, Arguments(from, to, book.Title, book.Language))
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var said = Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
            using var limit = new CancellationTokenSource(Longest);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 && File.Exists(to) ? null : $"{Program}: {(await said)[0].Trim()}";
        }
        catch (Win32Exception error)
        {
            return error.Message;
        }
    }
}
