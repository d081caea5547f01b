using System.Text;
using Weft.Application;
using Weft.Application.Texts;
using Xunit;

namespace Weft.Tests.Web;

public sealed class SampleRoutesTests(WovenLibrary library) : ApiTests(library)
{
    [Fact]
    public async Task A_sample_is_drawn_judged_and_read()
    {
        var table = await GetAsync("/api/books/1/exports/sample.csv?n=20&seed=x&lang=zh");
        Assert.Equal((200, "text/csv"), (table.Status, table.Message.Content.Headers.ContentType!.MediaType));
        Assert.Equal(Encoding.UTF8.GetPreamble(), (await table.Message.Content.ReadAsByteArrayAsync(Stop))[..3]);
        var rows = Csv.Read(table.Text);
        Assert.Equal((21, "种类"), (rows.Count, rows[0].Cells[1]));
        var facts = await GetAsync("/api/books/1/sample?n=20&seed=x");
        Assert.Equal(
            rows.Skip(1).Select(row => row.Cells[2]),
            facts["facts"].EnumerateArray().Select(fact => fact.GetProperty("name").GetString())
        );
        var verdict = rows[0].Cells.ToList().IndexOf("判断");
        var judged = rows.Skip(1)
            .Select(
                (row, at) =>
                    row.Cells.Select(
                        (cell, i) =>
                            i == verdict
                                ? at < 10
                                    ? "对"
                                    : at < 15
                                        ? "no"
                                        : ""
                                : cell
                    )
            );
        var body = Csv.Line(rows[0].Cells) + string.Concat(judged.Select(Csv.Line));
        var precision = await SendAsync(HttpMethod.Post, "/api/precision", Encoding.UTF8.GetBytes(body));
        Assert.Equal((200, 20), (precision.Status, precision["facts"].GetInt32()));
        var all = precision["all"];
        Assert.Equal(
            (15, 10, 0.6667),
            (all.GetProperty("judged").GetInt32(), all.GetProperty("right").GetInt32(), all.GetProperty("precision").GetDouble())
        );
        Assert.InRange(all.GetProperty("low").GetDouble(), 0.41, 0.42);
    }

    [Theory]
    [InlineData(404, "book.unknown", "/api/books/99/sample")]
    [InlineData(400, "value.bad", "/api/books/1/sample?n=0")]
    [InlineData(400, "value.bad", "/api/books/1/exports/sample.csv?n=10001")]
    [InlineData(404, "book.unknown", "/api/books/99/prompt")]
    [InlineData(400, "value.bad", "/api/books/1/prompt?passage=0")]
    [InlineData(404, "book.no_such_passage", "/api/books/1/prompt?passage=9999")]
    [InlineData(400, "book.no_such_chapter", "/api/books/1/prompt?chapter=99")]
    [InlineData(409, "provider.asks_nobody", "/api/books/1/prompt?provider=rules")]
    public Task What_is_not_there_is_refused(int status, string code, string path) => RefusedAsync(status, code, path);

    [Fact]
    public async Task What_is_no_judged_sample_is_refused_line_by_line()
    {
        await RefusedAsync(422, "precision.no_sample", "/api/precision", HttpMethod.Post, "nothing"u8.ToArray());
        await RefusedAsync(
            422,
            "precision.bad_lines",
            "/api/precision",
            HttpMethod.Post,
            "kind,verdict\nevent,perhaps\n"u8.ToArray(),
            holds: "perhaps"
        );
    }

    [Fact]
    public async Task A_prompt_is_shown_whole()
    {
        var prompt = await GetAsync("/api/books/2/prompt?chapter=2");
        Assert.Equal((200, 2, "p2"), (prompt.Status, prompt["chapter"].GetInt32(), prompt["recipe"].GetString()));
        Assert.Contains("阿", prompt["user"].GetString());
        Assert.InRange(prompt["stable"].GetProperty("share").GetDouble(), 0.1, 0.9);
        Assert.Equal("object", prompt["schema"].GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_prompt_is_tried_with_kinds_of_ones_own_before_a_job_is_ordered_with_them()
    {
        var own = new
        {
            passage = 1,
            types = "[ties]\n师叔 / 师侄：同门的长辈与晚辈",
            prompt = "只看师门。",
        };
        var prompt = await SendAsync(HttpMethod.Post, "/api/books/2/prompt", own);
        Assert.Equal(200, prompt.Status);
        Assert.Contains("师侄", prompt["system"].GetString() + prompt["user"].GetString());
        Assert.Contains("只看师门。", prompt["system"].GetString() + prompt["user"].GetString());
        Assert.NotEqual(
            (await GetAsync("/api/books/2/prompt?passage=1"))["recipe_hash"].GetString(),
            prompt["recipe_hash"].GetString()
        );
    }

    [Theory]
    [InlineData("/api/books/2/prompt", "\"passage\":1")]
    [InlineData("/api/jobs", "\"book\":2")]
    [InlineData("/api/estimates", "\"books\":[2]")]
    public async Task What_is_wrong_with_kinds_and_instructions_of_ones_own_is_said_before_anything_is_ordered(
        string path,
        string what
    )
    {
        var jobs = (await GetAsync("/api/jobs")).Text;
        await RefusedAsync(400, "job.bad_types", path, HttpMethod.Post, $$"""{ {{what}},"types":"[ties]\n~ a / b" }""", "2");
        await RefusedAsync(400, "job.bad_prompt", path, HttpMethod.Post, $$"""{ {{what}},"prompt":"  " }""");
        Assert.Equal(jobs, (await GetAsync("/api/jobs")).Text);
    }

    [Fact]
    public async Task An_exported_graph_says_what_it_was_made_with()
    {
        var made = Assert.Single((await GetAsync("/api/books/1/exports/graph.json"))["made"].EnumerateArray());
        Assert.Equal(
            (1, "p2", 12),
            (made.GetProperty("job").GetInt32(), made.GetProperty("recipe").GetString(), made.GetProperty("chapters").GetInt32())
        );
        Assert.Equal("rules", Assert.Single(made.GetProperty("providers").EnumerateArray()).GetString());
        Assert.Contains("\"recipe_hash\"", (await GetAsync("/api/books/1/exports/graph.html")).Text);
    }
}
