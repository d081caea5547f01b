using Weft.Graph;
using Weft.Testing.Conformance;
using Weft.Testing.Models;
using Xunit;

namespace Weft.Tests.Graph;

/// <summary>No store of the graph without its line for each suite.</summary>
public sealed class GraphLines
{
    private static readonly Type[] Suites = [typeof(GraphConformance<>), typeof(ResolvedConformance<>)];

    [Fact]
    public void Every_store_has_a_line_for_every_suite()
    {
        string[] stores =
        [
            .. new[] { typeof(IGraphStore).Assembly, typeof(MemoryGraph).Assembly }
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.IsClass && type.IsAssignableTo(typeof(IGraphStore)))
                .Select(type => type.Name),
        ];
        Assert.Superset(new HashSet<string> { "SqliteGraph", "Neo4jGraph", "MemoryGraph" }, stores.ToHashSet());
        var lines = typeof(GraphLines)
            .Assembly.GetTypes()
            .Where(type => type.IsSealed && type.BaseType is { IsGenericType: true });
        foreach (var store in stores)
        foreach (var suite in Suites)
            Assert.Contains(
                lines,
                line =>
                    line.BaseType!.GetGenericTypeDefinition() == suite
                    && line.BaseType.GetGenericArguments()[0].Name == store + "Backend"
            );
    }
}
