using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>What happens in a book, chapter by chapter, with the sentences that say so.</summary>
internal sealed class GraphTimelineCommand : WeftCommand
{
    private const int UsualEvents = 200;

    private readonly Argument<string> _book;
    private readonly Option<string[]> _kinds;
    private readonly Option<string?> _entity;
    private readonly Option<ChapterRanges?> _chapters;
    private readonly Option<long?> _upTo;
    private readonly Option<long?> _limit;

    public GraphTimelineCommand(Shell shell)
        : base("graph.timeline", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(
            _kinds = shell.ChoicesOption(
                "--kind",
                "KIND",
                "timeline.kind",
                [.. Enum.GetValues<StoryEventKind>().Select(Glossary.Word)]
            )
        );
        Add(_entity = shell.TextOption("--entity", "NAME", "timeline.entity"));
        Add(_chapters = shell.ChaptersOption());
        Add(_upTo = shell.WholeOption("--up-to", "N", "graph.upTo", least: 0, most: int.MaxValue));
        Add(_limit = shell.WholeOption("--limit", "N", "timeline.limit", 1, int.MaxValue));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var words = invocation.Get(_kinds);
        var filter = new TimelineFilter(
            [.. Enum.GetValues<StoryEventKind>().Where(kind => words.Contains(Glossary.Word(kind)))],
            invocation.Get(_entity),
            invocation.Get(_chapters),
            (int?)invocation.Get(_upTo)
        );
        var timeline = (await stores.Timelines.OfAsync(book, filter, cancel)).OrThrow(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, TimelineShape.Of(book, timeline, [.. timeline.Events.Select(TimelineEventShape.Of)], null));
        else
            new TimelineScreen(Shell, book, timeline, (int)(invocation.Get(_limit) ?? UsualEvents)).Write();
        return ExitCode.Ok;
    }
}
