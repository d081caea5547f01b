namespace Weft.Cli.Settings;

/// <summary>The section of the settings file that a class of options is read from.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SectionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>One option: its key in the settings file and its environment variable. The default is the property's initial value.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string key, string variable) : Attribute
{
    public string Key { get; } = key;

    /// <summary>With <c>_FILE</c> behind it: names a file that holds the value.</summary>
    public string Variable { get; } = variable;

    /// <summary>Not to be had from the settings file, because it decides where that file is.</summary>
    public bool VariableOnly { get; init; }

    /// <summary>Holds a password or is one: shown masked.</summary>
    public bool Secret { get; init; }

    /// <summary>The only values there are; null = any.</summary>
    public string[]? Allowed { get; init; }

    /// <summary>Bounds of a number, both included.</summary>
    public double Least { get; init; } = double.NegativeInfinity;
    public double Most { get; init; } = double.PositiveInfinity;
}
