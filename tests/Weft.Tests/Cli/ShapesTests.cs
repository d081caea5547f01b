using System.Text.Json;
using Weft.Ledger.Sqlite;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>The JSON that others build on, over the real commands: names, order and meaning stay as they are.</summary>
public sealed class ShapesTests : IDisposable
{
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    private async Task<JsonElement> JsonOfAsync(params string[] words)
    {
        Assert.True(await _weaver.RunAsync([.. words, "--json", "--data", _weaver.Data]) == 0, _weaver.Error);
        return _weaver.Answer;
    }

    private static string[] NamesOf(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    private async Task<string> RunBookAsync()
    {
        var file = _weaver.Write("mill.txt", Mill.Book);
        await JsonOfAsync("run", file);
        return file;
    }

    [Fact]
    public async Task Import_says_what_it_took()
    {
        var file = _weaver.Write("mill.txt", Mill.Book);
        var one = await JsonOfAsync("import", file);
        string[] names = ["book", "title", "language", "chapters", "characters", "encoding", "already_known"];
        Assert.Equal(names, NamesOf(one).Take(7));
        Assert.Equal(
            (1, "en", 2, Mill.Book.Length),
            (Int(one, "book"), Text(one, "language"), Int(one, "chapters"), Int(one, "characters"))
        );
        Assert.False(one.GetProperty("already_known").GetBoolean());
        var both = await JsonOfAsync("import", file, _weaver.Write("other.txt", Mill.Book.Replace("Mill", "Inn")));
        Assert.Equal([true, false], both.EnumerateArray().Select(each => each.GetProperty("already_known").GetBoolean()));
        var books = await JsonOfAsync("books");
        Assert.Equal([1, 2], books.EnumerateArray().Select(each => Int(each, "book")));
    }

    [Fact]
    public async Task The_longest_answer_is_the_jobs_to_say()
    {
        await JsonOfAsync("import", _weaver.Write("mill.txt", Mill.Book));
        await JsonOfAsync("job", "start", "1", "--answer-tokens", "512", "--detach");
        await JsonOfAsync("job", "start", "1", "--detach");
        await using var ledger = await SqliteLedger.OpenAsync(
            Path.Combine(_weaver.Data, "ledger.db"),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );
        var jobs = await ledger.Jobs.JobsAsync([], TestContext.Current.CancellationToken);
        Assert.Equal([512, 4_096], jobs.Select(job => job.Order.Recipe.MaxAnswerTokens));
        Assert.NotEqual(jobs[0].Order.Recipe.Hash(), jobs[1].Order.Recipe.Hash());
        Assert.Equal(2, await _weaver.RunAsync("job", "start", "1", "--answer-tokens", "5", "--data", _weaver.Data));
        Assert.Contains("256", _weaver.Error);
    }

    [Fact]
    public async Task A_folder_brings_every_text_below_it_but_what_tells_of_the_folder()
    {
        _weaver.Write("books/one.txt", Mill.Book);
        _weaver.Write("books/more/two.md", Mill.Book.Replace("Mill", "Inn"));
        _weaver.Write("books/README.md", "Books to be read.");
        _weaver.Write("books/picture.png", "no text");
        var runs = await JsonOfAsync("run", Path.Combine(_weaver.Folder, "books"));
        Assert.Equal(2, runs.GetArrayLength());
        Assert.Equal(2, (await JsonOfAsync("books")).GetArrayLength());
    }

    [Fact]
    public async Task Chapters_cover_the_text_without_gap_or_overlap()
    {
        await JsonOfAsync("import", _weaver.Write("mill.txt", "\ufeff" + Mill.Book));
        var units = (await JsonOfAsync("chapters", "1")).EnumerateArray().ToList();
        var end = 0;
        foreach (var unit in units)
        {
            Assert.Equal(["number", "kind", "title", "start", "length"], NamesOf(unit));
            Assert.Equal(end, Int(unit, "start"));
            end += Int(unit, "length");
        }
        Assert.Equal(Mill.Book.Length, end);
        Assert.Equal(["chapter", "chapter"], units.Select(unit => Text(unit, "kind")));
    }

    [Fact]
    public async Task A_job_counts_its_runs_calls_and_money_and_names_its_graph()
    {
        await RunBookAsync();
        var job = await JsonOfAsync("job", "show", "1");
        foreach (var name in new[] { "runs", "calls", "tokens", "money", "rejected", "hash" })
            Assert.True(job.TryGetProperty(name, out _), $"{name} is missing in {job}");
        var runs = job.GetProperty("runs");
        Assert.Equal(["pending", "processing", "completed", "failed", "skipped"], NamesOf(runs));
        Assert.Equal(2, Int(runs, "completed"));
        Assert.Matches("^[0-9a-f]{64}$", Text(job, "hash"));
    }

    [Fact]
    public async Task An_exported_graph_names_entities_by_ids_and_quotes_the_book()
    {
        await RunBookAsync();
        var hash = Text(await JsonOfAsync("job", "show", "1"), "hash");
        Assert.Equal(0, await _weaver.RunAsync("graph", "export", "1", "--format", "json", "--data", _weaver.Data));
        var graph = _weaver.Answer;
        Assert.Equal(
            "book title authors date publisher description tags language edition imported_at hash selection made decisions entities relations mentions evidence",
            string.Join(' ', NamesOf(graph))
        );
        Assert.Equal((1, hash), (Int(graph, "book"), Text(graph, "hash")));
        var entities = graph.GetProperty("entities").EnumerateArray().ToList();
        Assert.All(
            entities,
            entity =>
                Assert.Equal(
                    [
                        "id",
                        "name",
                        "type",
                        "aliases",
                        "mentions",
                        "importance",
                        "community",
                        "chapters",
                        "first",
                        "last",
                        "traits",
                    ],
                    NamesOf(entity)
                )
        );
        Assert.Contains(entities, entity => Text(entity, "name") == "Tom Brown");
        var ids = entities.ConvertAll(entity => Text(entity, "id"));
        var relations = graph.GetProperty("relations").EnumerateArray().ToList();
        Assert.NotEmpty(relations);
        Assert.All(
            relations,
            relation =>
            {
                Assert.Equal(
                    ["source", "target", "type", "label", "mutual", "weight", "count", "chapters", "quotes"],
                    NamesOf(relation)
                );
                Assert.Contains(Text(relation, "source"), ids);
                Assert.Contains(Text(relation, "target"), ids);
                Assert.All(
                    relation.GetProperty("quotes").EnumerateArray(),
                    quote => Assert.Contains(quote.GetString()!, Mill.Book)
                );
            }
        );
    }

    [Fact]
    public async Task Every_exported_fact_says_where_it_stands_and_who_read_it_there()
    {
        await RunBookAsync();
        var starts = (await JsonOfAsync("chapters", "1"))
            .EnumerateArray()
            .Where(part => Text(part, "kind") == "chapter")
            .ToDictionary(part => Int(part, "number"), part => Int(part, "start"));
        var graph = await JsonOfAsync("graph", "export", "1");
        var (mentions, evidence) = (graph.GetProperty("mentions"), graph.GetProperty("evidence"));
        Assert.All(mentions.EnumerateArray(), fact => Says(fact, "entity name type count"));
        Assert.All(
            evidence.EnumerateArray(),
            fact => Says(fact, "source target type label source_name target_name count confidence")
        );
        Assert.Equal(Sum(graph.GetProperty("entities"), "mentions"), Sum(mentions, "count"));
        Assert.Equal(Sum(graph.GetProperty("relations"), "count"), Sum(evidence, "count"));

        void Says(JsonElement fact, string own)
        {
            Assert.Equal($"{own} chapter chapter_title offset quote provider model recipe job", string.Join(' ', NamesOf(fact)));
            var quote = Text(fact, "quote");
            Assert.Equal(quote, Mill.Book.Substring(starts[Int(fact, "chapter")] + Int(fact, "offset"), quote.Length));
            Assert.Equal(("rules", 1), (Text(fact, "provider"), Int(fact, "job")));
            Assert.StartsWith("rules", Text(fact, "model"));
            Assert.NotEqual("", Text(fact, "recipe"));
        }

        static int Sum(JsonElement facts, string property) => facts.EnumerateArray().Sum(fact => Int(fact, property));
    }

    [Fact]
    public async Task What_is_found_names_its_book()
    {
        await RunBookAsync();
        var found = await JsonOfAsync("find", "1");
        Assert.Equal(
            ["books", "job", "entities", "searched_books", "woven_books"],
            found.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal(
            (1L, 1L, "completed"),
            (
                found.GetProperty("job").GetProperty("job").GetInt64(),
                found.GetProperty("job").GetProperty("book").GetInt64(),
                Text(found.GetProperty("job"), "state")
            )
        );
        Assert.Equal(1, found.GetProperty("books")[0].GetProperty("book").GetInt64());
    }

    [Fact]
    public async Task Events_tell_what_happened_the_newest_first()
    {
        await RunBookAsync();
        var events = (await JsonOfAsync("events")).EnumerateArray().ToList();
        Assert.Equal(
            ["left", "completed", "started", "opened"],
            events.Select(seen => Text(seen, "kind")).Where(kind => kind != "created")
        );
        Assert.All(
            events,
            seen =>
                Assert.Equal(
                    [
                        "event",
                        "at",
                        "kind",
                        "session",
                        "node",
                        "job",
                        "provider",
                        "chapters",
                        "reason",
                        "reason_code",
                        "reason_args",
                        "text",
                    ],
                    NamesOf(seen)
                )
        );
        Assert.Equal("job 1 is completed", Text(events[1], "text"));
        Assert.Equal("drained", Text(events[0], "reason_code"));
        Assert.Single((await JsonOfAsync("events", "--limit", "1")).EnumerateArray());
    }

    [Fact]
    public async Task A_graph_is_rebuilt_to_the_same_hash()
    {
        await RunBookAsync();
        var hash = Text(await JsonOfAsync("job", "show", "1"), "hash");
        var rebuilt = await JsonOfAsync("graph", "rebuild", "1");
        Assert.Equal((2, hash), (Int(rebuilt, "chapters"), Text(rebuilt, "hash")));
        var all = Assert.Single((await JsonOfAsync("graph", "rebuild", "--all")).EnumerateArray());
        Assert.Equal((2, hash), (Int(all, "chapters"), Text(all, "hash")));
    }

    [Fact]
    public async Task The_page_of_a_graph_holds_no_tag_of_the_book()
    {
        await JsonOfAsync(
            "run",
            _weaver.Write("evil.txt", Mill.Book.Replace("Brown", "Brown</script><script>alert(1)</script>"))
        );
        Assert.Equal(0, await _weaver.RunAsync("graph", "export", "1", "--format", "html", "--data", _weaver.Data));
        Assert.DoesNotContain("<script>alert(1)", _weaver.Out);
    }

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
