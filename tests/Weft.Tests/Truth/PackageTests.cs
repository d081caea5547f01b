using Weft.Testing;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Truth;

/// <summary>No package without a use, and none without its line in <c>docs/dependencies.md</c>.</summary>
public sealed class PackageTests
{
    /// <summary>Packages that work while the program is built or tested, so that no assembly refers to them.</summary>
    private static readonly string[] WithoutAssembly =
    [
        "Google.Protobuf", // Pinned for the tokenizers.
        "Microsoft.AspNetCore.App.Internal.Assets", // A script that is embedded.
        "Microsoft.CodeAnalysis.BannedApiAnalyzers", // An analyzer.
        "Microsoft.ML.Tokenizers.Data.O200kBase", // A table that the tokenizer finds by its name.
        "Microsoft.Testing.Extensions.TrxReport", // The test platform finds it at the build.
        "xunit.v3", // Names the other packages of xunit, the runner among them.
        "xunit.v3.extensibility.core", // Lets a library of tests, which is no test project, name xunit's attributes.
    ];

    private static readonly string Versions = Path.Combine(SourceTree.Root, "Directory.Packages.props");

    public static TheoryData<string> Projects =>
        [.. Files().Select(file => Path.GetRelativePath(SourceTree.Root, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_package_with_a_version_is_named_by_a_project()
    {
        var named = Files().Append(Path.Combine(SourceTree.Root, "Directory.Build.props")).SelectMany(Project.ReferencesIn);
        Assert.Empty(Project.VersionsIn(Versions).Except(named));
    }

    [Fact]
    public void Every_package_has_its_line()
    {
        var firstColumn = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "dependencies.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split([' ', ',', '(', ')']))
            .ToHashSet();
        Assert.DoesNotContain(Project.VersionsIn(Versions), package => !firstColumn.Contains(package));
    }

    [Fact]
    public void Every_line_is_of_a_package_that_is_there()
    {
        var known = Project.VersionsIn(Versions).ToHashSet(StringComparer.Ordinal);
        var dotted = File.ReadLines(Path.Combine(SourceTree.Root, "docs", "dependencies.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split([' ', ',', '(', ')']))
            .Where(word => word.Contains('.') && word != "ASP.NET");
        Assert.DoesNotContain(dotted, word => !known.Contains(word));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_each_package_that_it_names(string path)
    {
        var project = new Project(Path.Combine(SourceTree.Root, path));
        var configuration = Path.GetRelativePath(
            Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..")),
            Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)
        );
        var assembly = project.Assembly(configuration);
        if (assembly is null)
            Require.Missing("build", $"{project.Name} is not built: dotnet build Weft.slnx -c Release");
        Assert.Empty(project.Unused(Project.UsedBy(assembly!)).Except(WithoutAssembly));
    }

    [Fact]
    public void A_package_of_whose_assemblies_none_is_used_is_found()
    {
        var project = new Project(Path.Combine(SourceTree.Root, "src", "Weft", "Weft.csproj"));
        Assert.Contains("Markdig", project.Unused(new HashSet<string> { "StackExchange.Redis" }));
        Assert.DoesNotContain("StackExchange.Redis", project.Unused(new HashSet<string> { "StackExchange.Redis" }));
    }

    private static IEnumerable<string> Files() =>
        new[] { "src", "tests", "bench" }.SelectMany(folder => SourceTree.Files(folder, "*.csproj"));
}
