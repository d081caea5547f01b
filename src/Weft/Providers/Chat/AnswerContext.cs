using System.Text.Json.Nodes;
using Weft.Extraction.Prompting;
using Weft.Model;

namespace Weft.Providers.Chat;

/// <summary>What else went into a prompt, kept with its answer for people to look at.</summary>
internal static class AnswerContext
{
    private const int ShownVersion = 100;

    /// <summary>The roster is found again from the profile's version.</summary>
    public static string Of(Profile profile, AnswerFormat format)
    {
        var version = profile.Version.Length <= ShownVersion ? profile.Version : profile.Version[..ShownVersion];
        return new JsonObject
        {
            ["profile"] = version,
            ["roster"] = Math.Min(profile.Roster.Count, PromptText.RosterNames),
            ["format"] = format.ToString(),
        }.ToJsonString();
    }
}
