using Microsoft.Extensions.Time.Testing;
using Weft.Graph;
using Weft.Graph.Neo4j;
using Weft.Model;
using Weft.Testing;
using Weft.Testing.Servers;
using Xunit;
using static Weft.Testing.Conformance.GraphSamples;

namespace Weft.Tests.Graph;

/// <summary>What Neo4j may answer, scripted: errors by their codes under any HTTP status, lost answers, servers that cannot serve.</summary>
public sealed class Neo4jAnswersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private const string Deadlock = "Neo.TransientError.Transaction.DeadlockDetected";

    private static Neo4jGraph Open(Neo4jFront front) =>
        new(Neo4jAddress.Parse(front.Address), TimeProvider.System, new Random(1));

    private static string Error(string code, string message = "said the server") =>
        $$"""{"data":{"fields":["x"],"values":[]},"errors":[{"code":"{{code}}","message":"{{message}}"}]}""";

    private static readonly string Ready = Neo4jFront.NoRows.Replace(
        "[]}",
        $"[{string.Join(',', Cypher.Made.Select(name => $"[\"{name}\"]"))}]}}"
    );

    /// <summary>Everything is there already; after that, whatever the script says.</summary>
    private static Neo4jFront ReadyThen(Func<int, (int, string)?> script) =>
        Neo4jFront.Saying((_, number) => Task.FromResult(number == 1 ? (202, Ready) : script(number - 1)));

    [Theory]
    [InlineData(202)]
    [InlineData(400)]
    public async Task A_deadlock_is_asked_again_whatever_status_it_comes_with(int status)
    {
        await using var front = ReadyThen(number => number <= 3 ? (status, Error(Deadlock)) : (202, Neo4jFront.NoRows));
        await using var graph = Open(front);
        Assert.Empty(await graph.BooksAsync(Stop).Comes());
        Assert.Equal(5, front.Requests);
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_told_as_trouble_that_passes()
    {
        await using var front = ReadyThen(_ => (202, Error("Neo.TransientError.General.MemoryPoolOutOfMemoryError")));
        await using var graph = Open(front);
        await Assert.ThrowsAsync<GraphUnavailableException>(() => graph.BooksAsync(Stop).Comes());
        Assert.InRange(front.Requests, 5, 20);
    }

    [Fact]
    public async Task An_error_behind_rows_is_an_error()
    {
        const string Rows =
            """{"data":{"fields":["id"],"values":[[7]]},"errors":[{"code":"Neo.ClientError.Statement.TypeError","message":"no"}]}""";
        await using var front = ReadyThen(_ => (202, Rows));
        await using var graph = Open(front);
        await Assert.ThrowsAsync<GraphException>(() => graph.BooksAsync(Stop).Comes());
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again()
    {
        await using var front = ReadyThen(number => number == 1 ? null : (202, Neo4jFront.NoRows));
        await using var graph = Open(front);
        Assert.Empty(await graph.BooksAsync(Stop).Comes());
    }

    [Theory]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(503, "")]
    [InlineData(500, """{"errors":[{"code":"Neo.DatabaseError.General.UnknownError","message":"No space left on device"}]}""")]
    [InlineData(200, """{"data":{"fields":["id"],"values":[[7],[""")]
    public async Task What_may_pass_is_told_as_such(int status, string body)
    {
        await using var front = ReadyThen(_ => (status, body));
        await using var graph = Open(front);
        await Assert.ThrowsAsync<GraphUnavailableException>(() => graph.BooksAsync(Stop).Comes());
    }

    [Theory]
    [InlineData(401, "Neo.ClientError.Security.Unauthorized", "refuses the user 'neo4j'")]
    [InlineData(403, "Neo.ClientError.Security.Forbidden", "rights")]
    [InlineData(403, "Neo.ClientError.Security.CredentialsExpired", "new password")]
    [InlineData(404, "Neo.ClientError.Database.DatabaseNotFound", "no database 'neo4j'")]
    [InlineData(400, "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "read-only")]
    public async Task What_a_person_must_see_to_ends_a_start_and_is_waited_for_later(int status, string code, string told)
    {
        await using (var front = Neo4jFront.Saying(status, Error(code)))
        await using (var graph = Open(front))
        {
            var error = await Assert.ThrowsAsync<GraphException>(() => graph.BooksAsync(Stop).Comes());
            Assert.Contains(told, error.Message);
            Assert.DoesNotContain("hunter2", error.ToString());
        }
        await using var later = ReadyThen(number => number == 1 ? (202, Neo4jFront.NoRows) : (status, Error(code)));
        await using var open = Open(later);
        await open.BooksAsync(Stop).Comes();
        var trouble = await Assert.ThrowsAsync<GraphUnavailableException>(() => open.BooksAsync(Stop).Comes());
        Assert.Contains(told, trouble.Message);
        Assert.DoesNotContain("hunter2", trouble.ToString());
    }

    [Fact]
    public async Task A_password_that_was_changed_is_not_tried_so_often_that_nobody_else_can_sign_in()
    {
        var time = new FakeTimeProvider();
        await using var front = ReadyThen(number =>
            number is 2 or 3 ? (401, Error("Neo.ClientError.Security.Unauthorized")) : (202, Neo4jFront.NoRows)
        );
        await using var graph = new Neo4jGraph(Neo4jAddress.Parse(front.Address), time, new Random(1));
        await graph.BooksAsync(Stop).Comes();
        for (var refusal = 1; refusal <= 2; refusal++)
        {
            for (var ask = 1; ask <= 10; ask++)
                await Assert.ThrowsAsync<GraphUnavailableException>(() => graph.BooksAsync(Stop).Comes());
            Assert.Equal(2 + refusal, front.Requests);
            time.Advance(TimeSpan.FromSeconds(15));
        }
        Assert.Empty(await graph.BooksAsync(Stop).Comes());
    }

    [Theory]
    [InlineData("5.25.1")]
    [InlineData("4.4.40")]
    public async Task A_server_that_is_too_old_is_named(string version)
    {
        await using var front = Neo4jFront.Saying(202, Neo4jFront.NoRows);
        front.Says = $$"""{"neo4j_version":"{{version}}"}""";
        await using var graph = Open(front);
        var error = await Assert.ThrowsAsync<GraphException>(() => graph.BooksAsync(Stop).Comes());
        Assert.Contains($"version {version}; Weft needs 5.26", error.Message);
    }

    [Theory]
    [InlineData("5.26.0")]
    [InlineData("5.27-aura")]
    [InlineData("2026.09.0")]
    public async Task Newer_servers_are_taken(string version)
    {
        await using var front = ReadyThen(_ => (202, Neo4jFront.NoRows));
        front.Says = $$"""{"neo4j_version":"{{version}}"}""";
        await using var graph = Open(front);
        Assert.Empty(await graph.BooksAsync(Stop).Comes());
    }

    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("""{"name":"elastic"}""")]
    [InlineData("[]")]
    public async Task What_is_no_Neo4j_is_told(string says)
    {
        await using var front = Neo4jFront.Saying(202, Neo4jFront.NoRows);
        front.Says = says;
        await using var graph = Open(front);
        var error = await Assert.ThrowsAsync<GraphException>(() => graph.BooksAsync(Stop).Comes());
        Assert.Contains("7474", error.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_may_come()
    {
        Neo4jGraph graph;
        await using (var front = Neo4jFront.Saying(202, Neo4jFront.NoRows))
            graph = Open(front);
        await using (graph)
        {
            var trouble = await Assert.ThrowsAsync<GraphUnavailableException>(() => graph.BooksAsync(Stop).Comes());
            Assert.Contains("Is it running?", trouble.Message);
            Assert.DoesNotContain("hunter2", trouble.ToString());
        }
    }

    /// <summary>Every third answer is lost after its statement was carried out: nothing is done twice, nothing is missing.</summary>
    [Fact]
    [Needs("neo4j")]
    public async Task Lost_answers_of_a_real_server_change_nothing()
    {
        var address = await Neo4jServer.LibraryAsync();
        await using var front = Neo4jFront.Before(address, number => number % 3 == 0);
        var library = new Uri(address).Query;
        await using var graph = new Neo4jGraph(Neo4jAddress.Parse(front.Address + library), TimeProvider.System, new Random(1));
        var twin = new Testing.Models.MemoryGraph();
        foreach (var store in new IGraphStore[] { graph, twin })
        {
            await store.PutBookAsync(Book(6), Stop);
            for (var round = 1; round <= 2; round++)
            {
                for (var chapter = 1; chapter <= 6; chapter++)
                    await store.WeaveAsync(Weave(chapter, Random(chapter * round), Token(round, 1)), Stop);
                Assert.True(await store.ResolveAsync(Sanguo, First));
            }
            await store.WeaveAsync(Weave(6, ChapterFacts.None, Token(3, 1)), Stop);
            Assert.True(await store.ResolveAsync(Sanguo, First));
        }
        Assert.Equal(await twin.HashAsync(Sanguo), await graph.HashAsync(Sanguo));
        var state = (await graph.FindStateAsync(Sanguo, Stop))!;
        Assert.Null(state.Token);
        await graph.DeleteBookAsync(Sanguo, Stop);
        Assert.Empty(await graph.BooksAsync(Stop));
    }
}
