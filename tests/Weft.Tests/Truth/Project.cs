using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;

namespace Weft.Tests.Truth;

/// <summary>A project file, and what its compiled assembly shows of the packages that it names.</summary>
internal sealed record Project(string File)
{
    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <summary>Names of the packages that a project file, or the file for all projects, refers to.</summary>
    public static IReadOnlyList<string> ReferencesIn(string file) => Named(file, "PackageReference");

    /// <summary>Names of the packages that have a version.</summary>
    public static IReadOnlyList<string> VersionsIn(string file) => Named(file, "PackageVersion");

    /// <summary>The assembly as it was built last; null: not built.</summary>
    public string? Assembly(string configuration)
    {
        var name = XDocument.Load(File).Descendants("AssemblyName").SingleOrDefault()?.Value ?? Name;
        var built = Path.Combine(Path.GetDirectoryName(File)!, "bin", configuration, $"{name}.dll");
        return System.IO.File.Exists(built) ? built : null;
    }

    /// <summary>Those packages that the project names and of whose assemblies <paramref name="used"/> has none.</summary>
    public IReadOnlyList<string> Unused(IReadOnlySet<string> used) =>
        [.. ReferencesIn(File).Where(package => !AssembliesOf(package).Any(used.Contains))];

    /// <summary>The names of the assemblies that this one refers to: the compiler writes down only those whose types are used.</summary>
    public static IReadOnlySet<string> UsedBy(string assembly)
    {
        using var file = new PEReader(System.IO.File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        return reader.AssemblyReferences.Select(row => reader.GetString(reader.GetAssemblyReference(row).Name)).ToHashSet();
    }

    /// <summary>A package that has no assembly of its own stands for those that it depends on.</summary>
    private List<string> AssembliesOf(string package)
    {
        using var assets = JsonDocument.Parse(
            System.IO.File.ReadAllText(Path.Combine(Path.GetDirectoryName(File)!, "obj", "project.assets.json"))
        );
        var libraries = assets.RootElement.GetProperty("targets").EnumerateObject().First().Value.EnumerateObject().ToList();
        List<string> Of(string name)
        {
            var library = libraries
                .First(library => library.Name.StartsWith(name + "/", StringComparison.OrdinalIgnoreCase))
                .Value;
            var own = Names(library, "compile")
                .Select(file => Path.GetFileNameWithoutExtension(file)!)
                .Where(file => file != "_");
            return own.ToList() is { Count: > 0 } files ? files : [.. Names(library, "dependencies").SelectMany(Of)];
        }
        return Of(package);
    }

    private static IEnumerable<string> Names(JsonElement library, string part) =>
        library.TryGetProperty(part, out var names) ? names.EnumerateObject().Select(name => name.Name) : [];

    private static List<string> Named(string file, string element) =>
        [.. XDocument.Load(file).Descendants(element).Select(package => package.Attribute("Include")!.Value)];
}
