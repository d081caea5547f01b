using System.Reflection;

namespace Weft.Cli.Settings;

/// <summary>One option of the program as its class declares it.</summary>
internal sealed record SettingSlot(string Section, PropertyInfo Property, SettingAttribute Setting)
{
    /// <summary>All areas, in the order of the documentation. A class that is not here is not read.</summary>
    private static readonly Type[] Areas =
    [
        typeof(PlaceOptions),
        typeof(Neo4jOptions),
        typeof(WorkerOptions),
        typeof(WebOptions),
        typeof(JobOptions),
        typeof(LogOptions),
    ];

    public static readonly IReadOnlyList<SettingSlot> All =
    [
        .. from area in Areas
        let section = area.GetCustomAttribute<SectionAttribute>()!.Name
        from property in area.GetProperties()
        let setting = property.GetCustomAttribute<SettingAttribute>()
        where setting is not null
        select new SettingSlot(section, property, setting),
    ];

    /// <summary>As messages and the documentation call it.</summary>
    public string Name => $"{Section}.{Setting.Key}";

    public string PhraseKey => "setting." + Name;
}

/// <summary>Something wrong or odd about the settings. Errors stop every command but <c>config</c>.</summary>
internal sealed record SettingProblem(bool IsError, string Text);

/// <summary>An option's value and where it came from.</summary>
/// <param name="Source">In the user's language: a variable's name, a file, an option of the command line, or the default.</param>
internal sealed record SettingValue(SettingSlot Slot, object Value, string Source)
{
    public bool IsDefault { get; init; }
}
