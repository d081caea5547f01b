using System.CommandLine;
using System.Globalization;
using Weft.Books;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Parsing;

/// <summary>What a person says of a file where its encoding or its chapters are not found out rightly.</summary>
internal sealed class ReadingOptions
{
    private readonly Shell _shell;
    private readonly Option<string?> _encoding;
    private readonly Option<string?> _headings;
    private readonly Option<string?> _parts;
    private readonly Option<bool> _noSplit;

    public ReadingOptions(Command command, Shell shell)
    {
        _shell = shell;
        command.Add(_encoding = shell.TextOption("--encoding", "NAME", "import.encoding"));
        command.Add(_headings = shell.TextOption("--headings", "PATTERN", "import.headings"));
        command.Add(_parts = shell.TextOption("--parts", "N", "import.parts"));
        command.Add(_noSplit = shell.Flag("--no-split", "import.noSplit"));
    }

    public ReadingHints Read(Invocation invocation)
    {
        var told = new ToldReading(
            invocation.Get(_encoding),
            invocation.Get(_headings),
            Parts(invocation.Get(_parts)),
            invocation.Get(_noSplit)
        );
        return ReadingHints.TryRead(told, out var wrong) ?? throw Error(wrong, told);
    }

    private int? Parts(string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var parts) ? parts
        : throw NoParts(text);

    private UserError Error(WrongHint wrong, ToldReading told) =>
        wrong switch
        {
            WrongHint.Encoding => Usage("import.unknownEncoding", told.Encoding),
            WrongHint.Headings => Usage("import.noPattern", told.Headings),
            WrongHint.Parts => NoParts(told.Parts!.Value.ToString(CultureInfo.InvariantCulture)),
            _ => Usage("import.oneCut"),
        };

    private UserError NoParts(string text) => Usage("import.noParts", text, ReadingHints.MostParts);

    private UserError Usage(string key, params object?[] values) => new(_shell.Phrases.Say(key, values), ExitCode.Usage);
}
