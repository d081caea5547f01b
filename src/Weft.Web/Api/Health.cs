using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weft.Model;
using Weft.Reasons;
using Weft.Web.Doors;

namespace Weft.Web.Api;

/// <summary><c>GET /healthz</c>: the process is alive. <c>GET /readyz</c>: ledger, dispatch and graph answer, too.</summary>
internal sealed class Health(WebParts parts) : IResource
{
    public const string AlivePath = "/healthz";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(AlivePath, () => Results.Text("alive\n"))
            .WithTags("Health")
            .ForAnybody()
            .SaysOther("isAlive", "The process is alive; asks nobody", 200, "text/plain");
        routes
            .MapGet("/readyz", ReadyAsync)
            .WithTags("Health")
            .ForWatchers()
            .SaysOther("isReady", "Ledger, dispatch and graph answer; else which of them do not", 200, "text/plain", 503);
    }

    private async Task<IResult> ReadyAsync(HttpRequest request, CancellationToken cancel)
    {
        var troubles = await Task.WhenAll(
            TroubleAsync("ledger", parts.Ledger.Changes.ChangeNumberAsync, cancel),
            TroubleAsync("dispatch", token => parts.Ring.LengthAsync(Provider.RulesName, token), cancel),
            TroubleAsync("graph", parts.Graph.BooksAsync, cancel)
        );
        var failing = troubles
            .OfType<(string Part, Reason Cause)>()
            .ToDictionary(trouble => trouble.Part, trouble => (object?)trouble.Cause.Say(AskedLanguage.Of(request)));
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
    private async Task<(string Part, Reason Cause)?> TroubleAsync<T>(
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
            return (part, CallReasons.TimedOut(Patience));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (ReasonedException trouble)
        {
            return (part, trouble.Reason);
        }
        // Whatever it is, it is stored in the answer.
        catch (Exception trouble)
        {
            return (part, Reason.OfWords(trouble.Message));
        }
    }
}
