using Xunit;

namespace Weft.Testing;

/// <summary>
/// What a test needs from outside. On a user's machine a missing part skips the test and says why; under
/// <c>WEFT_REQUIRE=redis,mysql,neo4j,corpus,browser,readers,netns,mount,tlc,build</c> (or <c>all</c>) it fails instead.
/// </summary>
public static class Require
{
    /// <summary>The folder of the corpus. Skips or fails where <c>WEFT_TEST_CORPUS</c> names none.</summary>
    public static string Corpus() => Folder("corpus", "WEFT_TEST_CORPUS", "the folder with the test books");

    /// <summary>A file of the corpus, by its path below the corpus folder.</summary>
    public static string CorpusFile(string path) => Path.Combine(Corpus(), path);

    /// <summary>Fails the running test if it uses a server without saying so: <c>./test quick</c> would run it.</summary>
    public static void Declared(string part)
    {
        if (TestContext.Current.Test is { } test && !test.Traits.ContainsKey(NeedsAttribute.Trait))
            Assert.Fail($"This test uses {part}: mark it, or its class, with [Needs(\"{part}\")].");
    }

    /// <summary>Skips or fails the running test because <paramref name="part"/> is missing.</summary>
    public static void Missing(string part, string reason)
    {
        if (Required(part))
            Assert.Fail($"WEFT_REQUIRE asks for {part}, but {reason}");
        Assert.Skip(reason);
    }

    private static string Folder(string part, string variable, string meaning)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(value) || !Directory.Exists(value))
            Missing(part, $"{variable} does not name {meaning}");
        return value!;
    }

    private static bool Required(string part)
    {
        var required = Environment.GetEnvironmentVariable("WEFT_REQUIRE") ?? "";
        return required.Split(',', StringSplitOptions.TrimEntries).Any(word => word == "all" || word == part);
    }
}
