using System.Globalization;
using System.Text;
using System.Text.Json;
using Weft.Application.Shapes;
using Weft.Application.Texts;

namespace Weft.Cli.Settings;

/// <summary>The page of documentation about all options, made from their classes.</summary>
internal static class ConfigurationPage
{
    /// <summary>Markdown with line feeds, in the phrases' language.</summary>
    public static string Write(Phrases phrases)
    {
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"# {phrases["doc.title"]}\n\n{phrases["doc.intro"]}\n\n{phrases["doc.generated"]}\n"
        );
        foreach (var section in SettingSlot.All.GroupBy(slot => slot.Section))
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {phrases.Say("doc.section", section.Key)}\n\n{phrases["doc.head"]}\n|---|---|---|---|---|\n"
            );
            foreach (var slot in section)
                page.Append(Row(slot, phrases)).Append('\n');
        }
        page.Append(CultureInfo.InvariantCulture, $"\n## {phrases["doc.otherTitle"]}\n\n{phrases["doc.others"]}\n");
        page.Append(CultureInfo.InvariantCulture, $"\n## {phrases["doc.example"]}\n\n```json\n{Example()}\n```\n");
        return page.ToString();
    }

    private static string Row(SettingSlot slot, Phrases phrases)
    {
        var key = slot.Setting.VariableOnly ? phrases["doc.noKey"] : $"`{slot.Setting.Key}`";
        var shown = Text(Default(slot));
        var fallback = shown.Length == 0 ? phrases["doc.empty"] : $"`{shown}`";
        return $"| {key} | `{slot.Setting.Variable}` | {fallback} | {Values(slot, phrases)} | {phrases[slot.PhraseKey]} |";
    }

    private static string Values(SettingSlot slot, Phrases phrases)
    {
        if (slot.Setting.Allowed is { } allowed)
            return string.Join(", ", allowed.Select(value => $"`{value}`"));
        if (slot.Property.PropertyType == typeof(string))
            return phrases["doc.any"];
        return slot.Property.PropertyType == typeof(IReadOnlyList<string>)
            ? phrases["doc.list"]
            : phrases.Say("doc.range", slot.Setting.Least, slot.Setting.Most);
    }

    /// <summary>Every key of the file with its default; leaving one out says the same.</summary>
    private static string Example()
    {
        var sections = SettingSlot
            .All.Where(slot => !slot.Setting.VariableOnly && !slot.Setting.Secret)
            .GroupBy(slot => slot.Section)
            .ToDictionary(section => section.Key, section => section.ToDictionary(slot => slot.Setting.Key, Default));
        return ShapeJson.Write(sections).ReplaceLineEndings("\n");
    }

    private static object Default(SettingSlot slot) =>
        slot.Property.GetValue(Activator.CreateInstance(slot.Property.DeclaringType!))!;

    private static string Text(object value) =>
        value is IReadOnlyList<string> list ? string.Join(",", list) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
