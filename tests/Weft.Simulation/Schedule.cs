using System.Text;
using Weft.Runtime;
using Weft.Testing.Models;

namespace Weft.Simulation;

/// <summary>One seed, played from beginning to rest.</summary>
internal sealed record Schedule(
    int Seed,
    Mix Mix,
    IReadOnlyList<string> Violations,
    IReadOnlyList<string> History,
    long Steps,
    double Seconds
)
{
    /// <summary>Jobs that wait for a higher budget at the end.</summary>
    public int StoppedByBudget { get; private init; }

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1_500);

    public static Schedule Play(int seed, Guards guards, bool history, Mix mix = Mix.Plain, ModelGuards? models = null)
    {
        var world = new World(seed) { KeepsHistory = history };
        var stage = new Stage(world, guards, models);
        var plan = new Plan(stage);
        plan.Draw(mix);
        var verdict = new Verdict(stage, plan);
        var next = TimeSpan.Zero;
        // At rest is looked for twice a virtual second, not after every step.
        while (world.Now < Limit.Ticks && !verdict.AtRest())
        {
            next += TimeSpan.FromMilliseconds(500);
            if (!world.Run(() => world.Now >= next.Ticks, Limit))
                break;
        }
        verdict.Check();
        return new Schedule(
            seed,
            mix,
            stage.Audit.Violations,
            world.History,
            world.Steps,
            world.Now / (double)TimeSpan.TicksPerSecond
        )
        {
            StoppedByBudget = Audit.Now(stage.Ledger.Jobs.JobsAsync([Model.JobState.Paused], default)).Count,
        };
    }

    /// <summary>What happened, for a person who wants to know why.</summary>
    public string Story()
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"Seed {Seed} breaks a promise after {Seconds:0.0} virtual seconds; WEFT_SEED={Seed} WEFT_MIX={Mix} plays it again."
        );
        foreach (var violation in Violations)
            text.AppendLine($"  - {violation}");
        text.AppendLine("History:");
        foreach (var line in History)
            text.AppendLine(line);
        return text.ToString();
    }
}
