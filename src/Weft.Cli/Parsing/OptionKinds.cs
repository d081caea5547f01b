using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Weft.Application;
using Weft.Cli.Terminal;

namespace Weft.Cli.Parsing;

/// <summary>Options and arguments whose errors speak the user's language.</summary>
internal static class OptionKinds
{
    public static Option<bool> Flag(this Shell shell, string name, string phrase) =>
        new(name) { Description = shell.Phrases[phrase] };

    public static Option<string?> TextOption(this Shell shell, string name, string value, string phrase) =>
        new(name) { HelpName = value, Description = shell.Phrases[phrase] };

    public static Option<string[]> TextsOption(this Shell shell, string name, string value, string phrase) =>
        new(name)
        {
            HelpName = value,
            Description = shell.Phrases[phrase],
            DefaultValueFactory = _ => [],
        };

    public static Option<string?> ChoiceOption(this Shell shell, string name, string phrase, params string[] choices) =>
        new(name)
        {
            HelpName = string.Join('|', choices),
            Description = shell.Phrases[phrase],
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (!choices.Contains(text))
                    result.AddError(shell.Phrases.Say("usage.notAmong", name, text, string.Join(", ", choices)));
                return text;
            },
        };

    /// <summary>Several of these words, one after the other or with commas between.</summary>
    public static Option<string[]> ChoicesOption(
        this Shell shell,
        string name,
        string value,
        string phrase,
        params string[] choices
    ) =>
        new(name)
        {
            HelpName = value,
            Description = shell.Phrases[phrase],
            DefaultValueFactory = _ => [],
            CustomParser = result =>
            {
                var words = result
                    .Tokens.SelectMany(token =>
                        token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    )
                    .ToArray();
                if (words.FirstOrDefault(word => !choices.Contains(word)) is { } wrong)
                    result.AddError(shell.Phrases.Say("usage.notAmong", name, wrong, string.Join(", ", choices)));
                return words;
            },
        };

    /// <summary>How long ago, or a date with or without a time of day.</summary>
    public static Option<DateTimeOffset?> MomentOption(this Shell shell, string name, string phrase) =>
        new(name)
        {
            HelpName = "2h|2026-11-26T20:00",
            Description = shell.Phrases[phrase],
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var moment = MomentParser.TryParse(text, shell.Time);
                if (moment is null)
                    result.AddError(shell.Phrases.Say("usage.notMoment", name, text));
                return moment;
            },
        };

    public static Option<long?> WholeOption(
        this Shell shell,
        string name,
        string value,
        string phrase,
        long least = 1,
        long most = long.MaxValue
    ) =>
        new(name)
        {
            HelpName = value,
            Description = shell.Phrases[phrase],
            CustomParser = result => Whole(shell, name, result, least, most),
        };

    public static Option<decimal?> AmountOption(this Shell shell, string name, string value, string phrase) =>
        new(name)
        {
            HelpName = value,
            Description = shell.Phrases[phrase],
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                    && amount < 1_000_000_000
                )
                    return amount;
                result.AddError(shell.Phrases.Say("usage.notAmount", name, text));
                return null;
            },
        };

    public static Option<ChapterRanges?> ChaptersOption(this Shell shell) =>
        new("--chapters")
        {
            HelpName = "1-20,25",
            Description = shell.Phrases["opt.chapters"],
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var ranges = ChapterRanges.TryParse(text);
                if (ranges is null)
                    result.AddError(shell.Phrases.Say("usage.notChapters", text));
                return ranges;
            },
        };

    public static Argument<string> Word(this Shell shell, string name, string phrase) =>
        new(name) { Description = shell.Phrases[phrase], HelpName = name };

    public static Argument<string[]> Words(this Shell shell, string name, string phrase, bool atLeastOne) =>
        new(name)
        {
            Description = shell.Phrases[phrase],
            HelpName = name,
            Arity = atLeastOne ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
        };

    public static Argument<long?> Id(this Shell shell, string name, string phrase, bool optional = false) =>
        new(name)
        {
            Description = shell.Phrases[phrase],
            HelpName = name,
            Arity = optional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
            CustomParser = result => Whole(shell, name, result, 1, long.MaxValue),
        };

    private static long? Whole(Shell shell, string name, ArgumentResult result, long least, long most)
    {
        var text = result.Tokens[0].Value;
        if (
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
            return number;
        result.AddError(
            most == long.MaxValue
                ? shell.Phrases.Say("usage.notWhole", name, text, least)
                : shell.Phrases.Say("usage.notWholeBetween", name, text, least, most)
        );
        return null;
    }
}
