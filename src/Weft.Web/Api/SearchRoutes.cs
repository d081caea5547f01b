using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>/api/search</c>: books, a job and entities of the whole library.</summary>
internal sealed class SearchRoutes(WebParts parts) : IResource
{
    private const int Longest = 200;
    private readonly LibrarySearch _search = parts.UseCases.Search;

    public void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/api/search", FindAsync)
            .WithTags("Search")
            .ForReaders()
            .Says<SearchShape>("search", "Books by title or number, a job by its number, entities by name or alias");

    private async Task<IResult> FindAsync(string? q, CancellationToken cancel)
    {
        if (q?.Trim() is not { Length: > 0 and <= Longest } text)
            return Answer.Bad("q", q, "api.is.text", Longest);
        return Answer.Of(SearchShape.Of(await _search.FindAsync(text, cancel)));
    }
}
