using Weft.Cli.Stores;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Cli.Hosting;

/// <summary>What this node writes of itself, so that a doctor anywhere sees what it has unlike the others.</summary>
internal sealed class OwnCard(OpenStores stores)
{
    /// <summary>The board is not held up by a graph that does not answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private string _graph = "";

    public async Task<NodeCard?> ReadAsync(CancellationToken cancel)
    {
        if (_graph.Length == 0)
            _graph = await GraphAsync(cancel);
        return new(ProgramVersion.Full, LedgerBackends.Of(stores.Settings.Place.Ledger).Schema, Mark(), _graph);
    }

    private string Mark()
    {
        try
        {
            return SecretMark.Of(stores.Seal);
        }
        catch (KeySealException)
        {
            return "";
        }
    }

    /// <summary>Empty while it is not known: it is asked for again.</summary>
    private async Task<string> GraphAsync(CancellationToken cancel)
    {
        var (setting, time) = (stores.Settings.Place.Graph, stores.Shell.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            var place = new GraphPlace(stores.Folder, time, Chance.New());
            return (
                await GraphBackends.Of(setting).ExamineAsync(setting, place, end.Token).WaitAsync(Patience, time, cancel)
            ).Identity;
        }
        catch (Exception trouble) when (trouble is ReasonedException or TimeoutException)
        {
            return "";
        }
        finally
        {
            await end.CancelAsync();
        }
    }
}
