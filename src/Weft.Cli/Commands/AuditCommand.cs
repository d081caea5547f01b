using System.CommandLine;
using System.Globalization;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Who did what, at whichever door.</summary>
internal sealed class AuditCommand : WeftCommand
{
    private const int Shown = 50;
    private readonly Option<string?> _by;
    private readonly Option<string[]> _what;
    private readonly Option<long?> _before;
    private readonly Option<long?> _most;

    public AuditCommand(Shell shell)
        : base("audit", shell)
    {
        Add(_by = shell.TextOption("--by", "NAME", "audit.by"));
        Add(_what = shell.ChoicesOption("--what", "KIND", "audit.what", [.. AuditQueries.Words]));
        Add(_before = shell.WholeOption("--before", "N", "audit.before"));
        Add(_most = shell.WholeOption("--limit", "N", "audit.limit", 1, 10_000));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var filter = new AuditFilter
        {
            By = invocation.Get(_by),
            Kinds = AuditQueries.KindsOf(invocation.Get(_what))!,
            Before = invocation.Get(_before),
        };
        var entries = await stores.Audit.ListAsync(filter, (int)(invocation.Get(_most) ?? Shown), cancel);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, entries.Select(entry => AuditShape.Of(entry, Phrases)));
            return ExitCode.Ok;
        }
        if (entries.Count == 0)
            Shell.Out.WriteLine(Phrases["audit.none"]);
        // As in a log: the newest stands last, where the eye is.
        foreach (var entry in entries.Reverse())
            Shell.Out.WriteLine(
                OneLine.Of(Phrases.Say("audit.line", Clock(entry.At), Who(entry.By), entry.What.Say(Phrases.Reasons)))
            );
        return ExitCode.Ok;
    }

    private string Who(Actor by) => AuditText.Who(by, Phrases) + (by.From.Length == 0 ? "" : $" [{by.From}]");

    private string Clock(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Shell.Time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
