using Xunit;

namespace Weft.Tests.Web;

public sealed class DoctorRoutesTests(WovenLibrary library) : ApiTests(library)
{
    [Fact]
    public async Task A_program_is_told_what_is_wrong_in_its_language_and_no_secret()
    {
        var said = await GetAsync("/api/doctor");
        Assert.Contains(said["level"].GetString(), new[] { "ok", "note", "warning", "error" });
        var findings = said["findings"].EnumerateArray().ToList();
        Assert.Contains(findings, finding => finding.GetProperty("area").GetString() == "keys");
        foreach (var finding in findings.Where(finding => finding.GetProperty("level").GetString() != "ok"))
            Assert.NotEmpty(finding.GetProperty("remedy").GetString()!);
        Assert.Contains("节点", (await GetAsync("/api/doctor?lang=zh")).Text);
    }

    [Fact]
    public async Task A_jobs_story_is_told_and_that_of_none_is_refused()
    {
        var jobs = await GetAsync("/api/jobs");
        var job = jobs.Items[0].GetProperty("job").GetInt64();
        var log = await GetAsync($"/api/jobs/{job}/log");
        Assert.Equal(job, log["job"].GetInt64());
        Assert.Contains(log["events"].EnumerateArray(), seen => seen.GetProperty("kind").GetString() == "created");
        Assert.Equal(404, (await GetAsync("/api/jobs/9999/log")).Status);
        Assert.Equal(400, (await GetAsync($"/api/jobs/{job}/log?limit=0")).Status);
    }
}
