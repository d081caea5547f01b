using Weft.Application;
using Weft.Books;
using Weft.Model;
using Weft.Web.Page.Live;

namespace Weft.Web.Page;

/// <summary>A book that comes with the program.</summary>
internal sealed record Sample(string File, string Title, string Language, int Chapters, int Characters, string Words);

/// <summary>Two books in the public domain, so that a person sees a graph before they have brought anything.</summary>
internal static class Samples
{
    private const string Folder = "samples/";
    private static readonly Lazy<IReadOnlyList<Sample>> Cut = new(() => [.. new[] { "alice.en.txt", "ah-q.zh.txt" }.Select(Of)]);

    public static IReadOnlyList<Sample> All => Cut.Value;

    /// <summary>Imports it and has it read by rules.</summary>
    public static async Task<Result<JobId>> ReadAsync(PageUseCases uses, Sample sample, CancellationToken cancel)
    {
        switch (await uses.BookImport.ImportAsync(Content(sample.File), sample.File, null, cancel))
        {
            case Result<ImportedBook>.Done(var imported):
                var request = new JobRequest([], null, ProviderOrder.InOrder, Priority.Normal, Budget.None, null, null);
                return await uses.Orders.StartAsync(imported.Book, request, cancel);
            case Result<ImportedBook>.Refused(var why):
                return why;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static Sample Of(string file)
    {
        var cut = ((Result<CutBook>.Done)BookImport.Cut(Content(file), file)).Value;
        var first = cut.Units.First(unit => unit.Kind == UnitKind.Chapter);
        var words = FirstWords.Of(cut.Text.Text.Substring(first.Start, first.Length), first.Title);
        var chapters = cut.Units.Count(unit => unit.Kind == UnitKind.Chapter);
        return new(file, cut.Title, cut.Language, chapters, cut.Text.Text.Length, words);
    }

    private static byte[] Content(string file)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream(Folder + file)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
