using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Graph.Comparison;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>What two jobs on one book found differently, without a call.</summary>
internal sealed class GraphCompareCommand : WeftCommand
{
    private const int UsualRows = 10;

    private readonly Argument<long?> _a;
    private readonly Argument<long?> _b;
    private readonly Option<string?> _kind;
    private readonly Option<string?> _side;
    private readonly Option<ChapterRanges?> _chapters;
    private readonly Option<long?> _limit;
    private readonly Option<string?> _csv;

    public GraphCompareCommand(Shell shell)
        : base("graph.compare", shell)
    {
        Add(_a = shell.Id("A", "arg.job"));
        Add(_b = shell.Id("B", "compare.other"));
        Add(_kind = shell.ChoiceOption("--kind", "compare.kind", Words<FindingKind>()));
        Add(_side = shell.ChoiceOption("--side", "compare.side", Words<FindingSide>()));
        Add(_chapters = shell.ChaptersOption());
        Add(_limit = shell.WholeOption("--limit", "N", "compare.limit", 0, int.MaxValue));
        Add(_csv = shell.TextOption("--csv", "FILE", "compare.csv"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var (a, b) = (new JobId(invocation.Get(_a)!.Value), new JobId(invocation.Get(_b)!.Value));
        var compared = (await stores.Comparison.CompareAsync(a, b, Progress(invocation), cancel)).OrThrow(stores);
        var filter = new FindingFilter(
            Read<FindingKind>(invocation.Get(_kind)),
            Read<FindingSide>(invocation.Get(_side)),
            invocation.Get(_chapters)
        );
        if (filter.Chapters is { } wanted && compared.Chapters.All(one => !wanted.Contains(one.Chapter.Number)))
            throw new UserError(Phrases["compare.noChapter"]);
        if (invocation.Get(_csv) is { } csv)
            return await FileOutput.WriteAsync(
                Shell,
                invocation.Json,
                csv,
                new ComparisonCsv(Phrases).Write(filter.Of(compared)),
                cancel
            );
        if (invocation.Json)
            Json.Write(Shell.Out, new WholeComparisonShape(compared, filter.Of(compared)));
        else
            new ComparisonScreen(Shell, compared, filter, (int)(invocation.Get(_limit) ?? UsualRows)).Write();
        return ExitCode.Ok;
    }

    private Action<int, int> Progress(Invocation invocation)
    {
        if (invocation.Json || !Shell.OutIsTerminal)
            return (_, _) => { };
        return (done, all) => Shell.Drawing.Write($"\r{done}/{all}{(done == all ? "\r\e[K" : "")}");
    }

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Glossary.Word)];

    private static T? Read<T>(string? word)
        where T : struct, Enum => word is null ? null : Enum.GetValues<T>().First(value => Glossary.Word(value) == word);
}
