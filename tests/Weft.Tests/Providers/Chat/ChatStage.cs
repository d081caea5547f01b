using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Weft.Dispatch;
using Weft.Dispatch.Embedded;
using Weft.Extraction;
using Weft.Ledger;
using Weft.Model;
using Weft.Providers;
using Weft.Providers.Chat;
using Weft.Runtime;
using Weft.Testing;
using Weft.Testing.Models;
using Weft.Testing.Scripted;
using Xunit;

namespace Weft.Tests.Providers.Chat;

/// <summary>A model's extractor over a ledger in memory, the embedded gate and a chat that says what it is told, in virtual time.</summary>
internal sealed class ChatStage : ILocalWork
{
    public const string A = "model-a";
    public const string B = "model-b";

    private int _permits;

    public ChatStage(Func<IJournal, IJournal>? journal = null, Func<IGate, IGate>? gate = null)
    {
        Ledger = new(Time);
        RealGate = new(Time, Guards.All);
        Gate = gate is null ? RealGate : gate(RealGate);
        Journal = journal is null ? Ledger.Journal : journal(Ledger.Journal);
        Chat = new(Time);
        Extractor = NewExtractor();
    }

    public AwaitedTime Time { get; } = new(new DateTimeOffset(2030, 1, 5, 12, 0, 0, TimeSpan.Zero));
    public MemoryLedger Ledger { get; }
    public IJournal Journal { get; }
    public EmbeddedGate RealGate { get; }
    public IGate Gate { get; }
    public ToldChat Chat { get; }
    public ModelExtractor Extractor { get; }
    public List<int> Crashes { get; } = [];
    public int LocalWorks { get; private set; }
    public SessionId Session { get; private set; }
    public Job Job { get; private set; } = null!;
    public Recipe Recipe { get; init; } = Recipes.Default("zh") with { PassageCharacters = 300 };
    public ProviderLimits Limits { get; init; } = new(8, null, null);

    /// <summary>So many permits more are lent to a chapter at a time.</summary>
    public int Spare { get; init; }

    /// <summary>Of the chapter that was last begun.</summary>
    public ToldPermits Permits { get; private set; } = null!;
    public Budget Budget { get; init; } = Budget.None;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>So many sentences with names: about five a passage.</summary>
    public static string Text(int sentences) =>
        string.Concat(
            Enumerable
                .Range(1, sentences)
                .Select(i =>
                    $"第{i}日，曹操与刘备在许都饮酒，关羽、张飞立于其后，众将皆不敢言，惟有风声过耳，良久乃散，各自归营去了。\n"
                )
        );

    public ModelExtractor NewExtractor() =>
        new(
            Journal,
            Gate,
            Ledger.Providers,
            Chat,
            new(Time, new Random(1), OnTheSpot.Instance, Crashes.Add, NullLogger.Instance, Guards.All),
            new()
        );

    public async Task<ChatStage> SetAsync()
    {
        await Ledger.Providers.SaveProviderAsync(Row("a", A), Stop);
        await Ledger.Providers.SaveProviderAsync(Row("b", B), Stop);
        Session = await Ledger.Sessions.OpenSessionAsync("n", "all", 1, ["a", "b"], 8, Stop);
        var book = (
            await Ledger.Library.ImportAsync(new("t", "zh", new("x", "utf-8", "text"), [new(1, default, "", 0, 1)]), null, Stop)
        ).Book;
        var order = new JobOrder(book.Id, book.Edition, null, ["a", "b"], default, default, Recipe, "p1", Budget, null);
        var id = await Ledger.Jobs.OrderAsync(order, Stop);
        await Ledger.Jobs.TryStartAsync(id, Stop);
        Job = (await Ledger.Jobs.FindJobAsync(id, Stop))!;
        return this;
    }

    public async Task<Reading> ReadingAsync(string text, string provider = "a", int round = 0, SessionId? session = null)
    {
        var row = await RowAsync(provider);
        var whose = session ?? Session;
        var deadline = Time.GetUtcNow().AddHours(1);
        var reply = await RealGate.TakeAsync(provider, row.Limits, whose, 1, deadline, Stop);
        if (reply is PermitReply.Unseeded unseeded)
        {
            await RealGate.SeedAsync(provider, unseeded.Loss, [], null, Stop);
            reply = await RealGate.TakeAsync(provider, row.Limits, whose, 1, deadline, Stop);
        }
        var permit = Assert.IsType<PermitReply.Taken>(reply).Permits[0];
        var claim = new Claim
        {
            Run = new(Job.Id, ++_permits),
            Chapter = new("hash", 0),
            Session = whose,
            Attempt = 1,
            Provider = provider,
            Rung = 0,
            FailedBy = 0,
            Round = round,
            Failures = 0,
            Suspect = false,
        };
        Permits = new(RealGate, row.Limits, permit) { Spare = Spare };
        return new(claim, Job, text, new("p1", "zh", [], "{}"), row, Permits);
    }

    public async Task<ReadingResult> ReadAsync(string text, string provider = "a", int round = 0, SessionId? session = null) =>
        await DriveAsync(Extractor.ReadAsync(await ReadingAsync(text, provider, round, session), this, Stop));

    /// <summary>Lets virtual time pass until the task is done; while nobody waits for it, work goes on, and it stands still.</summary>
    public async Task<T> DriveAsync<T>(Task<T> task)
    {
        var clock = Stopwatch.StartNew();
        for (var steps = 0; !task.IsCompleted; await Task.Yield())
        {
            Assert.True(steps < 200_000 && clock.Elapsed < TimeSpan.FromMinutes(2), "it never ends");
            if (!Time.IsAwaited)
                continue;
            Time.Advance(TimeSpan.FromMilliseconds(100));
            steps++;
        }
        return await task;
    }

    public async Task<Provider> RowAsync(string name) =>
        (await Ledger.Providers.ProvidersAsync(Stop)).Single(one => one.Name == name);

    private Provider Row(string name, string model) =>
        new()
        {
            Name = name,
            Url = "http://127.0.0.1:1/v1",
            Model = model,
            SealedKey = "",
            Limits = Limits,
            Price = new(1_000_000, 0, 2_000_000, "USD"),
        };

    public Task<T> RunAsync<T>(Func<T> work)
    {
        LocalWorks++;
        return Task.FromResult(work());
    }

    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        LocalWorks++;
        return work();
    }
}

/// <summary>Answers well after a second, unless told otherwise.</summary>
internal sealed class ToldChat(TimeProvider time) : IChatEndpoint
{
    public List<(string Passage, string Model, AnswerFormat Format, DateTimeOffset At)> Calls { get; } = [];

    public List<Provider> Providers { get; } = [];
    public List<TimeSpan> Times { get; } = [];
    public List<int> Bounds { get; } = [];

    /// <summary>By the call's number, from 1, and its passage; null = a good answer.</summary>
    public Func<int, string, ChatReply?> Tell { get; set; } = (_, _) => null;

    public TimeSpan Takes { get; set; } = TimeSpan.FromSeconds(1);

    public static ChatReply Said(string body, string finish = "stop") => new ChatReply.Answered(body, finish, 500, 100, 50);

    public async Task<ChatReply> AskAsync(Provider provider, ChatCall call, CancellationToken cancel)
    {
        var passage = ScriptedAnswers.PassageIn(call.User);
        Calls.Add((passage, call.Model, call.Format, time.GetUtcNow()));
        Providers.Add(provider);
        Times.Add(call.Timeout);
        Bounds.Add(call.MaxAnswerTokens);
        var number = Calls.Count;
        await Task.Delay(Takes, time, cancel);
        return Tell(number, passage) ?? Said(ScriptedAnswers.For(passage));
    }
}
