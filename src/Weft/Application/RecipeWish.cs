using System.Text;
using Weft.Model;

namespace Weft.Application;

/// <summary>What is wrong with kinds or instructions of a person's own.</summary>
internal enum WishFault
{
    Empty,
    TooLong,
    NotUtf8,
    NotText,

    /// <summary>A line stands before the first heading.</summary>
    NoHeading,
    UnknownHeading,
    NoName,
    LongName,
    LongMeaning,
    TooMany,
    Twice,

    /// <summary>A name that Weft uses itself.</summary>
    Reserved,

    /// <summary>A built-in kind, with another direction or another name for its other end.</summary>
    BuiltIn,

    /// <summary>An entity is written as a tie of two ends, or as one that goes both ways.</summary>
    NoTie,
}

/// <summary>What a person wants looked for: kinds and instructions of their own, as they wrote them; null = ours.</summary>
internal sealed record RecipeWish(string? Types, string? Prompt)
{
    /// <summary>Of kinds, in characters.</summary>
    public const int MostTypes = 16_000;

    /// <summary>Of instructions: each call pays for them.</summary>
    public const int MostPrompt = 8_000;

    public static readonly RecipeWish None = new(null, null);

    private static readonly string[] InsteadMarks = ["[instead]", "[替换]"];

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public bool IsNone => Types is null && Prompt is null;

    /// <summary>Where the kinds came from, for messages: a path, or the name of the field.</summary>
    public string TypesFrom { get; init; } = "types";

    public string PromptFrom { get; init; } = "prompt";

    /// <summary>Null = it can be ordered.</summary>
    public Refusal? Check()
    {
        if (Types is not null && OwnTypes.Parse(Types).Fault is { } wrong)
            return new Refusal.BadTypes(TypesFrom, wrong.Line, wrong.Fault, wrong.Said);
        return Prompt is not null && FaultOfPrompt() is { } fault ? new Refusal.BadPrompt(PromptFrom, fault) : null;
    }

    /// <summary>A recipe that looks for this; one that cannot be ordered changes nothing.</summary>
    public Recipe Apply(Recipe recipe)
    {
        if (Check() is not null)
            return recipe;
        if (Types is not null)
            recipe = OwnTypes.Parse(Types).Apply(recipe);
        if (Prompt is null)
            return recipe;
        var (text, isInstead) = Instructions(Prompt);
        return recipe with { Instructions = text, InstructionsReplace = isInstead };
    }

    /// <summary>A file's text without its mark; null where it is no UTF-8.</summary>
    public static string? Decoded(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private WishFault? FaultOfPrompt() =>
        Instructions(Prompt!).Text.Length == 0 ? WishFault.Empty
        : Prompt!.Length > MostPrompt ? WishFault.TooLong
        : Prompt.Any(IsControl) ? WishFault.NotText
        : null;

    public static bool IsControl(char character) => char.IsControl(character) && character is not ('\n' or '\r' or '\t');

    /// <summary>A first line that says so puts them in place of ours.</summary>
    private static (string Text, bool IsInstead) Instructions(string prompt)
    {
        var text = prompt.ReplaceLineEndings("\n").Trim();
        var mark = Array.Find(InsteadMarks, mark => text.StartsWith(mark, StringComparison.OrdinalIgnoreCase));
        return mark is null ? (text, false) : (text[mark.Length..].Trim(), true);
    }
}
