using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Model;

namespace Weft.Web.Api;

/// <summary><c>GET /healthz</c>: the process is alive. <c>GET /readyz</c>: ledger, dispatch and graph answer, too.</summary>
internal sealed class Health(WebParts parts) : IResource
{
    public const string AlivePath = "/healthz";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AlivePath, () => Results.Text("alive\n"));
        routes.MapGet("/readyz", ReadyAsync);
    }

    private async Task<IResult> ReadyAsync(CancellationToken cancel)
    {
        var troubles = await Task.WhenAll(
            TroubleAsync("ledger", parts.Ledger.Changes.ChangeNumberAsync, cancel),
            TroubleAsync("dispatch", token => parts.Ring.LengthAsync(Provider.RulesName, token), cancel),
            TroubleAsync("graph", parts.Graph.BooksAsync, cancel)
        );
        var failing = troubles
            .OfType<(string Part, string Words)>()
            .ToDictionary(trouble => trouble.Part, trouble => (object?)trouble.Words);
        if (failing.Count == 0)
            return Results.Text("ready\n");
        return Results.Problem(
            string.Join("; ", failing.Select(part => $"{part.Key}: {part.Value}")),
            statusCode: 503,
            title: "Not ready",
            extensions: new Dictionary<string, object?> { ["failing"] = failing }
        );
    }

    /// <summary>Null = it answers.</summary>
    private async Task<(string Part, string Words)?> TroubleAsync<T>(
        string part,
        Func<CancellationToken, Task<T>> ask,
        CancellationToken cancel
    )
    {
        try
        {
            await ask(cancel).WaitAsync(Patience, parts.Time, cancel);
            return null;
        }
        catch (TimeoutException)
        {
            return (part, $"no answer within {Patience.TotalSeconds} s");
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        // Whatever it is, it is stored in the answer.
        catch (Exception trouble)
        {
            return (part, trouble.Message);
        }
    }
}
