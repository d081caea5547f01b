using System.Reflection;
using System.Text.RegularExpressions;
using Weft.Cli;
using Weft.Reasons;
using Weft.Tests.Cli;
using Weft.Web;
using Xunit;

namespace Weft.Tests.Reasons;

/// <summary>What is told to a person has a code, so that it can be said in both languages.</summary>
public sealed partial class ReasonsOnlyTests
{
    private static readonly Assembly[] Product =
    [
        typeof(Reason).Assembly,
        typeof(WebHost).Assembly,
        typeof(CommandLine).Assembly,
    ];

    [Fact]
    public void A_failure_for_a_person_cannot_be_made_of_a_plain_string()
    {
        var failures = Product
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(ReasonedException)))
            .ToList();
        Assert.Contains(failures, type => type.Name == "LedgerException");
        Assert.All(failures, type => Assert.Empty(PlainConstructors(type)));
    }

    [Fact]
    public void No_sentence_of_the_program_s_own_is_passed_off_as_words_from_outside()
    {
        var sources = SourceTree.Files("src", "*.cs").ToList();
        Assert.NotEmpty(sources);
        Assert.All(sources, file => Assert.False(HasOwnSentence(File.ReadAllText(file)), file));
    }

    [Fact]
    public void Both_tests_find_what_they_look_for()
    {
        Assert.Single(PlainConstructors(typeof(MadeOfAString)));
        Assert.True(HasOwnSentence("Reason.OfWords(\"gone\")"));
        Assert.True(HasOwnSentence("Reason.OfWords(\n    $\"{name} is gone\")"));
        Assert.False(HasOwnSentence("Reason.OfWords(error.Message)"));
    }

    private static IEnumerable<ConstructorInfo> PlainConstructors(Type type) =>
        type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(constructor => constructor.GetParameters().FirstOrDefault()?.ParameterType != typeof(Reason));

    private static bool HasOwnSentence(string source) => OwnSentence().IsMatch(source);

    private sealed class MadeOfAString(string words) : ReasonedException(Reason.OfWords(words));

    [GeneratedRegex(@"Reason\.OfWords\(\s*[$@]*""")]
    private static partial Regex OwnSentence();
}
