using Weft.Application.Diagnosis;
using Weft.Cli.Settings;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Runtime;

namespace Weft.Cli.Hosting;

/// <summary>What a doctor of this machine looks at, by its settings. What they name wrongly is told with them, and not looked at.</summary>
internal static class DoctorSetup
{
    /// <param name="open">The ledger, where it is ready.</param>
    public static DoctorParts Of(Shell shell, ProgramSettings settings, Func<CancellationToken, Task<DoctorStores>> open)
    {
        var place = settings.Place;
        var folder = shell.FullPath(place.Data);
        var graphPlace = new GraphPlace(folder, shell.Time, Chance.New());
        return new()
        {
            Time = shell.Time,
            Folder = folder,
            KeepsFiles = !place.LedgerIsShared || !place.GraphIsShared,
            IsFleet = place.LedgerIsShared,
            Settings = [.. settings.Problems.Select(problem => new SettingFinding(problem.IsError, problem.Text))],
            Ledger = cancel =>
                LedgerBackends.Find(place.Ledger)?.ExamineAsync(place.Ledger, folder, shell.Time, cancel)
                ?? Task.FromResult(new LedgerExamination([], false)),
            Dispatch = _ => DispatchBackends.Of(place.Dispatch).ExamineAsync(place.Dispatch, shell.Time),
            Graph = cancel =>
                GraphBackends.Find(place.Graph) is { } backend && backend.FaultOf(place.Graph) is null
                    ? backend.ExamineAsync(place.Graph, graphPlace, cancel)
                    : Task.FromResult(new GraphExamination([], false, "")),
            Open = open,
            GraphBooks = cancel => BooksAsync(place.Graph, graphPlace, cancel),
            Seal = Seal(place, folder),
            Reach = ProviderClients.Connect(KeySeal.OfNone(), shell.Time).ReachAsync,
            Presets = settings.Presets,
            Build = ProgramVersion.Full,
            Schema = LedgerBackends.Find(place.Ledger)?.Schema ?? 0,
        };
    }

    /// <summary>A doctor makes no secret: one that is not there is told.</summary>
    private static Func<KeySeal>? Seal(PlaceOptions place, string folder)
    {
        if (place.Key.Length == 0 && !File.Exists(Path.Combine(folder, KeySeal.FileName)))
            return null;
        var made = new Lazy<KeySeal>(() => Backends.NewSeal(place, folder));
        return () => made.Value;
    }

    private static async Task<IReadOnlyList<BookId>> BooksAsync(string setting, GraphPlace place, CancellationToken cancel)
    {
        var open = await GraphBackends.Of(setting).OpenAsync(setting, place, cancel);
        await using var held = open.Held;
        return await open.Graph.BooksAsync(cancel);
    }
}
