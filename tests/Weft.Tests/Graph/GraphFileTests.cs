using Weft.Graph.Sqlite;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Graph;

/// <summary>The graph's file where the ledger is elsewhere: nothing else makes its folder.</summary>
public sealed class GraphFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_folder_is_made_where_it_is_missing()
    {
        var path = Path.Combine(_folder.File("data"), "deep", "graph.db");
        await using (GraphFile.Open(path)) { }
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        var file = _folder.File("data");
        File.WriteAllText(file, "no folder");
        var error = Assert.ThrowsAny<Exception>(() => GraphFile.Open(Path.Combine(file, "graph.db")));
        Assert.Contains(file, error.Message);
        Assert.Contains("WEFT_DATA", error.Message);
    }
}
