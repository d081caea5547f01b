using System.CommandLine;
using System.Globalization;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>What happened to sessions, jobs and providers.</summary>
internal sealed class EventsCommand : WeftCommand
{
    private const int Shown = 50;
    private readonly Option<long?> _most;

    public EventsCommand(Shell shell)
        : base("events", shell) => Add(_most = shell.WholeOption("--limit", "N", "events.limit", 1, 10_000));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var views = await stores.Events.ListAsync(null, (int)(invocation.Get(_most) ?? Shown), cancel);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, views.Select(view => EventShape.Of(view, Phrases)));
            return ExitCode.Ok;
        }
        if (views.Count == 0)
            Shell.Out.WriteLine(Phrases["events.none"]);
        // As in a log: the newest stands last, where the eye is.
        foreach (var view in views.Reverse())
            Shell.Out.WriteLine($"{Clock(view.Event.At)}  {OneLine.Of(EventText.Say(view, Phrases))}");
        return ExitCode.Ok;
    }

    private string Clock(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Shell.Time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
