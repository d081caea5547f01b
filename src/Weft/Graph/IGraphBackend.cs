using Weft.Reasons.Findings;

namespace Weft.Graph;

/// <summary>One way to keep the graph: which setting means it, what it can do, how it is opened. All there are stand in <see cref="GraphBackends"/>.</summary>
internal interface IGraphBackend
{
    /// <summary>Whether the value of <c>WEFT_GRAPH</c> means this one, be it well written or not. Nothing is opened.</summary>
    bool Takes(string setting);

    /// <summary>What is wrong with a setting that means this one; null = nothing.</summary>
    SettingFault? FaultOf(string setting);

    /// <summary>
    /// It is a server of its own, which nodes on several machines share. Else it works inside this process, on a file in the data folder.
    /// </summary>
    bool IsShared { get; }

    /// <summary>Opens it, or makes it. A server need not answer yet: it is called when it is needed.</summary>
    /// <param name="place">The data folder, which is there, and time and chance.</param>
    /// <exception cref="GraphException">A person must look at it.</exception>
    Task<OpenGraph> OpenAsync(string setting, GraphPlace place, CancellationToken cancel);

    /// <summary>Looks how it is set and how it fares, and changes nothing.</summary>
    /// <exception cref="GraphException">A person must look at it.</exception>
    /// <exception cref="GraphUnavailableException">It is away for now.</exception>
    Task<GraphExamination> ExamineAsync(string setting, GraphPlace place, CancellationToken cancel);
}

/// <param name="IsReady">There is a graph to be opened, which changes nothing.</param>
/// <param name="Identity">The same for all who have the same graph, whatever they call its server; never with a password.</param>
internal sealed record GraphExamination(IReadOnlyList<Finding> Findings, bool IsReady, string Identity);

/// <summary>What is wrong with a setting.</summary>
/// <param name="Code">Key of the sentence that says so.</param>
/// <param name="Arguments">Fill the sentence's places.</param>
internal sealed record SettingFault(string Code, params string[] Arguments);

/// <summary>What a graph is opened with, whichever it is.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Random">Only for waits of unequal length.</param>
internal sealed record GraphPlace(string Folder, TimeProvider Time, Random Random);

/// <summary>A graph, and what closes it.</summary>
internal sealed record OpenGraph(IGraphStore Graph, IAsyncDisposable Held);
