using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weft.Extraction.Prompting;
using Weft.Model;

namespace Weft.Providers.Chat;

/// <summary>What else went into a prompt, kept with its answer for people to look at.</summary>
internal static class AnswerContext
{
    private const int ShownVersion = 100;

    /// <summary>The roster is found again from the profile's version.</summary>
    /// <param name="characters">Of the passage.</param>
    /// <param name="estimated">Prompt tokens as they were reserved.</param>
    public static string Of(Profile profile, AnswerFormat format, int characters, long estimated, ProviderSettings settings)
    {
        var version = profile.Version.Length <= ShownVersion ? profile.Version : profile.Version[..ShownVersion];
        var context = new JsonObject
        {
            ["profile"] = version,
            ["roster"] = Math.Min(profile.Roster.Count, PromptText.RosterNames),
            ["format"] = format.ToString(),
            ["language"] = profile.Language,
            ["characters"] = characters,
            ["estimated"] = estimated,
        };
        if (settings.Extra.Length > 0)
            context["extra"] = settings.Extra;
        if (settings.Temperature is { } temperature)
            context["temperature"] = temperature.Degrees?.ToString(CultureInfo.InvariantCulture) ?? "none";
        return context.ToJsonString();
    }

    /// <summary>What an answer's prompt was, for the next estimates; null where it was journalled before that was kept.</summary>
    public static (string Language, int Characters, long Estimated)? Read(string context)
    {
        try
        {
            var node = JsonNode.Parse(context);
            return node?["estimated"] is { } estimated && node["characters"] is { } characters && node["language"] is { } language
                ? (language.GetValue<string>(), characters.GetValue<int>(), estimated.GetValue<long>())
                : null;
        }
        catch (Exception trouble) when (trouble is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
