using Weft.Application;
using Weft.Cli.Settings;
using Weft.Cli.Terminal;
using Weft.Graph;
using Weft.Ledger;

namespace Weft.Cli.Stores;

/// <summary>The ledger and the graph that the settings name, open.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly IReadOnlyList<IAsyncDisposable> _open;

    private Workplace(Shell shell, ProgramSettings settings, string folder, OpenLedger ledger, OpenGraph graph)
    {
        (Shell, Settings, Folder) = (shell, settings, folder);
        (Ledger, Graph) = (ledger.Ledger, graph.Graph);
        _open = [graph.Held, ledger.Held];
    }

    public Shell Shell { get; }
    public ProgramSettings Settings { get; }

    /// <summary>Full path of the data folder.</summary>
    public string Folder { get; }
    public ILedger Ledger { get; }
    public IGraphStore Graph { get; }

    public ProviderRegistry Providers => new(Ledger.Providers, () => Backends.Seal(this));

    /// <summary>Opens what is there. Refuses where the data folder holds no ledger, and names it.</summary>
    public static Task<Workplace> OpenAsync(Shell shell, ProgramSettings settings, CancellationToken cancel)
    {
        var folder = shell.FullPath(settings.Place.Data);
        if (!Backends.LedgerExists(settings.Place, folder))
            throw new UserError(shell.Phrases.Say("place.empty", folder));
        return ReadyAsync(shell, settings, folder, cancel);
    }

    /// <summary>The same, and makes what is missing.</summary>
    public static Task<Workplace> OpenOrMakeAsync(Shell shell, ProgramSettings settings, CancellationToken cancel)
    {
        var folder = shell.FullPath(settings.Place.Data);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError(shell.Phrases.Say("place.cannotMake", folder, error.Message));
        }
        return ReadyAsync(shell, settings, folder, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _open)
            await one.DisposeAsync();
    }

    private static async Task<Workplace> ReadyAsync(
        Shell shell,
        ProgramSettings settings,
        string folder,
        CancellationToken cancel
    )
    {
        var ledger = await Backends.OpenLedgerAsync(shell, settings.Place, folder, cancel);
        try
        {
            return new(shell, settings, folder, ledger, await Backends.OpenGraphAsync(shell, settings.Place, folder, cancel));
        }
        catch
        {
            await ledger.Held.DisposeAsync();
            throw;
        }
    }
}
