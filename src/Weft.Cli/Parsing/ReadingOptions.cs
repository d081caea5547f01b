using System.CommandLine;
using Weft.Books;
using Weft.Cli.Terminal;

namespace Weft.Cli.Parsing;

/// <summary>What a person says of a file where its encoding or its headings are not found out rightly.</summary>
internal sealed class ReadingOptions
{
    private readonly Shell _shell;
    private readonly Option<string?> _encoding;
    private readonly Option<string?> _headings;

    public ReadingOptions(Command command, Shell shell)
    {
        _shell = shell;
        command.Add(_encoding = shell.TextOption("--encoding", "NAME", "import.encoding"));
        command.Add(_headings = shell.TextOption("--headings", "PATTERN", "import.headings"));
    }

    public ReadingHints Read(Invocation invocation)
    {
        var (encoding, headings) = (invocation.Get(_encoding), invocation.Get(_headings));
        if (encoding is not null && TextEncodings.TryFind(encoding) is null)
            throw new UserError(_shell.Phrases.Say("import.unknownEncoding", encoding), ExitCode.Usage);
        var pattern = headings is null ? null : HeadingPattern.TryParse(headings);
        if (headings is not null && pattern is null)
            throw new UserError(_shell.Phrases.Say("import.noPattern", headings), ExitCode.Usage);
        return new(encoding, pattern);
    }
}
