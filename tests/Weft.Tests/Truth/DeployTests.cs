using System.Diagnostics;
using System.Text.RegularExpressions;
using k8s.Models;
using Weft.Cli;
using Weft.Cli.Parsing;
using Weft.Cli.Settings;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Truth;

/// <summary>
/// The files of <c>deploy/</c> against the program: its commands, settings and metrics by their real names, objects of Kubernetes with the fields
/// that its API has, and alarms that an operator finds explained.
/// </summary>
public sealed partial class DeployTests : IDisposable
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "deploy");
    private readonly Weaver _weaver = new();

    public void Dispose() => _weaver.Dispose();

    public static TheoryData<string> Nodes => [.. All().Select(node => node.Name)];

    [Theory]
    [MemberData(nameof(Nodes))]
    public async Task A_nodes_command_and_settings_are_such_as_the_program_takes(string name)
    {
        var node = All().Single(node => node.Name == name);
        var line = new CommandLine(_weaver.Shell(TextWriter.Null, TextWriter.Null));
        Assert.Null(UsageErrors.Find(line.Root.Parse(node.Command), _weaver.Shell(TextWriter.Null, TextWriter.Null).Phrases));
        var secrets = await SecretsAsync();
        foreach (var (variable, value) in node.Variables)
            _weaver.Variables[variable] = value.Replace("/run/secrets", secrets, StringComparison.Ordinal);
        var known = SettingSlot.All.SelectMany(slot => new[] { slot.Setting.Variable, slot.Setting.Variable + "_FILE" });
        Assert.Empty(node.Variables.Keys.Except(known));
        Assert.Equal(0, await _weaver.RunAsync("config", "check"));
        Assert.Equal("", _weaver.Error);
        Assert.Equal($"weft:{Version()}", node.Image);
    }

    [Theory]
    [MemberData(nameof(Nodes))]
    public void A_node_has_five_seconds_to_leave_after_its_chapters(string name)
    {
        var node = All().Single(node => node.Name == name);
        Assert.Equal(int.Parse(node.Variables["WEFT_GRACE_SECONDS"], null) + 5, node.GraceSeconds);
    }

    [Fact]
    public void Services_of_systemd_and_supervisor_give_the_same_time()
    {
        Assert.Contains("TimeoutStopSec=30\n", Text("systemd/weft-node.service"));
        Assert.Contains("stopwaitsecs=30\n", Text("supervisor/weft.conf"));
        Assert.Contains("WEFT_GRACE_SECONDS=25\n", Text("weft.env.example"));
    }

    [Theory]
    [InlineData("weft.env.example")]
    [InlineData("supervisor/weft.conf")]
    public async Task The_settings_of_a_service_are_such_as_the_program_takes_with_those_of_a_fleet_too(string file)
    {
        foreach (Match setting in Setting().Matches(Text(file)))
            _weaver.Variables[setting.Groups[1].Value] = setting.Groups[2].Value;
        Assert.Contains("WEFT_LEDGER", _weaver.Variables.Keys);
        Assert.Equal(0, await _weaver.RunAsync("config", "check"));
        Assert.Equal("", _weaver.Error);
    }

    [Fact]
    public async Task Compose_names_just_the_secrets_that_its_script_makes()
    {
        var made = Directory.GetFiles(await SecretsAsync()).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        var compose = DeployedNode.Yaml("compose.yaml");
        var named = DeployedNode.Merged(compose["secrets"]);
        Assert.Equal(made, named.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, secret) in named)
            Assert.Equal($"./secrets/{name}", DeployedNode.Text(DeployedNode.Merged(secret)["file"]));
        var used = Secret().Matches(Text("compose.yaml")).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(named.Keys.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Kubernetes_scales_readers_by_chapters_and_disturbs_one_node_at_a_time()
    {
        var worker = DeployedNode.Objects("worker.yaml");
        var scaled = Assert.Single(worker.OfType<V2HorizontalPodAutoscaler>()).Spec;
        Assert.Equal("weft-worker", scaled.ScaleTargetRef.Name);
        var metric = Assert.Single(scaled.Metrics).External.Metric.Name;
        Assert.Contains($"as: {metric}", Text("kubernetes/prometheus-adapter.yaml"));
        foreach (var file in new[] { "web.yaml", "worker.yaml" })
        {
            var objects = DeployedNode.Objects(file);
            var labels = Assert.Single(objects.OfType<V1Deployment>()).Spec.Template.Metadata.Labels;
            Assert.Equal(labels, Assert.Single(objects.OfType<V1PodDisruptionBudget>()).Spec.Selector.MatchLabels);
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh.md")]
    public void Every_alarm_has_its_row_and_every_row_its_alarm(string page)
    {
        var alarms = Alarm().Matches(Text("prometheus/weft.rules.yaml")).Select(match => match.Groups[1].Value).Order().ToList();
        var rows = AlarmRow().Matches(Text(page)).Select(match => match.Groups[1].Value).Order();
        Assert.NotEmpty(alarms);
        Assert.Equal(alarms, rows);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh.md")]
    public void The_map_of_the_folder_is_whole(string page)
    {
        var text = Text(page);
        var files = Directory
            .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(file => "deploy/" + Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("deploy/out/", StringComparison.Ordinal))
            .Where(file => !file.StartsWith("deploy/secrets/", StringComparison.Ordinal))
            .Where(file => !file.StartsWith("deploy/README", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => !text.Contains($"`{file}`") && !text.Contains($"`{Path.GetDirectoryName(file)}/`"));
    }

    [Fact]
    public void Prometheus_itself_understands_the_alarms_and_raises_them_when_it_should()
    {
        const string checker = "/usr/bin/promtool";
        if (!File.Exists(checker))
            Weft.Testing.Require.Missing("prometheus", "promtool is not installed (Debian: prometheus)");
        foreach (
            var words in new[]
            {
                new[] { "check", "config", "--syntax-only", Path.Combine(Folder, "prometheus", "prometheus.yaml") },
                ["check", "rules", Path.Combine(Folder, "prometheus", "weft.rules.yaml")],
                ["test", "rules", Path.Combine(Folder, "prometheus", "weft.rules.test.yaml")],
            }
        )
        {
            using var process = Process.Start(
                new ProcessStartInfo(checker, words) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, said);
        }
    }

    /// <summary>Metrics that dashboard, alarms and autoscaler ask for.</summary>
    internal static IReadOnlyList<string> Metrics() =>
        [
            .. new[] { "grafana/weft.json", "prometheus/weft.rules.yaml", "kubernetes/prometheus-adapter.yaml" }
                .SelectMany(file => Metric().Matches(Text(file)))
                .Select(match => match.Value)
                .Distinct(),
        ];

    private static IEnumerable<DeployedNode> All() => DeployedNode.OfCompose().Concat(DeployedNode.OfKubernetes());

    private static string Text(string path) => File.ReadAllText(Path.Combine(Folder, path));

    private static string Version() =>
        Regex
            .Match(
                File.ReadAllText(Path.Combine(SourceTree.Root, "Directory.Build.props")),
                "<VersionPrefix>(.+)</VersionPrefix>"
            )
            .Groups[1]
            .Value;

    /// <summary>What <c>deploy/compose-secrets</c> makes; called twice, for the second time must change nothing.</summary>
    private async Task<string> SecretsAsync()
    {
        var folder = Path.Combine(_weaver.Folder, "secrets");
        foreach (var _ in new[] { 1, 2 })
        {
            using var script = Process.Start(
                new ProcessStartInfo(Path.Combine(Folder, "compose-secrets"), [folder]) { RedirectStandardError = true }
            )!;
            await script.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, script.ExitCode);
        }
        return folder;
    }

    [GeneratedRegex(@"(?:^#?|[=,])([A-Z][A-Z_]+)=""?([^""\n]*)", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"/run/secrets/([a-z0-9_]+)")]
    private static partial Regex Secret();

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alarm();

    [GeneratedRegex(@"^\| `(Weft[A-Za-z]+)` \|", RegexOptions.Multiline)]
    private static partial Regex AlarmRow();

    [GeneratedRegex(@"weft_[a-z_]+")]
    private static partial Regex Metric();
}
