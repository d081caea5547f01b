using System.Security.Cryptography;

namespace Weft.Graph.Neo4j;

/// <summary>The database behind a graph. Nothing is asked of it before the first use, which looks whether it can serve and makes what must be there.</summary>
internal sealed class Neo4jDatabase(Neo4jLink link) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private volatile bool _open;

    /// <summary>Carries out the statement of that name in the .cypher files, as <see cref="Neo4jLink.RunAsync"/> does.</summary>
    public async Task<Neo4jReply> RunAsync(
        string name,
        object asked,
        CancellationToken cancel,
        TimeSpan? patience = null,
        string? tolerated = null
    )
    {
        if (!_open)
            await OpenAsync(cancel);
        return await link.RunAsync(Cypher.Text(name), asked, cancel, patience, tolerated);
    }

    /// <summary>A mark that nobody else has.</summary>
    public static string Mark() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    public void Dispose()
    {
        link.Dispose();
        _opening.Dispose();
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        await _opening.WaitAsync(cancel);
        try
        {
            if (_open)
                return;
            await Neo4jSchema.MakeReadyAsync(link, cancel);
            link.Proven = _open = true;
        }
        finally
        {
            _opening.Release();
        }
    }
}
