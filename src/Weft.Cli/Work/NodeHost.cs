using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Weft.Extraction;
using Weft.Providers.Rules;
using Weft.Work;

namespace Weft.Cli.Work;

/// <summary>This process as a working node.</summary>
internal sealed class NodeHost
{
    private readonly Node _node;

    public NodeHost(Workplace place, ILogger log)
    {
        // One seed for a whole process; two processes must not draw the same generations.
        var random = new Random(BitConverter.ToInt32(RandomNumberGenerator.GetBytes(4)));
        Around = new(place.Shell.Time, random, work => Task.Run(work), CrashSwitch.From(place.Shell), log, Guards.All);
        Parts = Backends.Parts(place, Around);
        Options = OptionsOf(place);
        _node = new Node(Parts, Options, Around);
    }

    public NodeParts Parts { get; }
    public NodeOptions Options { get; }
    public Surroundings Around { get; }

    /// <summary>Chapters that are being read right now.</summary>
    public int InHand => _node.Session?.InHand().Count ?? 0;

    /// <summary>
    /// Works until <paramref name="drain"/>; gives everything back at once on <paramref name="now"/>. Does not begin where the graph can
    /// serve nobody as it is: no chapter should fail for a wrong password.
    /// </summary>
    public async Task RunAsync(CancellationToken drain, CancellationToken now)
    {
        try
        {
            await Parts.Graph.BooksAsync(drain);
        }
        catch (PassingTroubleException)
        {
            // Away: whoever needs it waits for it.
        }
        catch (OperationCanceledException) when (drain.IsCancellationRequested)
        {
            return;
        }
        await _node.RunAsync(drain, now);
    }

    private static NodeOptions OptionsOf(Workplace place)
    {
        var worker = place.Settings.Worker;
        var name = worker.Name.Length > 0 ? worker.Name : Environment.MachineName;
        return new(name, worker.Role, Environment.ProcessId, worker.WorkersPerProvider)
        {
            Providers = worker.Providers.Count > 0 ? worker.Providers : null,
            Alone = place.Settings.Place.IsOneMachine,
            ProfileVersion = RulesProfiler.Version,
            Profiler = RulesProfiler.Build,
            Resolving = Resolver.Resolve,
            KnowsRecipe = Recipes.Knows,
            Grace = TimeSpan.FromSeconds(worker.GraceSeconds),
        };
    }
}
