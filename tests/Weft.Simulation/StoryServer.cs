using System.Collections.Concurrent;
using Weft.Model;
using Weft.Providers;
using Weft.Reasons;
using Weft.Testing.Scripted;

namespace Weft.Simulation;

/// <summary>How often a provider misbehaves; of 1.</summary>
internal sealed record ServerFaults
{
    public double Busy { get; init; }
    public double BusyFor { get; init; }
    public double Broken { get; init; }
    public double Hang { get; init; }
    public double Closed { get; init; }

    /// <summary>More calls at once than this are refused, and nobody was told; null = all are taken.</summary>
    public int? Bears { get; init; }

    /// <summary>The first answer for a content is no answer; further ones are good, so that what a job comes to is no matter of chance.</summary>
    public double FirstIsProse { get; init; }
}

/// <summary>A call on its way.</summary>
internal sealed class SentCall(Call call, Life life, string content)
{
    public Call Row => call;
    public Life Life => life;
    public string Content => content;

    /// <summary>The provider is at it.</summary>
    public bool InTheAir { get; set; }

    /// <summary>Its caller has gone: nobody waits for the answer.</summary>
    public bool Left { get; set; }

    /// <summary>The provider does not work on it.</summary>
    public bool IsRefused { get; set; }
}

/// <summary>
/// The providers as the world sees them: true time, their limits in true sliding windows, answers that are a pure function of the
/// passage, and faults by chance. What goes over a limit, or comes in a pause, breaks a promise.
/// </summary>
internal sealed class StoryServer(Stage stage)
{
    private const long Minute = TimeSpan.TicksPerMinute;

    /// <summary>A pause that has stood this long has reached everybody's next look at the ledger.</summary>
    private static readonly TimeSpan PauseKnown = TimeSpan.FromSeconds(1.5);

    /// <summary>Pure functions of few passages, which all schedules share.</summary>
    private static readonly ConcurrentDictionary<string, (string Body, string Finish)> Answers = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, Windows> _windows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _spoilt = [];
    private readonly Dictionary<JobId, long> _spent = [];

    private sealed class Windows
    {
        public readonly List<SentCall> Air = [];
        public readonly Queue<(long At, long Tokens)> Minute = new();
    }

    private World World => stage.World;

    public ServerFaults Faults { get; set; } = new();

    public bool HasInAir(Life life) => _windows.Values.Any(windows => windows.Air.Exists(call => call.Life == life));

    /// <summary>Calls that the providers are at.</summary>
    public int InAir => _windows.Values.Sum(windows => windows.Air.Count);

    /// <summary>Calls that arrived.</summary>
    public int Arrived { get; private set; }

    /// <summary>Calls that the providers work on.</summary>
    public int AtWork => _windows.Values.Sum(windows => windows.Air.Count(call => !call.IsRefused));

    public IChatEndpoint For(Life life) => new Endpoint(this, life);

    /// <summary>The provider's good answer, or its first half where it never gets to the end of this content.</summary>
    public static (string Body, string Finish) AnswerTo(string passage) => Answers.GetOrAdd(passage, AnswerAnew);

    private static (string Body, string Finish) AnswerAnew(string passage)
    {
        var good = ScriptedAnswers.For(passage);
        return Cuts(passage) ? (good[..(good.Length / 2)], "length") : (good, "stop");
    }

    /// <summary>Some contents are refused by a model, always.</summary>
    public static bool Refuses(string model, string passage) => Draw(model + passage) % 19 == 0;

    private static bool Cuts(string passage) => passage.Length >= 200 && Draw(passage) % 7 == 0;

    private static int Draw(string text) => Convert.ToInt32(Story.Hash(text)[..4], 16);

    /// <summary>A killed process's connections are gone.</summary>
    public void Killed(Life life)
    {
        foreach (var windows in _windows.Values)
            windows.Air.RemoveAll(call => call.Life == life);
    }

    private Windows Of(string provider) =>
        _windows.TryGetValue(provider, out var windows) ? windows : _windows[provider] = new Windows();

    private Task<ChatReply> Send(Life life, Provider provider, ChatCall call, CancellationToken cancel)
    {
        var reply = new TaskCompletionSource<ChatReply>();
        if (life.Dead)
            return reply.Task;
        var passage = ScriptedAnswers.PassageIn(call.User);
        if (stage.Audit.RowOf(life, passage, call.Model) is not { } row)
        {
            stage.Audit.Broken($"{life.Name} sends a call without a row");
            return reply.Task;
        }
        var sent = new SentCall(row, life, passage);
        stage.Audit.Sending(sent);
        var watch = cancel.Register(() =>
        {
            sent.Left = true;
            Leave(provider.Name, sent);
            reply.TrySetCanceled(cancel);
        });
        World.After(World.Between(0.1, 5), null, () => Arrive(provider, call, sent, reply));
        World.After(
            call.Timeout,
            life,
            () =>
            {
                Leave(provider.Name, sent);
                reply.TrySetResult(new ChatReply.Broken(Reason.OfWords("no answer in time"), true));
            }
        );
        reply.Task.ContinueWith(
            _ => watch.Dispose(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return reply.Task;
    }

    private void Leave(string provider, SentCall sent)
    {
        sent.InTheAir = false;
        Of(provider).Air.Remove(sent);
    }

    private void Arrive(Provider provider, ChatCall call, SentCall sent, TaskCompletionSource<ChatReply> reply)
    {
        if (sent.Left || sent.Life.Dead)
            return;
        Arrived++;
        var windows = Of(provider.Name);
        sent.InTheAir = true;
        sent.IsRefused = windows.Air.Count(call => !call.IsRefused) >= Faults.Bears;
        windows.Air.Add(sent);
        CheckAtOnce(provider, windows);
        CheckPause(provider.Name, sent);
        var chance = World.Random.NextDouble();
        if (sent.IsRefused || (chance -= Faults.Busy) < 0)
            Answer(provider, sent, reply, World.Between(1, 50), new ChatReply.Busy(Reason.OfWords("429"), null));
        else if ((chance -= Faults.BusyFor) < 0)
            Answer(
                provider,
                sent,
                reply,
                World.Between(1, 50),
                new ChatReply.Busy(Reason.OfWords("429"), TimeSpan.FromSeconds(World.Random.Next(1, 9)))
            );
        else if ((chance -= Faults.Closed) < 0)
            Answer(provider, sent, reply, World.Between(1, 50), new ChatReply.Closed(Reason.OfWords("401")));
        else
            Work(provider, call, sent, reply, chance);
    }

    private void Work(Provider provider, ChatCall call, SentCall sent, TaskCompletionSource<ChatReply> reply, double chance)
    {
        var (body, finish) = AnswerTo(sent.Content);
        var prompt = (long)Math.Ceiling((call.System.Length + call.User.Length) * 0.3);
        var written = Math.Min((long)Math.Ceiling(body.Length * 0.3), call.MaxAnswerTokens);
        var refuses = Refuses(provider.Model, sent.Content);
        // What is refused is a request, and costs no tokens.
        CheckWindows(provider, refuses ? 0 : prompt + written);
        CheckBudget(sent.Row.Run.Job, refuses ? 0 : prompt + written);
        var takes = World.Between(50, 3_000);
        if ((chance -= Faults.Hang) < 0)
            return;
        if (chance - Faults.Broken < 0)
            Answer(provider, sent, reply, takes, new ChatReply.Broken(Reason.OfWords("500"), true));
        else if (refuses)
            Answer(provider, sent, reply, takes, new ChatReply.Refused("400", false));
        else if (World.Random.NextDouble() < Faults.FirstIsProse && _spoilt.Add(sent.Content))
            Answer(provider, sent, reply, takes, new ChatReply.Answered("I have read it.", "stop", prompt, 0, 5));
        else
            Answer(provider, sent, reply, takes, new ChatReply.Answered(body, finish, prompt, 0, written));
    }

    private void Answer(
        Provider provider,
        SentCall sent,
        TaskCompletionSource<ChatReply> waiting,
        TimeSpan takes,
        ChatReply reply
    )
    {
        World.After(
            takes,
            null,
            () =>
            {
                Leave(provider.Name, sent);
                World.After(World.Between(0.1, 5), sent.Life, () => waiting.TrySetResult(reply));
            }
        );
    }

    /// <summary>Only calls in the air of a session that was judged dead, rightly or wrongly, may be more than the limit.</summary>
    private void CheckAtOnce(Provider provider, Windows windows)
    {
        if (provider.Limits.Calls is not { } most)
            return;
        var counted = windows.Air.Count(call => !call.Life.Dead && stage.Audit.IsOpen(call.Row.Session));
        if (counted > most)
            stage.Audit.Broken($"{provider.Name} has {counted} calls at once, {most} are allowed");
    }

    private void CheckWindows(Provider provider, long tokens)
    {
        var minute = Of(provider.Name).Minute;
        minute.Enqueue((World.Now, tokens));
        while (minute.Peek().At <= World.Now - Minute)
            minute.Dequeue();
        if (minute.Count > provider.Limits.RequestsPerMinute)
            stage.Audit.Broken(
                $"{provider.Name} got {minute.Count} requests in a minute, {provider.Limits.RequestsPerMinute} are allowed"
            );
        if (minute.Sum(one => one.Tokens) is var sum && sum > provider.Limits.TokensPerMinute)
            stage.Audit.Broken($"{provider.Name} got {sum} tokens in a minute, {provider.Limits.TokensPerMinute} are allowed");
    }

    /// <summary>As the provider counts, whoever has sent the call and whatever became of it: no budget is passed by a single one.</summary>
    private void CheckBudget(JobId job, long tokens)
    {
        var spent = _spent[job] = _spent.GetValueOrDefault(job) + tokens;
        if (Simulation.Audit.Now(stage.Ledger.Jobs.FindJobAsync(job, default))?.Order.Budget.Tokens is { } bound && spent > bound)
            stage.Audit.Broken($"job {job} has spent {spent} tokens of {bound}");
    }

    private void CheckPause(string provider, SentCall sent)
    {
        if (stage.Audit.PausedSince(provider) is { } since && World.Now - since > PauseKnown.Ticks)
            stage.Audit.Broken($"{provider} is paused and gets call {sent.Row.Id}");
    }

    private sealed class Endpoint(StoryServer server, Life life) : IChatEndpoint
    {
        public Task<ChatReply> AskAsync(Provider provider, ChatCall call, CancellationToken cancel) =>
            server.Send(life, provider, call, cancel);
    }
}
