using System.Globalization;
using Weft.Application;
using Weft.Application.Diagnosis;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Graph;
using Weft.Graph.Comparison;
using Weft.Model;
using Weft.Reasons;
using Weft.Reasons.Findings;
using Weft.Web.Page.Words;

namespace Weft.Web.Page;

/// <summary>The language of whoever looks: words, numbers and moments as they are shown to them.</summary>
internal sealed class Ui(string language, TimeProvider time, string folder)
{
    private readonly Phrases _phrases = PageWords.For(language);

    public bool IsChinese => _phrases.Language == "zh";
    public string Language => _phrases.Language;

    /// <summary>What the page itself says; the key stands without its <c>page.</c>.</summary>
    public string this[string key] => _phrases["page." + key];

    public string Say(string key, params object?[] values) => _phrases.Say("page." + key, values);

    public string Say(Reason reason) => reason.Say(_phrases.Reasons);

    public string Say(Refusal refusal) => new RefusalText(_phrases, folder).Of(refusal);

    public string Say(Actor by) => AuditText.Who(by, _phrases);

    public string Say(EventView seen) => EventText.Say(seen, _phrases);

    public IReadOnlyList<string> Warnings(Books.CutBook cut) => SplitText.Warnings(cut, _phrases);

    public string PassedOver(IReadOnlyList<PassedOver> passed) => PassedOverText.Of(passed, _phrases);

    /// <summary>What a table of books does not fit.</summary>
    public IEnumerable<string> Table(SentTable table) => TableText.Of(table.Said, table.Name, _phrases);

    public string Metadata(BookMetadata said) => SplitText.Metadata(said, _phrases);

    public string Told(ToldReading told) => SplitText.Told(told, _phrases);

    /// <summary>The sentences of reasons and findings.</summary>
    public ReasonTexts Reasons => _phrases.Reasons;

    public string Name(DoctorArea area) => _phrases["doctor.area." + DoctorFindingShape.Word(area)];

    public string Name(FindingLevel level) => _phrases["doctor.level." + DoctorFindingShape.Word(level)];

    public string Name(JobState state) => _phrases.Name("state", state);

    public string Name(RunState state) => this["run." + Glossary.Word(state)];

    public string Name(Books.UnitKind kind) => _phrases.Name("kind", kind);

    public string Name(StoryEventKind kind) => _phrases.Name("happening", kind);

    public string Name(FindingKind kind) => _phrases.Name("finding", kind);

    public string Name(FactKind kind) => _phrases.Name("fact", kind);

    public string Name(Standing standing) => _phrases.Name("standing", standing);

    public string Description(EntityDetails details) => DescriptionText.Of(details, _phrases);

    public string Type(string type) => _phrases.Name("type", type);

    public string Tie(string type) => _phrases.Tie(type);

    public string TieToTarget(ResolvedRelation tie) => _phrases.TieToTarget(tie);

    public string Trait(string kind) => _phrases.Name("trait", kind);

    public string TongueOf(string language) => this[language == "zh" ? "chinese" : "english"];

    /// <summary>1,234.</summary>
    public static string Count(long number) => Figures.Count(number);

    /// <summary>From 100,000 on short: 608 k, 2.6 M, 60.8 万.</summary>
    public string Short(long number)
    {
        if (number < 100_000)
            return Count(number);
        if (IsChinese)
            return number >= 1_000_000
                ? string.Create(CultureInfo.InvariantCulture, $"{number / 10_000} 万")
                : string.Create(CultureInfo.InvariantCulture, $"{number / 10_000.0:0.#} 万");
        return number >= 1_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{number / 1_000_000.0:0.#} M")
            : string.Create(CultureInfo.InvariantCulture, $"{number / 1000} k");
    }

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}%");

    /// <summary>For a style: a share as a width.</summary>
    public static string Width(double share) => string.Create(CultureInfo.InvariantCulture, $"width:{share * 100:0.##}%");

    public static string Money(long micros, string currency) =>
        currency switch
        {
            "CNY" => "¥" + Figures.Money(micros, ""),
            "USD" => "$" + Figures.Money(micros, ""),
            _ => Figures.Money(micros, currency),
        };

    /// <summary>20:04 today, else 24 Nov 20:04.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        if (local.Date == TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone).Date)
            return Say("today", clock);
        return IsChinese
            ? $"{local.Month}月{local.Day}日 {clock}"
            : local.ToString("d MMM ", CultureInfo.InvariantCulture) + clock;
    }

    public string Clock(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>20:04, of a moment of the last hours.</summary>
    public string HourMinute(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>20:04:31 today, else 24 Nov 20:04.</summary>
    public string ShortClock(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, time.LocalTimeZone).Date
        == TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone).Date
            ? Clock(at)
            : Moment(at);

    public string Span(TimeSpan span) => Figures.Span(span, _phrases);

    /// <summary>Rounded: about 9 min, less than a minute.</summary>
    public string About(TimeSpan span) =>
        span.TotalSeconds < 60 ? this["underMinute"]
        : span.TotalMinutes < 90 ? Say("aboutMinutes", (int)Math.Round(span.TotalMinutes))
        : Say("aboutHours", Math.Round(span.TotalHours, 1));

    public TimeSpan Since(DateTimeOffset at) => time.GetUtcNow() - at;

    /// <summary>The state's colour and shape, as the style sheet names them.</summary>
    public static string Look(JobState state) =>
        state switch
        {
            JobState.Created => "wait",
            JobState.Running => "run",
            JobState.Paused => "pause",
            JobState.Completed => "done",
            JobState.Failed => "fail",
            _ => "skip",
        };

    public static string Look(RunState state) =>
        state switch
        {
            RunState.Pending => "wait",
            RunState.Processing => "run",
            RunState.Completed => "done",
            RunState.Failed => "fail",
            _ => "skip",
        };
}
