using Weft.Model;

namespace Weft.Graph.Neo4j;

/// <summary>
/// Where chapters wait to be woven. A lone one goes at once; those that arrive while the book is being written to go together, in one
/// request: the book's lock lets only one request write at a time, and each costs the server a flush to its disk.
/// </summary>
/// <param name="send">One transaction for all of them; never the same chapter twice. Results in their order.</param>
internal sealed class WeaveLine(Func<BookId, IReadOnlyList<ChapterWeave>, Task<IReadOnlyList<WeaveResult>>> send)
{
    /// <summary>One is being written while the next are being read and planned.</summary>
    public const int RequestsOfABook = 4;

    public const int ChaptersAtOnce = 16;

    /// <summary>Joining saves the fixed cost of a request; with more facts than these it is nothing beside theirs, and only makes others wait.</summary>
    public const int FactsAtOnce = 400;

    private readonly Dictionary<BookId, Line> _lines = [];
    private readonly Lock _lock = new();

    /// <summary>A weave that was sent is not called back: it may be carried out although its caller has gone.</summary>
    public Task<WeaveResult> WeaveAsync(ChapterWeave weave, CancellationToken cancel)
    {
        var waiting = new Waiting(weave, cancel);
        lock (_lock)
        {
            if (!_lines.TryGetValue(weave.Book, out var line))
                _lines[weave.Book] = line = new Line();
            line.Waiting.AddLast(waiting);
            if (line.Requests < RequestsOfABook)
            {
                line.Requests++;
                _ = Task.Run(() => WorkAsync(weave.Book, line), CancellationToken.None);
            }
        }
        return waiting.Result.Task.WaitAsync(cancel);
    }

    private async Task WorkAsync(BookId book, Line line)
    {
        while (TakeGroup(book, line) is { Count: > 0 } group)
        {
            await SendAsync(book, group);
            lock (_lock)
                line.InTheAir.ExceptWith(group.Select(waiting => waiting.Weave.Chapter));
        }
    }

    /// <summary>Empty: nothing to do, and the worker has been signed off.</summary>
    private List<Waiting> TakeGroup(BookId book, Line line)
    {
        var group = new List<Waiting>();
        lock (_lock)
        {
            var facts = 0;
            for (var node = line.Waiting.First; node is not null && group.Count < ChaptersAtOnce; )
            {
                var (next, one) = (node.Next, node.Value);
                if (one.Cancel.IsCancellationRequested)
                    line.Waiting.Remove(node);
                // A chapter's next attempt waits for the one that is being woven.
                else if ((group.Count == 0 || facts + one.Facts <= FactsAtOnce) && line.InTheAir.Add(one.Weave.Chapter))
                {
                    line.Waiting.Remove(node);
                    group.Add(one);
                    facts += one.Facts;
                }
                node = next;
            }
            if (group.Count == 0)
            {
                line.Requests--;
                if (line.Requests == 0 && line.Waiting.Count == 0)
                    _lines.Remove(book);
            }
        }
        return group;
    }

    private async Task SendAsync(BookId book, List<Waiting> group)
    {
        try
        {
            var results = await send(book, [.. group.Select(waiting => waiting.Weave)]);
            for (var i = 0; i < group.Count; i++)
                group[i].Result.TrySetResult(results[i]);
        }
        catch (GraphException) when (group.Count > 1)
        {
            // One of them is at fault: the others must not suffer for it.
            foreach (var one in group)
                await SendAsync(book, [one]);
        }
        // Its callers hear of it.
        catch (Exception trouble)
        {
            group.ForEach(waiting => waiting.Result.TrySetException(trouble));
        }
    }

    private sealed class Line
    {
        public LinkedList<Waiting> Waiting { get; } = [];
        public HashSet<ChapterKey> InTheAir { get; } = [];
        public int Requests { get; set; }
    }

    private sealed record Waiting(ChapterWeave Weave, CancellationToken Cancel)
    {
        public TaskCompletionSource<WeaveResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Facts => Weave.Facts.Mentions.Count + Weave.Facts.Relations.Count;
    }
}
