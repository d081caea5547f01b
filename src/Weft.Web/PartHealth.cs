using Weft.Model;
using Weft.Reasons;

namespace Weft.Web;

/// <summary>A server or file that a node works with.</summary>
/// <param name="Name">ledger, dispatch or graph.</param>
/// <param name="Trouble">Null = it answers.</param>
internal sealed record PartState(string Name, Reason? Trouble);

/// <summary>Whether ledger, dispatch and graph answer this node.</summary>
internal sealed class PartHealth(WebParts parts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks all at once, each for two seconds at most; never throws but where it is cancelled.</summary>
    public async Task<IReadOnlyList<PartState>> LookAsync(CancellationToken cancel) =>
        await Task.WhenAll(
            StateAsync("ledger", parts.Ledger.Changes.ChangeNumberAsync, cancel),
            StateAsync("dispatch", token => parts.Ring.LengthAsync(Provider.RulesName, token), cancel),
            StateAsync("graph", parts.Graph.BooksAsync, cancel)
        );

    private async Task<PartState> StateAsync<T>(string part, Func<CancellationToken, Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            await ask(cancel).WaitAsync(Patience, parts.Time, cancel);
            return new(part, null);
        }
        catch (TimeoutException)
        {
            return new(part, CallReasons.TimedOut(Patience));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (ReasonedException trouble)
        {
            return new(part, trouble.Reason);
        }
        // Whatever it is, it is stored in the answer.
        catch (Exception trouble)
        {
            return new(part, SystemTrouble.Of(trouble));
        }
    }
}
