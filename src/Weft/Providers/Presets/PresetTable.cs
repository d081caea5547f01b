using System.Text.Json;
using Weft.Runtime;

namespace Weft.Providers.Presets;

/// <summary>A file of presets cannot be read; its line is told, from 1.</summary>
internal sealed class PresetFileException(string path, long line, string what) : Exception($"{path}, line {line}: {what}")
{
    public string Path => path;
    public long Line => line;
    public string What => what;
}

/// <summary>All known providers: the built-in ones, overruled and added to by a file of one's own.</summary>
internal sealed class PresetTable
{
    /// <summary>In the data folder, where nothing else is named.</summary>
    public const string FileName = "presets.json";

    private readonly Lazy<IReadOnlyList<Preset>> _all;
    private readonly Lazy<Prices> _prices;

    private PresetTable(Func<IReadOnlyList<Preset>> all)
    {
        _all = new(all);
        _prices = new(() => new(All));
    }

    /// <summary>They are read when somebody asks for them: most commands ask nobody.</summary>
    public static readonly PresetTable BuiltIn = new(() => [.. BuiltInTexts().Select(text => PresetReader.Read(text, false))]);

    public IReadOnlyList<Preset> All => _all.Value;

    /// <summary>What all their models cost.</summary>
    public Prices Prices => _prices.Value;

    public Preset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);

    /// <summary>The built-in ones with a file's; a preset of a known name changes the fields that it says.</summary>
    /// <exception cref="PresetFileException">It cannot be read.</exception>
    public static PresetTable With(string path)
    {
        var text = "";
        try
        {
            text = File.ReadAllText(path);
            return Read(text, path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new PresetFileException(path, 1, trouble.Message);
        }
    }

    /// <exception cref="PresetFileException">It cannot be read.</exception>
    internal static PresetTable Read(string text, string path)
    {
        var own = Parse(text, path);
        var all = BuiltInTexts().ToDictionary(preset => preset.Name);
        var changed = new HashSet<string>();
        foreach (var preset in own)
        {
            if (!changed.Add(preset.Name))
                throw new PresetFileException(path, LineOf(text, preset.Name), $"{preset.Name} ×2");
            all[preset.Name] = all.TryGetValue(preset.Name, out var known) ? known.With(preset) : preset;
        }
        IReadOnlyList<Preset> made = [.. all.Values.Select(preset => Made(preset, changed.Contains(preset.Name), text, path))];
        return new(() => made);
    }

    private static Preset Made(PresetText preset, bool isChanged, string text, string path)
    {
        try
        {
            return PresetReader.Read(preset, isChanged);
        }
        catch (FormatException trouble)
        {
            throw new PresetFileException(path, LineOf(text, preset.Name), trouble.Message);
        }
    }

    private static IReadOnlyList<PresetText> Parse(string text, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<PresetFileText>(text, PresetJson.Form)?.Presets
                ?? throw new PresetFileException(path, 1, "null");
        }
        catch (JsonException trouble)
        {
            throw new PresetFileException(
                path,
                (trouble.LineNumber ?? 0) + 1,
                $"{trouble.Path}: {(IsUnknownField(trouble) ? "no such field" : trouble.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0])}"
            );
        }
    }

    private static bool IsUnknownField(JsonException trouble) =>
        trouble.Message.Contains("could not be mapped", StringComparison.Ordinal);

    /// <summary>Where its name stands.</summary>
    private static long LineOf(string text, string name)
    {
        var at = text.IndexOf(JsonSerializer.Serialize(name), StringComparison.Ordinal);
        return 1 + text.AsSpan(0, Math.Max(at, 0)).Count('\n');
    }

    private static IReadOnlyList<PresetText> BuiltInTexts() =>
        JsonSerializer
            .Deserialize<PresetFileText>(EmbeddedText.Read("Weft.Providers.Presets.Presets.json"), PresetJson.Form)!
            .Presets;
}
