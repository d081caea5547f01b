using Xunit;

namespace Weft.Tests.Web;

public sealed class SearchRoutesTests(WovenLibrary library) : ApiTests(library)
{
    [Fact]
    public async Task A_few_letters_lead_to_books_and_to_names_of_all_books()
    {
        var found = await GetAsync("/api/search?q=alice");
        Assert.Equal(1, found["books"][0].GetProperty("book").GetInt64());
        Assert.Equal(
            ("Alice", 1L),
            (found["entities"][0].GetProperty("name").GetString(), found["entities"][0].GetProperty("book").GetInt64())
        );
        Assert.Equal((2, 2), (found["searched_books"].GetInt32(), found["woven_books"].GetInt32()));
        var chinese = await GetAsync("/api/search?q=" + Uri.EscapeDataString("阿"));
        Assert.All(chinese["entities"].EnumerateArray(), hit => Assert.Equal(2, hit.GetProperty("book").GetInt64()));
        Assert.NotEqual(0, chinese["entities"].GetArrayLength());
    }

    [Fact]
    public async Task A_number_leads_to_the_job_and_one_letter_to_no_name()
    {
        var found = await GetAsync("/api/search?q=1");
        Assert.Equal(1, found["job"].GetProperty("job").GetInt64());
        Assert.Equal(1, found["books"][0].GetProperty("book").GetInt64());
        Assert.Equal(0, found["entities"].GetArrayLength());
        Assert.Equal(0, (await GetAsync("/api/search?q=a"))["entities"].GetArrayLength());
        Assert.Equal("null", (await GetAsync("/api/search?q=99999"))["job"].GetRawText());
    }

    [Fact]
    public async Task Nothing_to_search_for_is_refused()
    {
        await RefusedAsync(400, "value.bad", "/api/search");
        await RefusedAsync(400, "value.bad", "/api/search?q=" + new string('x', 201));
    }
}
