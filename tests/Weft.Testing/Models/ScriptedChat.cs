using System.Security.Cryptography;
using System.Text;
using Weft.Providers;
using Weft.Testing.Scripted;

namespace Weft.Testing.Models;

/// <summary>How often a scripted chat misbehaves: chances between 0 and 1, drawn from the random source it is given.</summary>
internal sealed record ScriptedChatFaults
{
    public double Busy { get; init; }
    public double BusyWithRetryAfter { get; init; }
    public double Broken { get; init; }

    /// <summary>The first answer for a content is prose; further ones are good, so that what a job ends with does not depend on chance.</summary>
    public double FirstIsProse { get; init; }

    /// <summary>Contents whose answer is always cut off, by the content alone.</summary>
    public Func<string, bool> AlwaysCut { get; init; } = _ => false;

    /// <summary>Contents that are always refused, by the content alone.</summary>
    public Func<string, bool> AlwaysRefused { get; init; } = _ => false;
}

/// <summary>
/// A provider in memory, for the simulation: the scripted provider's answers, virtual time alone, chance from a given source. Counts
/// what it took by content and model.
/// </summary>
internal sealed class ScriptedChat(
    TimeProvider time,
    Random random,
    ScriptedChatFaults faults,
    TimeSpan shortest,
    TimeSpan longest
) : IChatEndpoint
{
    private readonly SortedDictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _answered = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _inTheAir = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _mostAtOnce = new(StringComparer.Ordinal);
    private readonly HashSet<string> _spoilt = [];

    /// <summary>Calls that were worked on (not turned away), by <see cref="NameOf"/>.</summary>
    public IReadOnlyDictionary<string, int> Taken => _taken;

    /// <summary>Answers that were handed over, by <see cref="NameOf"/>.</summary>
    public IReadOnlyDictionary<string, int> Answered => _answered;

    /// <summary>Calls at once, by provider.</summary>
    public IReadOnlyDictionary<string, int> MostAtOnce => _mostAtOnce;

    /// <summary>All calls, those turned away too.</summary>
    public int Calls { get; private set; }

    /// <summary>Passage hash, as in the journal's key, and model.</summary>
    public static string NameOf(string passage, string model) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(passage))) + ":" + model;

    public async Task<ChatReply> AskAsync(Provider provider, ChatCall call, CancellationToken cancel)
    {
        Calls++;
        var inTheAir = _inTheAir[provider.Name] = _inTheAir.GetValueOrDefault(provider.Name) + 1;
        _mostAtOnce[provider.Name] = Math.Max(inTheAir, _mostAtOnce.GetValueOrDefault(provider.Name));
        try
        {
            var passage = ScriptedAnswers.PassageIn(call.User);
            var name = NameOf(passage, call.Model);
            if (Chance(faults.Busy))
                return new ChatReply.Busy("429: scripted", null);
            if (Chance(faults.BusyWithRetryAfter))
                return new ChatReply.Busy("429: scripted", TimeSpan.FromSeconds(random.Next(1, 10)));
            Add(_taken, name);
            var broken = Chance(faults.Broken);
            await Task.Delay(shortest + (longest - shortest) * random.NextDouble(), time, cancel);
            if (broken)
                return new ChatReply.Broken("500: scripted", true);
            var reply = Reply(passage, name);
            Add(_answered, name);
            return reply;
        }
        finally
        {
            _inTheAir[provider.Name]--;
        }
    }

    private ChatReply Reply(string passage, string name)
    {
        if (faults.AlwaysRefused(passage))
            return new ChatReply.Refused("400: scripted", false);
        var good = ScriptedAnswers.For(passage);
        if (faults.AlwaysCut(passage))
            return Said(good[..(good.Length / 2)], "length");
        if (Chance(faults.FirstIsProse) && _spoilt.Add(name))
            return Said("I have read it.", "stop");
        return Said(good, "stop");
    }

    private static ChatReply.Answered Said(string body, string finish) => new(body, finish, null, null, null);

    private bool Chance(double chance) => chance > 0 && random.NextDouble() < chance;

    private static void Add(SortedDictionary<string, int> counts, string name) =>
        counts[name] = counts.GetValueOrDefault(name) + 1;
}
