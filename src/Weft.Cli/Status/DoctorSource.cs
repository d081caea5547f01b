using Weft.Application;
using Weft.Application.Diagnosis;
using Weft.Cli.Hosting;
using Weft.Cli.Settings;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Weft.Runtime;

namespace Weft.Cli.Status;

/// <summary>A doctor beside the nodes: it opens the ledger and the dispatch by itself, once they are known to be ready.</summary>
internal sealed class DoctorSource : IAsyncDisposable
{
    private readonly Shell _shell;
    private readonly ProgramSettings _settings;
    private readonly DoctorParts _parts;
    private readonly List<IAsyncDisposable> _open = [];

    public DoctorSource(Shell shell, ProgramSettings settings)
    {
        (_shell, _settings) = (shell, settings);
        _parts = DoctorSetup.Of(shell, settings, OpenAsync);
        Doctor = new(_parts);
    }

    public Doctor Doctor { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in Enumerable.Reverse(_open))
            await open.DisposeAsync();
    }

    private async Task<DoctorStores> OpenAsync(CancellationToken cancel)
    {
        var opened = await Backends.OpenLedgerAsync(_shell, _settings.Place, _parts.Folder, cancel);
        _open.Add(opened.Held);
        var overview = await OverviewAsync(opened.Ledger);
        _open.Add(overview);
        var audit = new AuditLog(opened.Ledger.Audit, () => new Actor(ActorKind.Terminal, _shell.User));
        return new(
            opened.Ledger,
            overview.Reader,
            () => Probe(opened.Ledger.Providers, audit),
            overview.Dispatch?.Board is { } board ? board.CardsAsync : (_, _) => Task.FromResult<IReadOnlyList<NodeCardSeen>>([])
        );
    }

    private ProviderProbe Probe(IProviders providers, AuditLog audit)
    {
        var seal = _parts.Seal ?? KeySeal.OfNone;
        var registry = new ProviderRegistry(providers, seal, audit, _settings.Presets, _shell.Time);
        return new(registry, ProviderClients.Connect(seal(), _shell.Time), _shell.Time, audit);
    }

    /// <summary>What is wrong with the dispatch is told by the look at it.</summary>
    private async Task<OverviewSource> OverviewAsync(ILedger ledger)
    {
        try
        {
            return await OverviewSource.OpenAsync(_settings.Place, ledger, _shell.Time);
        }
        catch (ReasonedException trouble) when (trouble is not TransientException)
        {
            return OverviewSource.Without(ledger, trouble.Reason, _shell.Time);
        }
    }
}
