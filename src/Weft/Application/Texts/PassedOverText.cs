namespace Weft.Application.Texts;

/// <summary>What a folder held and was no book, in a sentence.</summary>
internal static class PassedOverText
{
    public static string Of(IReadOnlyList<PassedOver> passed, Phrases phrases) =>
        phrases.Say("file.passedOver", string.Join(phrases["list.and"], passed.Select(kind => One(kind, phrases))));

    private static string One(PassedOver kind, Phrases phrases)
    {
        var names = string.Join(", ", kind.Names) + (kind.Count > kind.Names.Count ? ", …" : "");
        return phrases.Say("file.passed", kind.Count, phrases.Name("passed", kind.Kind), names);
    }
}
