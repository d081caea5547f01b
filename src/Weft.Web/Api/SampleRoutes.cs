using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary>Facts to be judged, and what was judged.</summary>
internal sealed class SampleRoutes(WebParts parts) : IResource
{
    public const int MostBytes = 16 * 1024 * 1024;
    private const int LongestSeed = 200;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/books/{book:long}/exports/sample.csv", TableAsync)
            .WithTags("Exports")
            .ForReaders()
            .SaysOther(
                "exportSample",
                "Facts drawn at random (n, seed) with an empty column for verdicts, as a table for spreadsheets",
                200,
                "text/csv",
                404
            );
        routes
            .MapGet("/api/books/{book:long}/sample", ShowAsync)
            .WithTags("Exports")
            .ForReaders()
            .Says<SampleShape>("drawSample", "The same facts as JSON", 200, 404);
        routes
            .MapPost("/api/precision", PrecisionAsync)
            .Accepts<Stream>("text/csv", "*/*")
            .WithTags("Exports")
            .ForReaders()
            .Says<PrecisionShape>("readPrecision", "How much of a judged sample is right; nothing of it is kept", 200, 413, 422);
    }

    private Task<IResult> TableAsync(long book, int? n, string? seed, HttpRequest request, CancellationToken cancel) =>
        DrawAsync(
            book,
            n,
            seed,
            sample =>
                Results.File(
                    Encoding.UTF8.GetBytes(SampleCsv.Write(sample, AskedLanguage.PhrasesOf(request))),
                    "text/csv; charset=utf-8",
                    $"sample-{sample.Book.Id}.csv"
                ),
            cancel
        );

    private Task<IResult> ShowAsync(long book, int? n, string? seed, CancellationToken cancel) =>
        DrawAsync(book, n, seed, sample => Answer.Of(SampleShape.Of(sample)), cancel);

    private Task<IResult> DrawAsync(long book, int? n, string? seed, Func<FactSample, IResult> answer, CancellationToken cancel)
    {
        if (n is < 1 or > FactSampling.MostFacts)
            return Task.FromResult(Answer.Bad("n", n, "api.is.size", FactSampling.MostFacts));
        if (seed?.Length > LongestSeed)
            return Task.FromResult(Answer.Bad("seed", seed, "api.is.text", LongestSeed));
        return parts.UseCases.WithBookAsync(
            book,
            async found =>
                await parts.UseCases.Sampling.DrawAsync(
                    found,
                    n ?? FactSampling.UsualSize,
                    string.IsNullOrEmpty(seed) ? FactSampling.UsualSeed : seed,
                    cancel
                ) switch
                {
                    Result<FactSample>.Done(var sample) => answer(sample),
                    var refused => Answer.Refused(((Result<FactSample>.Refused)refused).Why),
                },
            cancel
        );
    }

    private static async Task<IResult> PrecisionAsync(HttpRequest request, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await request.Body.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MostBytes)
                return Answer.Refused(new Refusal.UploadPartTooLarge(MostBytes));
        }
        return Answer.Of(PrecisionReader.Read(content.ToArray(), "sample"), PrecisionShape.Of);
    }
}
