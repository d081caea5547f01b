using System.Text.RegularExpressions;
using Weft.Cli.Localization;
using Weft.Cli.Settings;
using Xunit;

namespace Weft.Tests.Cli;

public sealed partial class PhrasesTests
{
    [Fact]
    public void Both_languages_hold_the_same_keys() =>
        Assert.Equal(TerminalPhrases.English.Keys.Order(), TerminalPhrases.Chinese.Keys.Order());

    [Fact]
    public void Both_languages_fill_the_same_places()
    {
        foreach (var key in TerminalPhrases.English.Keys)
            Assert.True(Places(TerminalPhrases.English[key]).SetEquals(Places(TerminalPhrases.Chinese[key])), key);
    }

    [Fact]
    public void Chinese_phrases_are_Chinese()
    {
        foreach (
            var key in TerminalPhrases.Chinese.Keys.Where(key =>
                !key.EndsWith(".example") && Letters().IsMatch(TerminalPhrases.English[key])
            )
        )
            Assert.True(TerminalPhrases.English[key] != TerminalPhrases.Chinese[key], key);
    }

    [Fact]
    public void Every_key_that_the_sources_name_is_there_and_every_key_is_used()
    {
        var named = KeysIn("src/Weft.Cli").Union(KeysIn("src/Weft/Application")).ToHashSet();
        // Faults of a setting are named where the backend is that it means.
        var everywhere = KeysIn("src");
        var made = new[] { "about", "example" };
        var unused = TerminalPhrases
            .English.Keys.Where(key => !everywhere.Contains(key) && !made.Contains(key[(key.LastIndexOf('.') + 1)..]))
            .Where(key => !key.StartsWith("setting.") || SettingSlot.All.All(slot => slot.PhraseKey != key))
            .Where(key => !MadeUp().IsMatch(key));
        Assert.Empty(unused);
        var prefixes = TerminalPhrases.English.Keys.Select(key => key.Split('.')[0]).ToHashSet();
        var missing = named.Where(key => prefixes.Contains(key.Split('.')[0])).Where(key => !IsThere(key));
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("", "", "", "", "en")]
    [InlineData("", "", "", "zh_CN.UTF-8", "zh")]
    [InlineData("", "en_GB.UTF-8", "", "zh_CN.UTF-8", "en")]
    [InlineData("zh", "en_GB.UTF-8", "", "de_DE.UTF-8", "zh")]
    [InlineData("", "", "zh_TW", "C", "zh")]
    [InlineData("", "C", "zh_TW", "zh_CN", "en")]
    public void The_first_variable_that_says_anything_chooses_the_language(
        string weft,
        string all,
        string messages,
        string lang,
        string expected
    )
    {
        var variables = new Dictionary<string, string>
        {
            ["WEFT_LANG"] = weft,
            ["LC_ALL"] = all,
            ["LC_MESSAGES"] = messages,
            ["LANG"] = lang,
        };
        Assert.Equal(expected, TerminalPhrases.For(variables).Language);
    }

    [Theory]
    [InlineData(0, "0 errors")]
    [InlineData(1, "1 error,")]
    [InlineData(2, "2 errors")]
    public void English_counts_in_singular_and_plural(int count, string expected) =>
        Assert.StartsWith(expected, TerminalPhrases.English.Say("config.counts", count, 0));

    private static HashSet<string> KeysIn(string folder) =>
        [
            .. SourceTree
                .Files(folder, "*.cs")
                .SelectMany(file => Key().Matches(File.ReadAllText(file)))
                .Select(match => match.Groups[1].Value)
                .Where(key => key != SettingsFile.DefaultName),
        ];

    /// <summary>As it stands, or as the beginning of keys that the program puts together.</summary>
    private static bool IsThere(string key) =>
        TerminalPhrases.English.Has(key)
        || TerminalPhrases.English.Has(key + "Near")
        || TerminalPhrases.English.Has(key + ".about");

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[a-zA-Z]{2}(?![^{]*\})")]
    private static partial Regex Letters();

    [GeneratedRegex("\"([a-z]+(?:\\.(?!(?:db|log|html|txt)\")[a-zA-Z_]+)+)\"")]
    private static partial Regex Key();

    /// <summary>Keys that the program puts together from parts.</summary>
    [GeneratedRegex(
        @"^(usage\..*Near|(state|kind|fate|type|trait|role|passed|finding|side|standing|fact|happening|sample|compare\.column|precision\.bad|names\.bad|table|order\.wish|event\.(session|job|provider))\..*|job\.(pause|resume|cancel)\.done|word\.(merge|split)\.done|graph\.(merge|split|rename|retype|hide)\.done|graph\.undo\.(merge|split|rename|retype|hide)|webhook\.(url|state|done)\..*|doctor\.(level|area)\..*)$"
    )]
    private static partial Regex MadeUp();
}
