using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Weft.Testing;
using Xunit;

namespace Weft.Chaos;

/// <summary>The unit that is shipped for systemd, as its own checker reads it; it runs under no systemd here.</summary>
public sealed partial class SystemdTests
{
    private const string Checker = "/usr/bin/systemd-analyze";

    /// <summary>systemd calls 2 and below "OK"; the unit had 1.3 when it was written.</summary>
    private const double MostExposed = 2;

    [Fact]
    public async Task The_unit_is_understood_and_leaves_the_node_little_to_harm()
    {
        if (!File.Exists(Checker))
            Require.Missing("systemd", "systemd-analyze is not installed (Debian: systemd)");
        using var folder = new TemporaryFolder();
        // The checker wants the program of ExecStart to be there.
        var unit = folder.File("weft-node.service");
        var shipped = await File.ReadAllTextAsync(ShippedFile(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            unit,
            shipped.Replace("/usr/bin/weft", "/usr/bin/env", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((0, ""), await CheckAsync("verify", "--man=no", unit));
        var (_, exposure) = await CheckAsync("security", "--offline=true", "--no-pager", unit);
        var level = double.Parse(Level().Match(exposure).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(level, 0, MostExposed);
    }

    private static async Task<(int Code, string Output)> CheckAsync(params string[] words)
    {
        using var checker = new Process
        {
            StartInfo = new(Checker, words) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        checker.Start();
        var complaints = checker.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await checker.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken).Comes();
        await checker.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (checker.ExitCode, said + await complaints);
    }

    private static string ShippedFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "deploy", "systemd", "weft-node.service");

    [GeneratedRegex(@"exposure level for \S+: ([0-9.]+)")]
    private static partial Regex Level();
}
