using Weft.Extraction.Tokens;
using Weft.Model;
using Weft.Providers;

namespace Weft.Application.Estimates;

/// <summary>What one provider would take, added up chapter by chapter as if it read all.</summary>
/// <param name="share">Of the chapters that it is expected to read, 0 to 1.</param>
/// <param name="atOnce">Calls in the air.</param>
internal sealed class ReaderTally(Provider provider, Prices prices, DateTimeOffset now, double share, int atOnce)
{
    /// <summary>Prices change by the hour of the day and the day of the week.</summary>
    private const int HoursOfWeek = 7 * 24;

    private readonly List<Price> _week =
    [
        .. Enumerable.Range(0, HoursOfWeek).Select(hour => prices.At(provider, now.AddHours(hour))),
    ];
    private readonly List<(BookId Book, string Title, int Chapter, double Tokens, long Micros)> _chapters = [];
    private Book? _book;
    private double _prompt;
    private double _cached;
    private double _answer;
    private long _most;
    private long _mostPrompt;
    private double _seconds;

    public Provider Provider { get; } = provider;
    public double Share { get; } = share;
    public TokenFamily Family { get; } = TokenFamily.Of(provider.Model);

    /// <summary>Of the book that was added last.</summary>
    public UsageHistory History { get; private set; } = UsageHistory.None;
    public int Calls { get; private set; }
    public Price Price => _week[0];
    public Price Dearest => _week.MaxBy(Weight)!;
    public Price Cheapest => _week.MinBy(Weight)!;

    /// <summary>The chapters to come are this book's.</summary>
    /// <param name="history">In its language.</param>
    public void Begin(Book book, UsageHistory history) => (_book, History) = (book, history);

    /// <param name="served">Hashes of passages that nobody is asked for.</param>
    /// <param name="bound">Of an answer, in tokens.</param>
    public void Add(ChapterMeasure chapter, IReadOnlySet<string> served, int bound)
    {
        var (tokens, micros) = (0.0, 0L);
        foreach (var passage in chapter.Passages.Where(passage => !served.Contains(passage.Hash)))
        {
            var known = History.Answers > 0;
            var prompt = known ? passage.SafePromptTokens * History.Prompt : passage.PromptTokens;
            var answer = known ? Math.Min(passage.Characters * History.Answer, bound) : passage.AnswerTokens;
            Calls++;
            _prompt += prompt;
            _cached += prompt * History.Cached;
            _answer += answer;
            _mostPrompt += passage.SafePromptTokens;
            _most += passage.SafePromptTokens + bound + (Provider.Settings.ThinkingTokens ?? 0);
            _seconds += (known ? History.PerCall : CallDuration.OfCall(answer)).TotalSeconds;
            tokens += prompt + answer;
            micros += Prices.Micros(Price, (long)prompt, (long)(prompt * History.Cached), (long)answer);
        }
        _chapters.Add((_book!.Id, _book.Title, chapter.Number, tokens, micros));
    }

    public ReaderEstimate ToEstimate()
    {
        var perCall = TimeSpan.FromSeconds(Calls > 0 ? _seconds / Calls : 0);
        var inTheAir = Math.Max(Math.Min(atOnce, Calls), 1);
        return new(
            Provider.Name,
            Provider.Model,
            Price,
            Share,
            new(
                Calls,
                (long)_prompt,
                (long)_answer,
                _most,
                Prices.Micros(Price, (long)_prompt, (long)_cached, (long)_answer),
                Prices.Micros(Dearest, _mostPrompt, 0, _most - _mostPrompt),
                CallDuration.Of(Calls, _most, perCall, inTheAir, Provider.Limits)
            ),
            inTheAir,
            perCall,
            History.Answers
        );
    }

    /// <summary>Where the books, one after another, come to the end of their budget; null = they do not.</summary>
    public PausePoint? PauseWithin(Budget budget)
    {
        var (tokens, micros) = (0.0, 0L);
        foreach (var chapter in _chapters)
        {
            (tokens, micros) = (tokens + chapter.Tokens, micros + chapter.Micros);
            if (tokens > budget.Tokens || micros > budget.Micros)
                return new(chapter.Title, chapter.Chapter);
        }
        return null;
    }

    private static long Weight(Price price) => price.InputMicros + price.OutputMicros;
}
