using Weft.Model;
using Weft.Reasons;
using Xunit;

namespace Weft.Testing.Conformance;

/// <summary>Providers' rows: settings, pauses, probes, health, formats.</summary>
public abstract class ProviderConformance<TBackend> : LedgerStory<TBackend>
    where TBackend : LedgerBackend, new()
{
    private async Task<Provider> FindAsync(string name) =>
        (await Ledger.Providers.ProvidersAsync(Stop)).Single(provider => provider.Name == name);

    private async Task<Pause?> PauseOfAsync(string name) => (await FindAsync(name)).Pause;

    [Fact]
    public async Task Rules_are_always_there()
    {
        Assert.Equal([Provider.Rules], await Ledger.Providers.ProvidersAsync(Stop));
        Assert.IsType<ProviderRemoval.NotThere>(await Ledger.Providers.RemoveProviderAsync("rules", Stop));
        Assert.Equal([Provider.Rules], await Ledger.Providers.ProvidersAsync(Stop));
    }

    [Fact]
    public async Task Providers_are_listed_by_name_as_they_were_saved()
    {
        var unlimited = Endpoint("zeta") with { Limits = new(null, null, null), Price = Price.Free, SealedKey = "" };
        await Ledger.Providers.SaveProviderAsync(unlimited, Stop);
        await SaveAsync("甲", "alpha");
        Assert.Equal([Endpoint("alpha"), Provider.Rules, unlimited, Endpoint("甲")], await Ledger.Providers.ProvidersAsync(Stop));
        Assert.IsType<ProviderRemoval.Removed>(await Ledger.Providers.RemoveProviderAsync("alpha", Stop));
        Assert.IsType<ProviderRemoval.NotThere>(await Ledger.Providers.RemoveProviderAsync("alpha", Stop));
        Assert.Equal(["rules", "zeta", "甲"], (await Ledger.Providers.ProvidersAsync(Stop)).Select(provider => provider.Name));
    }

    [Fact]
    public async Task A_provider_that_an_open_job_needs_is_not_removed_and_the_answer_names_the_jobs()
    {
        await SaveAsync("a", "b");
        var first = await RunningAsync(1, ["b", "a"]);
        var second = await RunningAsync(1, ["a"]);
        await RunningAsync(1, ["b"]);
        var inUse = Assert.IsType<ProviderRemoval.InUse>(await Backend.OtherLedger.Providers.RemoveProviderAsync("a", Stop));
        Assert.Equal([first, second], inUse.Jobs);
        Assert.Contains("a", (await Ledger.Providers.ProvidersAsync(Stop)).Select(provider => provider.Name));
        await Ledger.Jobs.TryCancelAsync(first, Stop);
        await Ledger.Jobs.TryPauseAsync(second, Reason.None, Stop);
        Assert.Equal([second], Assert.IsType<ProviderRemoval.InUse>(await Ledger.Providers.RemoveProviderAsync("a", Stop)).Jobs);
        await Ledger.Jobs.TryCancelAsync(second, Stop);
        Assert.IsType<ProviderRemoval.Removed>(await Ledger.Providers.RemoveProviderAsync("a", Stop));
    }

    [Fact]
    public async Task A_kind_comes_back_as_it_was_saved_also_one_that_no_build_knows()
    {
        var strange = Endpoint("a") with { Kind = new("spoken") };
        await Ledger.Providers.SaveProviderAsync(strange, Stop);
        Assert.Equal(strange, await FindAsync("a"));
        await Ledger.Providers.SaveProviderAsync(strange with { Kind = ProviderKind.OpenAi }, Stop);
        Assert.Equal(ProviderKind.OpenAi, (await FindAsync("a")).Kind);
        Assert.Equal(ProviderKind.Rules, (await FindAsync("rules")).Kind);
    }

    [Fact]
    public async Task Saving_again_changes_the_settings_and_leaves_pause_and_health()
    {
        await SaveAsync("a");
        await Ledger.Providers.NoteFailureAsync("a", Stop);
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429")), Stop);
        var changed = Endpoint("a") with { Url = "http://other/v1", Limits = new(null, 1, null) };
        await Ledger.Providers.SaveProviderAsync(changed, Stop);
        Assert.Equal(
            changed with
            {
                Health = new(Manners.Common, new(Now + Minute, Reason.OfWords("429")), 1, false),
            },
            await FindAsync("a")
        );
    }

    [Fact]
    public async Task Failures_in_a_row_are_counted_over_the_fleet_and_ended_by_a_success()
    {
        await SaveAsync("a", "b");
        Assert.Equal(1, await Ledger.Providers.NoteFailureAsync("a", Stop));
        Assert.Equal(2, await Backend.OtherLedger.Providers.NoteFailureAsync("a", Stop));
        Assert.Equal(1, await Ledger.Providers.NoteFailureAsync("b", Stop));
        Assert.Equal(2, (await FindAsync("a")).Health.FailuresInRow);
        await Ledger.Providers.NoteSuccessAsync("a", Stop);
        Assert.Equal(1, await Ledger.Providers.NoteFailureAsync("a", Stop));
        Assert.Equal(0, await Ledger.Providers.NoteFailureAsync("nobody", Stop));
    }

    [Fact]
    public async Task A_longer_pause_that_stands_is_kept()
    {
        await SaveAsync("a");
        await Ledger.Providers.PauseProviderAsync("a", new(Now + 2 * Minute, Reason.OfWords("two")), Stop);
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("one")), Stop);
        Assert.Equal(new(Now + 2 * Minute, Reason.OfWords("two")), await PauseOfAsync("a"));
        await Ledger.Providers.PauseProviderAsync("a", new(Now + 3 * Minute, Reason.OfWords("three")), Stop);
        Assert.Equal(new(Now + 3 * Minute, Reason.OfWords("three")), await PauseOfAsync("a"));
        await Ledger.Providers.PauseProviderAsync("a", new(null, Reason.OfWords("401")), Stop);
        await Ledger.Providers.PauseProviderAsync("a", new(Now + 9 * Minute, Reason.OfWords("nine")), Stop);
        Assert.Equal(new(null, Reason.OfWords("401")), await PauseOfAsync("a"));
    }

    [Fact]
    public async Task After_a_pause_a_probe_is_awaited_and_its_success_ends_it()
    {
        await SaveAsync("a");
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429")), Stop);
        var paused = await FindAsync("a");
        Assert.Equal((true, false), (paused.IsPaused(Now), paused.Health.Probing));
        await Ledger.Providers.NoteSuccessAsync("a", Stop);
        Assert.Equal(new(Now + Minute, Reason.OfWords("429")), await PauseOfAsync("a"));

        Time.Advance(Minute);
        var probing = await FindAsync("a");
        Assert.Equal((false, true), (probing.IsPaused(Now), probing.Health.Probing));
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429 again")), Stop);
        Assert.Equal((true, false), ((await FindAsync("a")).IsPaused(Now), (await FindAsync("a")).Health.Probing));
        Time.Advance(Minute);
        await Ledger.Providers.NoteSuccessAsync("a", Stop);
        Assert.Equal(Endpoint("a"), await FindAsync("a"));
    }

    [Fact]
    public async Task A_success_does_not_end_a_pause_that_waits_for_a_person()
    {
        await SaveAsync("a");
        await Ledger.Providers.PauseProviderAsync("a", new(null, Reason.OfWords("401")), Stop);
        await Ledger.Providers.NoteSuccessAsync("a", Stop);
        Time.Advance(1000 * Minute);
        var provider = await FindAsync("a");
        Assert.Equal((new Pause(null, Reason.OfWords("401")), false), (provider.Pause, provider.Health.Probing));
    }

    [Fact]
    public async Task A_person_s_resume_ends_pause_failures_and_probe()
    {
        await SaveAsync("a");
        Assert.False(await Ledger.Providers.TryResumeProviderAsync("a", Stop));
        Assert.False(await Ledger.Providers.TryResumeProviderAsync("nobody", Stop));
        await Ledger.Providers.NoteFailureAsync("a", Stop);
        await Ledger.Providers.PauseProviderAsync("a", new(null, Reason.OfWords("401")), Stop);
        Assert.True(await Ledger.Providers.TryResumeProviderAsync("a", Stop));
        Assert.Equal(Endpoint("a"), await FindAsync("a"));
        await Ledger.Providers.PauseProviderAsync("a", new(Now + Minute, Reason.OfWords("429")), Stop);
        Time.Advance(Minute);
        Assert.True(await Ledger.Providers.TryResumeProviderAsync("a", Stop));
        Assert.False((await FindAsync("a")).Health.Probing);
    }

    [Fact]
    public async Task Rules_paused_by_a_person_need_no_probe()
    {
        var job = await RunningAsync(3);
        var session = await SessionAsync();
        await Ledger.Providers.PauseProviderAsync("rules", new(Now + Minute, Reason.OfWords("person")), Stop);
        Assert.IsType<ClaimResult.NothingNow>(await AskAsync(session, job, 3));
        Time.Advance(Minute);
        Assert.False((await FindAsync("rules")).Health.Probing);
        Assert.Equal(3, (await ClaimAsync(session, job, 3)).Count);
    }

    [Fact]
    public async Task What_was_found_out_is_remembered_per_model_and_address_and_forgotten_with_the_provider()
    {
        var found = new Manners
        {
            Format = AnswerFormat.JsonObject,
            NewTokensName = true,
            NoTemperature = true,
            NoSystemRole = true,
            ThinkingOff = true,
            Streams = true,
            MostAnswerTokens = 2_048,
            Without = "thinking",
            Slowest = TimeSpan.FromSeconds(212),
            Patience = TimeSpan.FromMinutes(10),
        };
        await SaveAsync("a");
        await Ledger.Providers.SaveMannersAsync(Endpoint("a").Knowing(found), Stop);
        Assert.Equal(found, (await FindAsync("a")).Health.Manners);
        var more = found with { Format = AnswerFormat.Plain, Slowest = TimeSpan.FromSeconds(400) };
        await Backend.OtherLedger.Providers.SaveMannersAsync(Endpoint("a").Knowing(more), Stop);
        Assert.Equal(more, (await FindAsync("a")).Health.Manners);

        await Ledger.Providers.SaveProviderAsync(Endpoint("a") with { Model = "newer" }, Stop);
        Assert.Equal(Manners.Common, (await FindAsync("a")).Health.Manners);
        await SaveAsync("a");
        Assert.Equal(more, (await FindAsync("a")).Health.Manners);
        var elsewhere = Endpoint("a") with { Url = "http://elsewhere/v1" };
        await Ledger.Providers.SaveProviderAsync(elsewhere, Stop);
        Assert.Equal(Manners.Common, (await FindAsync("a")).Health.Manners);
        await Ledger.Providers.SaveMannersAsync(elsewhere, Stop);
        await SaveAsync("a");
        Assert.Equal(Manners.Common, (await FindAsync("a")).Health.Manners);

        await Ledger.Providers.SaveMannersAsync(Endpoint("a").Knowing(found), Stop);
        await Ledger.Providers.RemoveProviderAsync("a", Stop);
        await SaveAsync("a");
        Assert.Equal(Manners.Common, (await FindAsync("a")).Health.Manners);
    }

    [Fact]
    public async Task Settings_come_back_as_they_were_saved()
    {
        var set = Endpoint("a") with
        {
            Settings = new()
            {
                Preset = "deepseek",
                Extra = """{"thinking":{"type":"disabled"},"名":"值"}""",
                Temperature = new(0.3m),
                Streams = false,
                Timeout = TimeSpan.FromMinutes(30),
                Context = 8_192,
                ThinkingTokens = 12_288,
                PricedOn = new(2026, 11, 27),
            },
        };
        await Ledger.Providers.SaveProviderAsync(set, Stop);
        Assert.Equal(set, await FindAsync("a"));
        var none = set with { Settings = new() { Temperature = Temperature.None } };
        await Ledger.Providers.SaveProviderAsync(none, Stop);
        Assert.Equal(none, await FindAsync("a"));
        await Ledger.Providers.SaveProviderAsync(Endpoint("a"), Stop);
        Assert.Equal(Endpoint("a"), await FindAsync("a"));
    }
}
