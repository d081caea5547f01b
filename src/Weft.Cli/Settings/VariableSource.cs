using Weft.Application.Texts;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Settings;

/// <summary>Options from environment variables, each also from the file that <c>NAME_FILE</c> names.</summary>
internal sealed class VariableSource(Shell shell, List<SettingProblem> problems)
{
    /// <summary>Variables of the program that are no options of a section.</summary>
    private static readonly string[] Others =
    [
        "WEFT_SETTINGS",
        "WEFT_LANG",
        "WEFT_COMMAND",
        "WEFT_DEBUG",
        CrashSwitch.Variable,
        CrashSwitch.TextVariable,
    ];

    public SettingValue? Find(SettingSlot slot)
    {
        var name = slot.Setting.Variable;
        var direct = shell.Variable(name);
        var file = shell.Variable(name + "_FILE");
        if (direct.Length > 0 && file.Length > 0)
        {
            Error("setting.both", name, name + "_FILE");
            return null;
        }
        if (file.Length > 0)
            return ReadFile(name + "_FILE", file) is { } text
                ? Read(slot, text, $"{name}_FILE ({shell.FullPath(file)})", name + "_FILE")
                : null;
        return direct.Length > 0 ? Read(slot, direct, name, name) : null;
    }

    /// <summary>A misspelt variable would otherwise be passed over in silence.</summary>
    public void WarnOfUnknown()
    {
        var known = SettingSlot.All.Select(slot => slot.Setting.Variable).Concat(Others).ToList();
        var withFiles = known.Concat(SettingSlot.All.Select(slot => slot.Setting.Variable + "_FILE")).ToHashSet();
        foreach (
            var name in shell.Variables.Keys.Where(IsOurs).Where(name => !withFiles.Contains(name)).Order(StringComparer.Ordinal)
        )
        {
            var near = Nearest.To(name, known);
            // Test runs and key variables of providers carry the prefix too: only what looks like a slip is worth a line.
            if (near is not null)
                problems.Add(new(false, shell.Phrases.Say("setting.unknownVariable", name, near)));
        }
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("WEFT_", StringComparison.Ordinal)
        || name.StartsWith("KG_WORKER", StringComparison.Ordinal)
        || name.StartsWith("NODE_RO", StringComparison.Ordinal);

    private SettingValue? Read(SettingSlot slot, string text, string source, string variable)
    {
        if (SettingText.TryRead(slot, text, shell.Phrases, out var reason) is { } value)
            return new(slot, value, source);
        Error("setting.bad", variable, reason);
        return null;
    }

    private string? ReadFile(string name, string path)
    {
        try
        {
            return File.ReadAllText(shell.FullPath(path)).TrimEnd('\r', '\n');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Error("setting.fileUnreadable", name, shell.FullPath(path));
            return null;
        }
    }

    private void Error(string key, params object?[] values) => problems.Add(new(true, shell.Phrases.Say(key, values)));
}
