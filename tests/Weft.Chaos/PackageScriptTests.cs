using System.Diagnostics;
using System.Runtime.CompilerServices;
using Weft.Cli;
using Weft.Testing;
using Xunit;

namespace Weft.Chaos;

/// <summary>
/// <c>deploy/build</c> and <c>deploy/try</c> in their short form: the package for Debian around this build of the program, installed, started,
/// stopped, upgraded and purged on this machine. Only publishing is left out, which takes minutes.
/// </summary>
public sealed class PackageScriptTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Folder(), "..", ".."));

    [Fact]
    public async Task The_debian_package_is_made_installed_upgraded_and_purged()
    {
        foreach (var program in new[] { "/usr/bin/dpkg-deb", "/usr/bin/apt-get", "/usr/bin/supervisord", "/usr/bin/curl" })
            if (!File.Exists(program))
                Require.Missing("debian", $"{program} is missing");
        if (Environment.UserName != "root")
            Require.Missing("debian", "only root can install a package");
        using var folder = new TemporaryFolder();
        var built = Path.GetDirectoryName(typeof(CommandLine).Assembly.Location)!;
        foreach (var revision in new[] { "1", "2" })
            await SucceedsAsync("build", "--out", folder.Path, "--from", built, "--revision", revision, "deb");
        Assert.Contains("weft_", await File.ReadAllTextAsync(folder.File("SHA256SUMS"), TestContext.Current.CancellationToken));
        var said = await SucceedsAsync("try", "--packages", folder.Path, "deb");
        Assert.Contains("ok: purged", said);
    }

    [Theory]
    [InlineData("build", "en", "usage: deploy/build")]
    [InlineData("build", "zh", "用法：deploy/build")]
    [InlineData("try", "en", "usage: deploy/try")]
    [InlineData("try", "zh", "用法：deploy/try")]
    public async Task Help_is_there_in_both_languages_and_a_wrong_target_is_refused(string script, string language, string begins)
    {
        var (code, help) = await RunAsync(script, language, "--help");
        Assert.Equal(0, code);
        Assert.StartsWith(begins, help);
        (code, var refusal) = await RunAsync(script, language, "solaris-sparc");
        Assert.Equal(2, code);
        Assert.Contains("solaris-sparc", refusal);
        Assert.Contains(begins, refusal);
    }

    [Fact]
    public async Task A_target_that_cannot_be_made_fails_with_its_reason()
    {
        using var folder = new TemporaryFolder();
        var (code, said) = await RunAsync("build", "en", "--out", folder.Path, "--from", folder.Path, "deb");
        Assert.Equal(1, code);
        Assert.Contains("no weft-cli in", said);
        Assert.Contains("not made: deb", said);
    }

    private static async Task<string> SucceedsAsync(string script, params string[] words)
    {
        var (code, said) = await RunAsync(script, "en", words);
        Assert.True(code == 0, said);
        return said;
    }

    private static async Task<(int Code, string Said)> RunAsync(string script, string language, params string[] words)
    {
        using var process = new Process
        {
            StartInfo = new(Path.Combine(Root, "deploy", script), words)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.StartInfo.Environment["WEFT_LANG"] = language;
        // Quick to pack and to unpack; how it is pressed together changes nothing else.
        process.StartInfo.Environment["WEFT_DEB_COMPRESSION"] = "none";
        process.Start();
        var complaints = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said + await complaints);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
