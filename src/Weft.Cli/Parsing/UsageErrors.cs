using System.CommandLine;
using System.CommandLine.Parsing;
using Weft.Application.Texts;

namespace Weft.Cli.Parsing;

/// <summary>What is wrong with a command line, in one sentence of the user's language.</summary>
internal static class UsageErrors
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? Find(ParseResult parse, Phrases phrases)
    {
        var command = parse.CommandResult.Command;
        var own = OwnTokens(parse);
        if (StrayOption(parse, own) is { } option)
            return Suggest(phrases, "usage.unknownOption", option, command.Options.Select(known => known.Name));
        if (command.Subcommands.Count > 0)
        {
            var names = command.Subcommands.Select(sub => sub.Name).ToList();
            return parse.UnmatchedTokens.Count > 0
                ? Suggest(phrases, "usage.unknownCommand", parse.UnmatchedTokens[0], names)
                : phrases.Say("usage.needsCommand", CommandPath.Of(command), string.Join(", ", names));
        }
        if (parse.UnmatchedTokens.Count > 0)
            return phrases.Say("usage.tooMany", parse.UnmatchedTokens[0]);
        return parse.Errors.Select(error => Say(error, command, phrases)).FirstOrDefault();
    }

    private static string Say(ParseError error, Command command, Phrases phrases)
    {
        if (error.SymbolResult is OptionResult { Tokens.Count: 0 } option)
            return phrases.Say("usage.needsValue", option.Option.Name);
        if (error.SymbolResult is OptionResult { Tokens.Count: > 1 } many && many.Option.Arity.MaximumNumberOfValues == 1)
            return phrases.Say("usage.once", many.Option.Name);
        if (error.SymbolResult is ArgumentResult { Tokens.Count: 0 } argument)
            return argument.Parent is OptionResult owner
                ? phrases.Say("usage.needsValue", owner.Option.Name)
                : phrases.Say("usage.needsArgument", CommandPath.Of(command), argument.Argument.Name);
        if (
            error.SymbolResult is CommandResult
            && command.Options.FirstOrDefault(known => known.Required && error.Message.Contains(known.Name)) is { } needed
        )
            return phrases.Say("usage.needsOption", CommandPath.Of(command), needed.Name);
        // Our own parsers' words; they speak the user's language already.
        return error.Message;
    }

    /// <summary>The parser takes an unknown option for a value wherever one fits: a word that begins with a dash is an option unless it stands after <c>--</c>.</summary>
    private static string? StrayOption(ParseResult parse, HashSet<Token> own) =>
        parse
            .Tokens.Where(token => token.Type == TokenType.Argument && own.Contains(token))
            .Select(token => token.Value)
            .FirstOrDefault(value => value.Length > 1 && value[0] == '-' && !char.IsAsciiDigit(value[1]));

    private static HashSet<Token> OwnTokens(ParseResult parse) =>
        parse
            .Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .ToHashSet(ReferenceEqualityComparer.Instance as IEqualityComparer<Token>);

    private static string Suggest(Phrases phrases, string key, string word, IEnumerable<string> known)
    {
        var bare = word.Split('=')[0];
        return Nearest.To(bare, known) is { } near ? phrases.Say(key + "Near", bare, near) : phrases.Say(key, bare);
    }
}
