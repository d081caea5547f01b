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

/// <summary>What happened to sessions, jobs and providers.</summary>
internal sealed class EventsCommand : WeftCommand
{
    private const int Shown = 50;
    private readonly Option<string[]> _kinds;
    private readonly Option<long?> _job;
    private readonly Option<string?> _provider;
    private readonly Option<string?> _node;
    private readonly Option<long?> _session;
    private readonly Option<DateTimeOffset?> _since;
    private readonly Option<DateTimeOffset?> _until;
    private readonly Option<long?> _before;
    private readonly Option<long?> _most;

    public EventsCommand(Shell shell)
        : base("events", shell)
    {
        Add(
            _kinds = shell.ChoicesOption("--kind", "KIND", "events.kind", [.. Enum.GetValues<EventKind>().Select(Glossary.Word)])
        );
        Add(_job = shell.WholeOption("--job", "ID", "events.job"));
        Add(_provider = shell.TextOption("--provider", "NAME", "events.provider"));
        Add(_node = shell.TextOption("--node", "NAME", "events.node"));
        Add(_session = shell.WholeOption("--session", "ID", "events.session"));
        Add(_since = shell.MomentOption("--since", "opt.since"));
        Add(_until = shell.MomentOption("--until", "opt.until"));
        Add(_before = shell.WholeOption("--before", "N", "events.before"));
        Add(_most = shell.WholeOption("--limit", "N", "events.limit", 1, 10_000));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var views = await stores.Events.ListAsync(FilterOf(invocation), (int)(invocation.Get(_most) ?? Shown), cancel);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, views.Select(view => EventShape.Of(view, Phrases)));
            return ExitCode.Ok;
        }
        if (views.Count == 0)
            Shell.Out.WriteLine(Phrases[FilterOf(invocation) == EventFilter.All ? "events.none" : "events.noneSuch"]);
        // As in a log: the newest stands last, where the eye is.
        foreach (var view in views.Reverse())
            Shell.Out.WriteLine($"{Clock(view.Event.At)}  {OneLine.Of(EventText.Say(view, Phrases))}");
        return ExitCode.Ok;
    }

    private EventFilter FilterOf(Invocation invocation) =>
        EventFilter.All with
        {
            Kinds = EventQueries.KindsOf(invocation.Get(_kinds)),
            Job = invocation.Get(_job) is { } job ? new(job) : null,
            Provider = invocation.Get(_provider),
            Node = invocation.Get(_node),
            Session = invocation.Get(_session) is { } session ? new(session) : null,
            Before = invocation.Get(_before),
            From = invocation.Get(_since),
            Until = invocation.Get(_until),
        };

    private string Clock(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Shell.Time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
