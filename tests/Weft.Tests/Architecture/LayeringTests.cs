using System.Text.RegularExpressions;
using Weft.Tests.Cli;
using Weft.Work;
using Xunit;

namespace Weft.Tests.Architecture;

/// <summary>What the folders of the core use of each other and of others, as the compiler left it.</summary>
public sealed partial class LayeringTests
{
    private const string Begin = "<!-- layers: written by LayeringTests -->\n";
    private const string End = "<!-- layers end -->\n";

    private static readonly IReadOnlyList<TypeUse> Uses = [.. TypeUses.Of(typeof(Node).Assembly).Where(use => IsOurs(use.From))];

    private static readonly string Core = Path.Combine(SourceTree.Root, "src", "Weft");

    /// <summary>An arrow with the types that make it, so that a failure says which import to take back.</summary>
    private static readonly IReadOnlyList<(string From, string To, TypeUse By)> Arrows =
    [
        .. Uses.Where(use => IsOurs(use.To))
            .Select(use => (Top(use.From), Top(use.To), use))
            .Where(arrow => arrow.Item1 != arrow.Item2),
    ];

    [Fact]
    public void A_folder_uses_what_the_table_says_and_nothing_else()
    {
        var allowed = Layers.Core.ToDictionary(layer => layer.Folder, layer => layer.Uses);
        var wrong = Arrows.Where(arrow => !allowed.GetValueOrDefault(arrow.From, []).Contains(arrow.To));
        None(wrong.Select(arrow => $"{arrow.From} must not use {arrow.To}: {arrow.By.From.Name} uses {arrow.By.To.Name}"));
        var found = Arrows.Select(arrow => (arrow.From, arrow.To)).ToHashSet();
        var unused = Layers
            .Core.SelectMany(layer => layer.Uses.Select(used => (layer.Folder, used)))
            .Where(arrow => !found.Contains(arrow));
        None(unused.Select(arrow => $"the table lets {arrow.Folder} use {arrow.used}, which it does not"));
    }

    [Fact]
    public void The_table_names_every_folder_and_has_no_cycle()
    {
        var folders = Directory
            .GetDirectories(Core)
            .Select(Path.GetFileName)
            .Except(["bin", "obj"])
            .Order(StringComparer.Ordinal);
        Assert.Equal(folders, Layers.Core.Select(layer => layer.Folder).Order(StringComparer.Ordinal));
        Assert.All(Layers.Core.Index(), row => Assert.Subset(FoldersAbove(row.Index), row.Item.Uses.ToHashSet()));
    }

    [Fact]
    public void Folders_inside_a_folder_form_no_cycle()
    {
        var arrows = Uses.Where(use => IsOurs(use.To))
            .Select(use => (From: Folder(use.From), To: Folder(use.To)))
            .Where(arrow => arrow.From != arrow.To && AreBeside(arrow.From, arrow.To))
            .ToLookup(arrow => arrow.From, arrow => arrow.To);
        var onCycle = arrows.Select(from => from.Key).Where(folder => Reachable(arrows, folder).Contains(folder));
        None(onCycle);
    }

    // Imports count too: a constant is copied by the compiler, which leaves no trace of where it stood.
    [Fact]
    public void A_file_imports_only_what_its_folder_may_use_and_its_namespace_is_its_folder()
    {
        var allowed = Layers.Core.ToDictionary(layer => layer.Folder, layer => layer.Uses);
        var wrong = new List<string>();
        foreach (var layer in Layers.Core)
        foreach (var file in Directory.GetFiles(Path.Combine(Core, layer.Folder), "*.cs", SearchOption.AllDirectories))
        {
            var (text, path) = (File.ReadAllText(file), Path.GetRelativePath(Core, file).Replace('\\', '/'));
            var home = "Weft." + Path.GetDirectoryName(path)!.Replace('/', '.');
            if (!text.Contains($"namespace {home};\n", StringComparison.Ordinal))
                wrong.Add($"{path}: its namespace is not {home}");
            foreach (var used in Named().Matches(text).Select(match => match.Groups[1].Value).Distinct())
                if (used != layer.Folder && allowed.ContainsKey(used) && !layer.Uses.Contains(used))
                    wrong.Add($"{path}: {layer.Folder} must not import {used}");
        }
        None(wrong);
    }

    [Fact]
    public void Namespaces_of_others_stay_in_their_folders()
    {
        var found = Uses.Where(use => !IsOurs(use.To))
            .Select(use => (Vendor: Vendor(use.To), Folder: Folder(use.From), By: use))
            .Where(arrow => arrow.Vendor is not null)
            .ToList();
        var wrong = found.Where(arrow => !Layers.Vendors.GetValueOrDefault(arrow.Vendor!, []).Contains(arrow.Folder));
        None(wrong.Select(arrow => $"{arrow.Folder} must not know {arrow.Vendor}: {arrow.By.From.Name} uses {arrow.By.To.Name}"));
        var used = found.Select(arrow => (arrow.Vendor!, arrow.Folder)).ToHashSet();
        var unused = Layers
            .Vendors.SelectMany(vendor => vendor.Value.Select(folder => (vendor.Key, folder)))
            .Where(entry => !used.Contains(entry));
        None(unused.Select(entry => $"the table lets {entry.folder} know {entry.Key}, which it does not"));
    }

    [Fact]
    public void The_core_knows_no_console_and_no_web_server() =>
        None(
            Uses.Where(use =>
                    use.To == typeof(Console)
                    // The hasher of passwords bears a web server's name and needs none.
                    || (
                        use.To.Namespace is { } name
                        && name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                        && name != "Microsoft.AspNetCore.Identity"
                    )
                )
                .Select(use => $"{use.From.FullName} uses {use.To.FullName}")
        );

    [Fact]
    public void The_architecture_page_shows_the_table()
    {
        var file = Path.Combine(SourceTree.Root, "docs", "architecture.md");
        var page = File.ReadAllText(file);
        var (begin, end) = (
            page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length,
            page.IndexOf(End, StringComparison.Ordinal)
        );
        Assert.True(begin >= Begin.Length && end >= begin, "docs/architecture.md has lost the marks around its table");
        if (Environment.GetEnvironmentVariable("WEFT_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(file, page = page[..begin] + Layers.Page() + page[end..]);
        Assert.Contains(Begin + Layers.Page() + End, page);
    }

    /// <summary>All of them in the message: xUnit would show the beginning of the first few.</summary>
    private static void None(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults));

    private static HashSet<string> FoldersAbove(int row) => [.. Layers.Core.Take(row).Select(layer => layer.Folder)];

    private static HashSet<string> Reachable(ILookup<string, string> arrows, string from)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(arrows[from]);
        while (open.TryPop(out var folder))
            if (reached.Add(folder))
                foreach (var next in arrows[folder])
                    open.Push(next);
        return reached;
    }

    /// <summary>In the same folder at the top, and neither inside the other.</summary>
    private static bool AreBeside(string one, string other) =>
        one.Split('/')[0] == other.Split('/')[0]
        && !one.StartsWith(other + '/', StringComparison.Ordinal)
        && !other.StartsWith(one + '/', StringComparison.Ordinal);

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Weft.", StringComparison.Ordinal) == true;

    private static string Folder(Type type) => type.Namespace!["Weft.".Length..].Replace('.', '/');

    private static string Top(Type type) => Folder(type).Split('/')[0];

    /// <summary>Its entry in the table; null = part of .NET. One that has no entry stands for itself.</summary>
    private static string? Vendor(Type type)
    {
        var space = type.Namespace ?? "";
        var entry = Layers.Vendors.Keys.FirstOrDefault(vendor =>
            (space + '.').StartsWith(vendor + '.', StringComparison.Ordinal)
        );
        return entry ?? (IsDotNet(space) ? null : space);
    }

    // The compiler writes some attributes of these two into the assembly itself.
    private static bool IsDotNet(string space) =>
        space is "System" or "Microsoft.CodeAnalysis" or "Microsoft.Win32.SafeHandles"
        || space.StartsWith("System.", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w.""])Weft\.(\w+)")]
    private static partial Regex Named();
}
