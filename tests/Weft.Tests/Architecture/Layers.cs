using System.Text;

namespace Weft.Tests.Architecture;

/// <summary>A folder of the core and the folders it uses. What it does not name here it must not use.</summary>
internal sealed record Layer(string Folder, params string[] Uses);

/// <summary>The one table of what may use what in the core; <c>docs/architecture.md</c> shows it.</summary>
internal static class Layers
{
    /// <summary>From the bottom up: a folder uses only such as stand above it in this list.</summary>
    public static readonly IReadOnlyList<Layer> Core =
    [
        new("Reasons"),
        new("Runtime", "Reasons"),
        new("Model", "Reasons"),
        new("Books", "Reasons", "Model"),
        new("Storage", "Runtime"),
        new("Ledger", "Reasons", "Runtime", "Model", "Books", "Storage"),
        new("Dispatch", "Reasons", "Runtime", "Model"),
        new("Graph", "Reasons", "Runtime", "Model", "Books", "Storage"),
        new("Extraction", "Reasons", "Model"),
        new("Providers", "Reasons", "Runtime", "Model", "Ledger", "Dispatch", "Extraction"),
        new("Work", "Reasons", "Runtime", "Model", "Books", "Ledger", "Dispatch", "Graph", "Extraction", "Providers"),
        new("Webhooks", "Reasons", "Model", "Ledger", "Providers"),
        new("Watching", "Reasons", "Runtime", "Model", "Ledger", "Dispatch"),
        new(
            "Application",
            "Reasons",
            "Runtime",
            "Model",
            "Books",
            "Ledger",
            "Graph",
            "Extraction",
            "Providers",
            "Work",
            "Watching",
            "Webhooks"
        ),
    ];

    /// <summary>The project's own folder.</summary>
    public const string Program = "Program";

    /// <summary>The same for the folders of the command line.</summary>
    public static readonly IReadOnlyList<Layer> CommandLine =
    [
        new("Localization"),
        new("Terminal", "Localization"),
        new("Output", "Terminal"),
        new("Settings", "Terminal"),
        new("Parsing", "Terminal", "Output", "Settings"),
        new("Stores", "Terminal", "Settings"),
        new("Progress", "Terminal", "Output", "Stores"),
        new("Hosting", "Terminal", "Settings", "Stores"),
        new("Foreground", "Terminal", "Output", "Stores", "Progress", "Hosting"),
        new("Status", "Terminal", "Output", "Settings", "Stores", "Hosting"),
        new("Commands", "Terminal", "Output", "Settings", "Parsing", "Stores", "Hosting", "Foreground", "Status"),
        new(Program, "Terminal", "Settings", "Parsing", "Commands"),
    ];

    /// <summary>Namespaces of others, each with the folders that know it. <c>System.Net.Http</c> stands for servers that speak HTTP.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Vendors = new Dictionary<string, string[]>
    {
        ["AngleSharp"] = ["Books/Formats/Epub", "Books/Formats/Html"],
        ["CsvHelper"] = ["Application/Texts", "Graph/Exports"],
        ["Markdig"] = ["Books/Formats"],
        ["Microsoft.ML.Tokenizers"] = ["Extraction/Tokens"],
        ["Microsoft.AspNetCore.Identity"] = ["Application"],
        ["Microsoft.Data.Sqlite"] = ["Graph/Sqlite", "Ledger/Sqlite", "Storage/Sqlite"],
        ["Microsoft.Extensions.Logging"] = ["Dispatch/Redis", "Runtime", "Work"],
        ["Microsoft.Extensions.Options"] = ["Application"],
        ["MySqlConnector"] = ["Ledger/MySql"],
        ["SQLitePCL"] = ["Storage/Sqlite"],
        ["StackExchange.Redis"] = ["Dispatch/Redis"],
        ["System.IO.Hashing"] = ["Books/Formats"],
        ["System.Net.Http"] = ["Graph/Neo4j", "Providers/OpenAi", "Webhooks"],
        ["UglyToad.PdfPig"] = ["Books/Formats/Pdf"],
        ["UtfUnknown"] = ["Books"],
    };

    /// <summary>
    /// The table as the page shows it: a picture without the arrows that follow from others, then every arrow, then the vendors.
    /// </summary>
    public static string Page()
    {
        var page = new StringBuilder();
        Arrows(page, Core);
        page.Append("\n| namespace | known in |\n|---|---|\n");
        foreach (var (vendor, folders) in Vendors)
            page.Append($"| `{vendor}` | {List(folders)} |\n");
        page.Append("\nThe folders of `src/Weft.Cli`; `Program` is what lies in none:\n\n");
        Arrows(page, CommandLine);
        return page.ToString();
    }

    private static void Arrows(StringBuilder page, IReadOnlyList<Layer> layers)
    {
        page.Append("```mermaid\nflowchart TD\n");
        foreach (var layer in layers)
        foreach (var used in layer.Uses.Where(used => !layer.Uses.Any(other => Reaches(layers, other, used))))
            page.Append("  ").Append(layer.Folder).Append(" --> ").Append(used).Append('\n');
        page.Append("```\n\n| folder | uses |\n|---|---|\n");
        foreach (var layer in layers)
            page.Append($"| `{layer.Folder}` | {(layer.Uses.Length == 0 ? "nothing of ours" : List(layer.Uses))} |\n");
    }

    private static bool Reaches(IReadOnlyList<Layer> layers, string from, string to) =>
        layers.Single(layer => layer.Folder == from).Uses is var uses
        && (uses.Contains(to) || uses.Any(used => Reaches(layers, used, to)));

    private static string List(IEnumerable<string> folders) => string.Join(", ", folders.Select(folder => $"`{folder}`"));
}
