using System.Text.Json;
using Weft.Application.Texts;
using Weft.Cli.Terminal;

namespace Weft.Cli.Settings;

/// <summary>The settings file: JSON (comments and trailing commas allowed), one object for each section.</summary>
internal sealed class SettingsFile
{
    public const string DefaultName = "weft.json";
    private readonly Dictionary<string, (SettingSlot Slot, object Value)> _values = [];
    private readonly Phrases _phrases;
    private readonly List<SettingProblem> _problems;

    private SettingsFile(string path, Phrases phrases, List<SettingProblem> problems)
    {
        Path = path;
        _phrases = phrases;
        _problems = problems;
    }

    /// <summary>Full path, also where there is no such file.</summary>
    public string Path { get; }

    public static SettingsFile Read(Shell shell, string dataFolder, List<SettingProblem> problems)
    {
        var named = shell.Variable("WEFT_SETTINGS");
        var path = named.Length > 0 ? shell.FullPath(named) : System.IO.Path.Combine(shell.FullPath(dataFolder), DefaultName);
        var file = new SettingsFile(path, shell.Phrases, problems);
        if (File.Exists(path))
            file.Load();
        else if (named.Length > 0)
            file.Error("setting.noFile", path);
        return file;
    }

    public SettingValue? Find(SettingSlot slot) =>
        _values.TryGetValue(slot.Name, out var found) ? new(slot, found.Value, Path) : null;

    private void Load()
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path), options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                Error("setting.noObject", Path);
            else
                foreach (var section in document.RootElement.EnumerateObject())
                    ReadSection(section);
        }
        catch (JsonException error)
        {
            Error("setting.noJson", Path, (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Error("setting.fileUnreadable", SettingsFile.DefaultName, Path);
        }
    }

    private void ReadSection(JsonProperty section)
    {
        var slots = SettingSlot.All.Where(slot => slot.Section == section.Name).ToList();
        if (slots.Count == 0)
        {
            Unknown(section.Name, SettingSlot.All.Select(slot => slot.Section).Distinct());
            return;
        }
        if (section.Value.ValueKind != JsonValueKind.Object)
        {
            Error("setting.bad", section.Name, _phrases["setting.notObject"]);
            return;
        }
        foreach (var entry in section.Value.EnumerateObject())
        {
            var slot = slots.SingleOrDefault(slot => slot.Setting.Key == entry.Name);
            if (slot is null)
                Unknown(
                    $"{section.Name}.{entry.Name}",
                    slots.Where(slot => !slot.Setting.VariableOnly).Select(slot => slot.Name)
                );
            else if (slot.Setting.VariableOnly)
                Error("setting.variableOnly", slot.Name, slot.Setting.Variable);
            else
                ReadValue(slot, entry.Value);
        }
    }

    private void ReadValue(SettingSlot slot, JsonElement json)
    {
        var text = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.GetRawText(),
            JsonValueKind.Array when json.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => string.Join(
                ',',
                json.EnumerateArray().Select(item => item.GetString())
            ),
            _ => null,
        };
        var reason = _phrases["setting.wrongKind"];
        if (text is not null && SettingText.TryRead(slot, text, _phrases, out reason) is { } value)
            _values[slot.Name] = (slot, value);
        else
            Error("setting.bad", slot.Name, reason);
    }

    private void Unknown(string name, IEnumerable<string> known)
    {
        if (Nearest.To(name, known) is { } near)
            Error("setting.unknownNear", Path, name, near);
        else
            Error("setting.unknown", Path, name);
    }

    private void Error(string key, params object?[] values) => _problems.Add(new(true, _phrases.Say(key, values)));
}
