using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Weft.Application;
using Weft.Application.Estimates;
using Weft.Model;
using Weft.Providers;

namespace Weft.Web.Page.Views;

/// <summary>What a job is started with. All of it stands in the address, so that nothing of it is lost.</summary>
public sealed partial class Start
{
    /// <summary>More titles than that are counted.</summary>
    private const int MostNamed = 4;
    private const int Pilot = 5;
    private const decimal MostMoney = 1_000_000_000;
    private IReadOnlyList<Book> _books = [];
    private IReadOnlyList<Provider> _providers = [];
    private bool _read;
    private Estimate? _estimate;

    /// <summary>On a phone the estimate is a bar at the foot, which opens.</summary>
    private bool _isOpened;

    /// <summary>Kept by the browser over the death of a node: the same press of the button never starts a second job.</summary>
    private string _key = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Kept as drafts are: too long for an address.</summary>
    private string _types = "";
    private string _prompt = "";

    private sealed record Reading(IReadOnlyList<Book> Books, IReadOnlyList<Provider> Providers);

    [Parameter]
    public long? BookId { get; set; }

    [SupplyParameterFromQuery(Name = "books")]
    private string? Several { get; set; }

    [SupplyParameterFromQuery(Name = "providers")]
    private string? Providers { get; set; }

    [SupplyParameterFromQuery(Name = "order")]
    private string? Order { get; set; }

    [SupplyParameterFromQuery(Name = "chapters")]
    private string? Chapters { get; set; }

    [SupplyParameterFromQuery(Name = "budget")]
    private string? Budget { get; set; }

    [SupplyParameterFromQuery(Name = "tokens")]
    private string? Tokens { get; set; }

    [SupplyParameterFromQuery(Name = "again")]
    private string? Again { get; set; }

    [SupplyParameterFromQuery(Name = "rules")]
    private string? RulesAfter { get; set; }

    [SupplyParameterFromQuery(Name = "retry")]
    private string? Retry { get; set; }

    private protected override string Address => $"start/{BookId}/{Several}";

    private bool IsInOrder => Order != "side";

    private IReadOnlyList<Provider> Chosen =>
        Providers is null
            ? [.. _providers.Where(provider => provider.Name == Provider.RulesName)]
            :
            [
                .. Providers
                    .Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(name => _providers.FirstOrDefault(provider => provider.Name == name))
                    .OfType<Provider>(),
            ];

    private IEnumerable<Provider> Others => _providers.Except(Chosen);

    private ChapterRanges? Ranges => Chapters is null ? null : ChapterRanges.TryParse(Chapters);

    private int Wanted =>
        Ranges is { } ranges && _books.Count == 1
            ? Enumerable.Range(1, _books[0].Chapters).Count(ranges.Contains)
            : _books.Sum(book => book.Chapters);

    /// <summary>Of the prices that hold: the provider's own, or what is known of its model.</summary>
    private string Currency =>
        Chosen
            .Select(provider => provider.Price.Currency)
            .Concat(_estimate?.Readers.Select(reader => reader.Price.Currency) ?? [])
            .FirstOrDefault(code => code.Length > 0)
        ?? "";

    /// <summary>Rules are on the list beside a model.</summary>
    private bool StandsIn =>
        Chosen.Any(provider => provider.Kind.MakesCalls) && Chosen.Any(provider => provider.Name == Provider.RulesName);

    private string RetryMinutes => Retry ?? (Uses.AutoRetry?.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) ?? "0");

    private IEnumerable<Watching.JobSeen> Open =>
        Live.Last?.Overview.Jobs.Where(job => _books.Any(book => book.Id == job.Job.Order.Book)) ?? [];

    /// <summary>Why it cannot be started as it stands; null where it can.</summary>
    private string? Why =>
        Chosen.Count == 0 ? Ui["whyNobody"]
        : Chapters is not null && Ranges is null ? Ui["badChapters"]
        : !IsEmptyOr(Budget, text => Money(text) is not null) ? Ui["badMoney"]
        : !IsEmptyOr(Tokens, text => Count(text) is not null) ? Ui["badTokens"]
        : Asks.Check() is { } wrong ? Ui.Say(wrong)
        : IsPriceless ? Ui.Say("noPrice", Chosen.First(provider => provider.Kind.MakesCalls).Name)
        : null;

    /// <summary>A budget in money, and nobody knows what money buys.</summary>
    private bool IsPriceless => Budget?.Length > 0 && Currency.Length == 0 && _estimate?.Readers.Count > 0;

    /// <summary>What stands on the button behind its word.</summary>
    private string Sum =>
        _estimate is { Expected.Calls: > 0, Money.Count: > 0 } estimate
            ? " · "
                + Ui.Say("aboutSum", string.Join(" + ", estimate.Money.Select(money => Ui.Money(money.Micros, money.Currency))))
            : "";

    /// <summary>What the bar says besides the sum.</summary>
    private string Briefly =>
        _estimate is { Expected: { Calls: > 0 } cost }
            ? $"{Ui["callsWord"]} {Ui.Count(cost.Calls)} · {Ui.Span(cost.Time)}"
            : $"{Ui["tabChapters"]} {Ui.Count(Wanted)}";

    private void TakeEstimate(object? estimate) => _estimate = estimate as Estimate;

    private string Command
    {
        get
        {
            var words = new List<string> { "weft job start", string.Join(' ', _books.Select(book => book.Id)) };
            words.AddRange(Chosen.Select(provider => "--provider " + provider.Name));
            if (!IsInOrder && Chosen.Count > 1)
                words.Add("--side-by-side");
            if (Ranges is not null)
                words.Add("--chapters " + Chapters!.Replace(" ", "", StringComparison.Ordinal));
            if (Budget?.Length > 0)
                words.Add("--budget-money " + Budget);
            if (Tokens?.Length > 0)
                words.Add("--budget-tokens " + Tokens);
            if (StandsIn && RulesAfter is not null)
                words.Add("--rules-after " + RulesAfter);
            if (Again is not null)
                words.Add("--again");
            if (Asks.Types is not null)
                words.Add("--types FILE");
            if (Asks.Prompt is not null)
                words.Add("--prompt FILE");
            if (RetryMinutes != "0")
                words.Add("--auto-retry-minutes " + RetryMinutes);
            return string.Join(' ', words);
        }
    }

    private protected override async Task<object?> ReadAsync()
    {
        var ids = BookId is { } one
            ? [one]
            : (Several ?? "")
                .Split(',')
                .Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        var wanted = ids.ToHashSet();
        var books = (await Uses.Books.ListAsync(Forever)).Where(book => wanted.Contains(book.Id.Value)).ToList();
        return books.Count == 0 ? null : new Reading(books, await Uses.Providers.ListAsync(Forever));
    }

    private protected override void Take(object? read)
    {
        _read = true;
        (_books, _providers) = read is Reading reading ? (reading.Books, reading.Providers) : ([], []);
    }

    private string About(Provider provider)
    {
        if (!provider.Kind.MakesCalls)
            return Ui["rulesAbout"];
        var price = provider.Price;
        var about = provider.Model;
        if (provider.Limits.Calls is { } calls)
            about += " · " + Ui.Say("callsAtOnce", calls);
        return price.Currency.Length == 0
            ? about
            : about
                + " · "
                + Ui.Say("priceInOut", Ui.Money(price.InputMicros, price.Currency), Ui.Money(price.OutputMicros, price.Currency));
    }

    private string LookOf(Provider provider) => provider.IsPaused(Uses.Time.GetUtcNow()) ? "pause" : "done";

    private string StateOf(Provider provider) => Ui[provider.IsPaused(Uses.Time.GetUtcNow()) ? "pausedWord" : "ready"];

    private void Set(string name, string? value) => Nav.NavigateTo(With(name, value), replace: true);

    private void Choose(IEnumerable<string> names) => Set("providers", string.Join(',', names));

    private void Put(string name) => Choose([.. Chosen.Select(provider => provider.Name), name]);

    private void TakeOut(string name)
    {
        var left = Chosen.Select(provider => provider.Name).Where(other => other != name).ToList();
        Choose(left.Count > 0 ? left : ["-"]);
    }

    private void Move(string name, int by)
    {
        var names = Chosen.Select(provider => provider.Name).ToList();
        var at = names.IndexOf(name);
        (names[at], names[at + by]) = (names[at + by], names[at]);
        Choose(names);
    }

    private JobRequest Ordered(string? key)
    {
        var minutes = double.Parse(RetryMinutes, CultureInfo.InvariantCulture);
        return new(
            [.. Chosen.Select(provider => provider.Name)],
            _books.Count == 1 ? Ranges : null,
            IsInOrder ? ProviderOrder.InOrder : ProviderOrder.SideBySide,
            Priority.Normal,
            new(Count(Tokens ?? ""), Money(Budget ?? "")),
            minutes > 0 ? TimeSpan.FromMinutes(minutes) : null,
            null,
            key
        )
        {
            Again = Again is not null,
            RulesAfter = StandsIn && RulesAfter is { } after ? CallTimes.TryParse(after) : null,
            Asks = Asks,
        };
    }

    /// <summary>What is written in the fields; nothing counts as nothing, and rules alone have no use for it.</summary>
    private RecipeWish Asks =>
        Chosen.Any(provider => provider.Kind.MakesCalls)
            ? new(_types.Trim().Length == 0 ? null : _types, _prompt.Trim().Length == 0 ? null : _prompt)
            {
                TypesFrom = Ui["ownTypes"],
                PromptFrom = Ui["ownPrompt"],
            }
            : RecipeWish.None;

    /// <summary>A few chapters, spread over the book; their answers serve the whole job later.</summary>
    private async Task PilotAsync()
    {
        var chapters = await Uses.Estimates.PilotAsync(_books[0], Ordered(null) with { Chapters = null }, Pilot, Forever);
        Set("chapters", chapters.ToString());
    }

    private async Task StartAsync()
    {
        var request = Ordered(_key);
        var started = new List<JobId>();
        foreach (var book in _books)
            if (
                !await OrderAsync(
                    () =>
                        Uses.Orders.StartAsync(
                            book,
                            request.ForOneOf(_books, book, started.Count > 0 ? started[0] : null),
                            Forever
                        ),
                    job =>
                    {
                        started.Add(job);
                        return Ui.Say("jobStarted", job);
                    }
                )
            )
                break;
        if (started.Count > 0)
            Nav.NavigateTo(started.Count == 1 ? $"jobs/{started[0]}" : "jobs");
    }

    private static bool IsEmptyOr(string? text, Func<string, bool> fits) => string.IsNullOrEmpty(text) || fits(text);

    /// <summary>In millionths; a currency behind the number is not read: a budget is in that of the prices.</summary>
    private static long? Money(string text) =>
        decimal.TryParse(
            text.Trim().TrimEnd("CNYUSDER ".ToCharArray()),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var amount
        ) && amount is > 0 and < MostMoney
            ? (long)(amount * 1_000_000)
            : null;

    private static long? Count(string text) =>
        long.TryParse(
            text.Replace(",", "", StringComparison.Ordinal).Trim(),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var count
        )
        && count > 0
            ? count
            : null;
}
