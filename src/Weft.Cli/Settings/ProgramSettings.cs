using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Providers.Presets;

namespace Weft.Cli.Settings;

/// <summary>All settings of the program, checked, with the origin of each.</summary>
internal sealed record ProgramSettings(
    PlaceOptions Place,
    WorkerOptions Worker,
    WebOptions Web,
    JobOptions Job,
    LogOptions Log,
    string File,
    IReadOnlyList<SettingValue> Values,
    IReadOnlyList<SettingProblem> Problems
)
{
    /// <summary>Known providers, with what a file of one's own says of them.</summary>
    public PresetTable Presets { get; private init; } = PresetTable.BuiltIn;

    /// <summary>Reads variables and the settings file. Never throws for what they say: the problems are listed.</summary>
    /// <param name="dataOption"><c>--data</c>, or null.</param>
    public static ProgramSettings Read(Shell shell, string? dataOption)
    {
        var problems = new List<SettingProblem>();
        var variables = new VariableSource(shell, problems);
        var values = new List<SettingValue>();
        SettingsFile? file = null;
        foreach (var slot in SettingSlot.All)
        {
            // The data folder comes first: it says where the file is.
            if (!slot.Setting.VariableOnly)
                file ??= SettingsFile.Read(shell, DataFolder(values), problems);
            values.Add(
                FromOption(slot, dataOption, shell) ?? variables.Find(slot) ?? file?.Find(slot) ?? Default(slot, shell.Phrases)
            );
        }
        variables.WarnOfUnknown();
        NameGraph(values, shell.Phrases);
        var settings = new ProgramSettings(
            Make<PlaceOptions>(values),
            Make<WorkerOptions>(values),
            Make<WebOptions>(values),
            Make<JobOptions>(values),
            Make<LogOptions>(values),
            file!.Path,
            values,
            problems
        );
        problems.AddRange(CrossChecks.Of(settings, shell.Phrases));
        return settings with { Presets = ReadPresets(settings.Place, shell, problems) };
    }

    /// <summary>A file that is named must be there; the one in the data folder may be.</summary>
    private static PresetTable ReadPresets(PlaceOptions place, Shell shell, List<SettingProblem> problems)
    {
        var path =
            place.Presets.Length > 0
                ? shell.FullPath(place.Presets)
                : Path.Combine(shell.FullPath(place.Data), PresetTable.FileName);
        try
        {
            return place.Presets.Length > 0 || System.IO.File.Exists(path) ? PresetTable.With(path) : PresetTable.BuiltIn;
        }
        catch (PresetFileException trouble)
        {
            problems.Add(
                new(true, shell.Phrases.Say("setting.presetsForm", trouble.Path, trouble.Line, OneLine.Of(trouble.What)))
            );
            return PresetTable.BuiltIn;
        }
    }

    /// <summary>Whether somebody said it, or it is the default.</summary>
    public bool IsGiven(string property) => Values.Any(value => value.Slot.Property.Name == property && !value.IsDefault);

    private static string DataFolder(List<SettingValue> values) =>
        (string)values.Single(value => value.Slot.Property.Name == nameof(PlaceOptions.Data)).Value;

    private static SettingValue? FromOption(SettingSlot slot, string? dataOption, Shell shell) =>
        dataOption is not null && slot.Property.Name == nameof(PlaceOptions.Data)
            ? new SettingValue(slot, shell.FullPath(dataOption), "--data")
            : null;

    private static SettingValue Default(SettingSlot slot, Phrases phrases)
    {
        var untouched = Activator.CreateInstance(slot.Property.DeclaringType!);
        return new(slot, slot.Property.GetValue(untouched)!, phrases["setting.source.default"]) { IsDefault = true };
    }

    /// <summary>Neo4j as other programs name it counts where nothing names the graph.</summary>
    private static void NameGraph(List<SettingValue> values, Phrases phrases)
    {
        var graph = values.FindIndex(value => value.Slot.Property.Name == nameof(PlaceOptions.Graph));
        if (values[graph].Source == phrases["setting.source.default"] && Make<Neo4jOptions>(values).Address is { } address)
            values[graph] = values[graph] with { Value = address, Source = Neo4jOptions.UriVariable };
    }

    private static T Make<T>(List<SettingValue> values)
        where T : new()
    {
        var options = new T();
        foreach (var value in values.Where(value => value.Slot.Property.DeclaringType == typeof(T)))
            value.Slot.Property.SetValue(options, value.Value);
        return options;
    }
}
