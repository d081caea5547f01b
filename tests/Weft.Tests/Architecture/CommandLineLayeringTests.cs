using Weft.Cli;
using Weft.Graph;
using Weft.Ledger;
using Xunit;

namespace Weft.Tests.Architecture;

/// <summary>What the folders of the command line use of each other, as the compiler left it.</summary>
public sealed class CommandLineLayeringTests
{
    private const string Root = "Weft.Cli";

    private static readonly IReadOnlyList<(string From, string To, TypeUse By)> Arrows =
    [
        .. TypeUses
            .Of(typeof(CommandLine).Assembly)
            .Where(use => IsOurs(use.From) && IsOurs(use.To))
            .Select(use => (Folder(use.From), Folder(use.To), use))
            .Where(arrow => arrow.Item1 != arrow.Item2),
    ];

    [Fact]
    public void A_folder_uses_what_the_table_says_and_nothing_else()
    {
        var allowed = Layers.CommandLine.ToDictionary(layer => layer.Folder, layer => layer.Uses);
        var wrong = Arrows.Where(arrow => !allowed.GetValueOrDefault(arrow.From, []).Contains(arrow.To));
        None(wrong.Select(arrow => $"{arrow.From} must not use {arrow.To}: {arrow.By.From.Name} uses {arrow.By.To.Name}"));
        var found = Arrows.Select(arrow => (arrow.From, arrow.To)).ToHashSet();
        var unused = Layers
            .CommandLine.SelectMany(layer => layer.Uses.Select(used => (layer.Folder, used)))
            .Where(arrow => !found.Contains(arrow));
        None(unused.Select(arrow => $"the table lets {arrow.Folder} use {arrow.used}, which it does not"));
    }

    /// <summary>Each folder uses only such as stand above it in the table, so that there is no cycle.</summary>
    [Fact]
    public void The_table_has_no_cycle()
    {
        var above = new HashSet<string>();
        foreach (var layer in Layers.CommandLine)
        {
            Assert.Subset(above, layer.Uses.ToHashSet());
            above.Add(layer.Folder);
        }
    }

    /// <summary>They parse, call the application and show: what the program does is nobody's own.</summary>
    [Fact]
    public void Commands_ask_no_store_themselves()
    {
        var seams = typeof(ILedger).Assembly.GetTypes().Where(type => type.IsInterface && IsStore(type.Namespace!)).ToHashSet();
        Assert.Contains(typeof(IGraphStore), seams);
        None(
            TypeUses
                .Of(typeof(CommandLine).Assembly)
                .Where(use => use.From.Namespace == Root + ".Commands" && seams.Contains(use.To))
                .Select(use => $"{use.From.Name} asks {use.To.Name}")
        );
    }

    private static bool IsStore(string space) => space is "Weft.Ledger" or "Weft.Graph";

    private static void None(IEnumerable<string> faults) => Assert.True(!faults.Any(), string.Join('\n', faults.Distinct()));

    private static bool IsOurs(Type type) =>
        type.Namespace == Root || type.Namespace?.StartsWith(Root + '.', StringComparison.Ordinal) == true;

    /// <summary>What lies in the project's own folder is the program itself.</summary>
    private static string Folder(Type type) => type.Namespace == Root ? Layers.Program : type.Namespace![(Root.Length + 1)..];
}
