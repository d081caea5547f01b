using System.CommandLine;
using Weft.Cli.Terminal;
using Weft.Graph.Exports;

namespace Weft.Cli.Parsing;

/// <summary>Which part of a graph is meant.</summary>
internal sealed class SelectionOptions
{
    private readonly Option<long?> _upTo;
    private readonly Option<string[]> _types;
    private readonly Option<decimal?> _minWeight;

    public SelectionOptions(Command command, Shell shell)
    {
        command.Add(_upTo = shell.WholeOption("--up-to", "N", "graph.upTo", least: 0, most: int.MaxValue));
        command.Add(_types = shell.TextsOption("--types", "person,place", "graph.types"));
        command.Add(_minWeight = shell.AmountOption("--min-weight", "X", "graph.minWeight"));
    }

    public ExportSelection Read(Invocation invocation) =>
        new(
            (int?)invocation.Get(_upTo),
            ExportSelection.TypesOf(invocation.Get(_types)),
            (double)(invocation.Get(_minWeight) ?? 0)
        );
}
