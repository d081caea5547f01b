using System.Text;
using Microsoft.AspNetCore.Http;
using Weft.Application;
using Weft.Graph;
using Weft.Model;
using Weft.Runtime;

namespace Weft.Web.Api;

/// <summary>What all questions to a book's graph have in common.</summary>
internal sealed class GraphAnswers(WebParts parts)
{
    private const int LongestText = 500;

    /// <summary>A graph has a version: who has the answer of this one is told so without looking into the graph again.</summary>
    public Task<IResult> OfGraphAsync(
        HttpRequest request,
        long book,
        Func<Book, Task<IResult>> answer,
        CancellationToken cancel
    ) =>
        parts.UseCases.WithBookAsync(
            book,
            async found =>
                await parts.Graph.FindStateAsync(found.Id, cancel) is { } state
                    ? await Answer.UnlessKnownAsync(request, TagOf(request, found, state), () => answer(found))
                    : await answer(found),
            cancel
        );

    private static string TagOf(HttpRequest request, Book book, GraphBookState state) =>
        ETags.Of(
            Encoding.UTF8.GetBytes(
                $"{ProgramVersion.Number} {book.Edition} {state.Version} {state.Resolved} {AskedLanguage.Of(request).Language} {request.Path}{request.QueryString}"
            )
        );

    /// <summary>Null = good.</summary>
    public static IResult? BadCount(string name, int? value, int most) =>
        value < 0 || value > most ? Answer.Bad(name, value, "api.is.range", 0, most) : null;

    public static IResult? BadText(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) || value.Length > LongestText
            ? Answer.Bad(name, value?.Length > LongestText ? value[..40] : value, "api.is.text", LongestText)
            : null;
}
