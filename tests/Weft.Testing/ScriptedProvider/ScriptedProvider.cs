using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Weft.Testing.Scripted;

/// <summary>How the server behaves when no rule says otherwise.</summary>
public sealed record ScriptedProviderOptions
{
    public string Address { get; init; } = "127.0.0.1";
    public int Port { get; init; }
    public ScriptedLimits Limits { get; init; } = new();
    public TimeSpan Latency { get; init; }
    public IReadOnlyList<ScriptedRule> Rules { get; init; } = [];

    /// <summary>Ways to misbehave now and then, where no rule says what to do: one ask of a passage in <see cref="TroubleOneIn"/>.</summary>
    public IReadOnlyList<ScriptedFault> Troubles { get; init; } = [];

    /// <summary>The same of <see cref="ScriptedOddity"/>: names.</summary>
    public IReadOnlyList<string> Oddities { get; init; } = [];

    public int TroubleOneIn { get; init; } = 10;

    /// <summary>Tokens of a text, for the usage; as DeepSeek says where nothing else is wanted.</summary>
    public Func<string, long> Count { get; init; } = ScriptedAsk.Tokens;

    /// <summary>Each call is appended to this file as a line of JSON when it ends.</summary>
    public string? LogFile { get; init; }
}

/// <summary>
/// A real HTTP server on a loopback port that speaks <c>/v1/chat/completions</c>: answers deterministically from the passage, keeps its
/// limits, counts every call by its content, and misbehaves on order. <c>GET /scripted/calls</c>, <c>GET /scripted/violations</c> and
/// <c>POST /scripted/rules</c> are for those who start it as a process of its own.
/// </summary>
public sealed class ScriptedProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ScriptedProviderOptions _options;
    private readonly ScriptedWindows _windows;
    private readonly ConcurrentQueue<ScriptedCall> _calls = new();
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly ScriptedHold _hold = new();
    private readonly Lock _lock = new();
    private readonly StreamWriter? _log;
    private List<(ScriptedRule Rule, int Left)> _rules = [];
    private readonly Dictionary<string, int> _asked = [];
    private int _number;

    private ScriptedProvider(ScriptedProviderOptions options)
    {
        _options = options;
        _windows = new(options.Limits);
        _log = options.LogFile is null ? null : new StreamWriter(options.LogFile, append: true) { AutoFlush = true };
        Follow(options.Rules);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{options.Address}:{options.Port}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        _app = builder.Build();
        _app.MapPost("/v1/chat/completions", AnswerAsync);
        _app.MapGet("/scripted/calls", () => _calls);
        _app.MapGet("/scripted/violations", () => Violations);
        _app.MapPost("/scripted/rules", (List<ScriptedRule> rules) => Follow(rules));
    }

    /// <summary>What <see cref="ScriptedCall.At"/> is counted from.</summary>
    public DateTimeOffset StartedAt { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>What a provider's row needs as its address.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Calls that have ended, in that order.</summary>
    public IReadOnlyList<ScriptedCall> Calls => [.. _calls];

    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_lock)
                return [.. _windows.Violations];
        }
    }

    public int MostAtOnce
    {
        get
        {
            lock (_lock)
                return _windows.MostAtOnce;
        }
    }

    public static async Task<ScriptedProvider> StartAsync(ScriptedProviderOptions? options = null)
    {
        var provider = new ScriptedProvider(options ?? new());
        await provider._app.StartAsync();
        var addresses = provider._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        provider.Url = addresses.Addresses.First() + "/v1";
        return provider;
    }

    /// <summary>New rules in place of the old ones.</summary>
    public void Follow(IReadOnlyList<ScriptedRule> rules)
    {
        lock (_lock)
            _rules = [.. rules.Select(rule => (rule, rule.Times))];
    }

    /// <summary>Holds every answer from now on, but so many that still go.</summary>
    public void Hold(int but = 0) => _hold.Change(_ => but > 0 && but-- > 0);

    /// <summary>Holds every answer from now on, but those about such passages.</summary>
    public void HoldUnless(Func<string, bool> mayGo) => _hold.Change(mayGo);

    /// <summary>Returns once so many calls are held.</summary>
    public Task HoldsAsync(int calls, CancellationToken cancel) => _hold.HoldsAsync(calls, cancel);

    /// <summary>Lets all held answers go, and holds no more.</summary>
    public void LetGo() => _hold.Change(null);

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        // Hanging calls end with their callers; nobody waits for them.
        using var now = new CancellationTokenSource();
        now.Cancel();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        if (_log is not null)
            await _log.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var arrived = _time.GetElapsedTime(_start);
        var ask = await ScriptedAsk.ReadAsync(context.Request, _options.Count);
        TimeSpan? room;
        ScriptedRule rule;
        int number;
        lock (_lock)
        {
            number = ++_number;
            rule = RuleFor(number, ask);
            room = _windows.Arrive(number, arrived, ask.PromptTokens + ask.MaxTokens);
        }
        var outcome = room is null ? "gone" : "limit";
        long written = 0;
        try
        {
            if (room is { } wait)
                await ScriptedReply.ErrorAsync(context, 429, "Rate limit reached", retryAfter: wait.TotalSeconds);
            else
            {
                await Task.Delay(_options.Latency + TimeSpan.FromMilliseconds(rule.DelayMs), _time, context.RequestAborted);
                await _hold.WaitAsync(ask.Passage, context.RequestAborted);
                var reply = new ScriptedReply(context, ask);
                outcome = await reply.SendAsync(rule);
                written = reply.Written;
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller left.
        }
        finally
        {
            lock (_lock)
            {
                if (room is null)
                    _windows.Leave(number, outcome == "answered" ? ask.PromptTokens + written : null);
                Note(
                    new(
                        number,
                        ask.Content,
                        ask.Model,
                        ask.Format,
                        ask.Key,
                        arrived,
                        _time.GetElapsedTime(_start) - arrived,
                        outcome,
                        ask.PromptTokens
                    )
                    {
                        AnswerTokens = written,
                    }
                );
            }
        }
    }

    private ScriptedRule RuleFor(int number, ScriptedAsk ask)
    {
        for (var i = 0; i < _rules.Count; i++)
        {
            var (rule, left) = _rules[i];
            if (left <= 0 || !rule.Fits(number, ask.Passage))
                continue;
            _rules[i] = (rule, left - 1);
            return rule;
        }
        return TroubleOf(ask);
    }

    /// <summary>By what is asked and how often it was, so that every run meets the same: the order of the calls makes no difference.</summary>
    private ScriptedRule TroubleOf(ScriptedAsk ask)
    {
        var (faults, oddities) = (_options.Troubles, _options.Oddities);
        if (faults.Count + oddities.Count == 0)
            return Good;
        var asked = _asked[ask.Content] = _asked.GetValueOrDefault(ask.Content) + 1;
        var chance = SHA256.HashData(Encoding.UTF8.GetBytes($"{ask.Content} {asked}"));
        if (chance[0] % _options.TroubleOneIn != 0)
            return Good;
        var which = (chance[1] * 256 + chance[2]) % (faults.Count + oddities.Count);
        return which < faults.Count
            ? new(faults[which], RetryAfter: 1)
            : new(ScriptedFault.None, Oddity: oddities[which - faults.Count]);
    }

    private static readonly ScriptedRule Good = new(ScriptedFault.None);

    private void Note(ScriptedCall call)
    {
        _calls.Enqueue(call);
        _log?.WriteLine(JsonSerializer.Serialize(call));
    }
}
