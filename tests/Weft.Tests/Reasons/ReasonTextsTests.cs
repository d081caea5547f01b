using System.Reflection;
using System.Text.RegularExpressions;
using Weft.Reasons;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Reasons;

public sealed partial class ReasonTextsTests
{
    /// <summary>All static classes that make reasons.</summary>
    private static IEnumerable<Type> Makers =>
        typeof(Reason).Assembly.GetTypes().Where(type => type.Namespace == "Weft.Reasons" && type.Name.EndsWith("Reasons"));

    [Fact]
    public void Both_languages_have_a_sentence_for_every_code()
    {
        Assert.Equal(ReasonTexts.English.Codes.Order(), ReasonTexts.Chinese.Codes.Order());
        foreach (var code in ReasonTexts.English.Codes)
        {
            Assert.True(Places(ReasonTexts.English[code]).SetEquals(Places(ReasonTexts.Chinese[code])), code);
            if (Letters().IsMatch(Places().Replace(ReasonTexts.English[code], "")))
                Assert.NotEqual(ReasonTexts.English[code], ReasonTexts.Chinese[code]);
        }
    }

    [Fact]
    public void Every_reason_that_is_made_has_its_sentence_and_fills_all_its_places()
    {
        var made = Makers.SelectMany(Made).ToList();
        Assert.NotEmpty(made);
        foreach (var reason in made)
        {
            Assert.True(ReasonTexts.English.Knows(reason.Code), reason.Code);
            var names = reason.Arguments.Select(argument => argument.Name).ToHashSet();
            Assert.True(Places(ReasonTexts.English[reason.Code]).SetEquals(names), reason.Code);
            Assert.DoesNotContain('{', reason.Say(ReasonTexts.Chinese).Replace("{\"task_id\"", ""));
        }
    }

    [Fact]
    public void Every_sentence_belongs_to_a_reason_that_somebody_makes()
    {
        var sources = string.Concat(SourceTree.Files("src", "*.cs").Select(File.ReadAllText));
        Assert.All(ReasonTexts.English.Codes, code => Assert.Contains($"\"{code}\"", sources));
    }

    [Fact]
    public void One_chapter_is_a_chapter_and_two_are_chapters()
    {
        Assert.Equal("1 chapter failed", RunReasons.FailedRuns(1).Sentence);
        Assert.Equal("2 chapters failed", RunReasons.FailedRuns(2).Sentence);
        Assert.Equal("2 章失败", RunReasons.FailedRuns(2).Say(ReasonTexts.Chinese));
    }

    [Fact]
    public void A_reason_inside_a_reason_is_said_in_the_same_language()
    {
        var reason = RunReasons.ProviderWasPaused(
            "east",
            CallReasons.FailuresInRow(5, CallReasons.ConnectionBroke("reset by peer"))
        );
        Assert.Equal("east was paused: 5 failures in a row: the connection broke: reset by peer", reason.Sentence);
        Assert.Equal("east 被暂停：连续失败 5 次：连接中断：reset by peer", reason.Say(ReasonTexts.Chinese));
    }

    [Fact]
    public void What_a_provider_says_is_never_taken_for_a_place()
    {
        var reason = RunReasons.ProviderFailed("{cause}", Reason.OfWords("use {provider} {0}"));
        Assert.Equal("{cause}: use {provider} {0}", reason.Sentence);
    }

    private static IEnumerable<Reason> Made(Type maker)
    {
        foreach (var field in maker.GetFields(BindingFlags.Public | BindingFlags.Static))
            yield return (Reason)field.GetValue(null)!;
        foreach (var method in maker.GetMethods(BindingFlags.Public | BindingFlags.Static))
            yield return (Reason)method.Invoke(null, [.. method.GetParameters().Select(Sample)])!;
    }

    private static object Sample(ParameterInfo parameter) =>
        parameter.ParameterType switch
        {
            var type when type == typeof(string) => parameter.Name is "kind" ? "format_pdf"
            : parameter.Name is "state" ? "state_paused"
            : "x",
            var type when type == typeof(int) => 2,
            var type when type == typeof(long) => 2L,
            var type when type == typeof(TimeSpan) => TimeSpan.FromSeconds(2),
            var type when type == typeof(Reason) => Reason.OfWords("y"),
            var type when type == typeof(Exception) => new InvalidOperationException("z"),
            var type => throw new NotSupportedException($"no sample of {type}"),
        };

    private static HashSet<string> Places(string sentence) =>
        [.. Places().Matches(sentence).Select(place => place.Groups["name"].Value)];

    [GeneratedRegex(@"\{(?<name>[a-z_0-9]+)(:[^}]*)?\}")]
    private static partial Regex Places();

    [GeneratedRegex("[A-Za-z]{3}")]
    private static partial Regex Letters();
}
