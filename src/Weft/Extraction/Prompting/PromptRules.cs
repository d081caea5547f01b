using System.Collections.Frozen;
using System.Text;
using Weft.Model;

namespace Weft.Extraction.Prompting;

/// <summary>
/// The constant part of a prompt: what to look for, in our words or those of the person who ordered the job; then the form of an answer and the marking
/// of the book's text, which are always ours.
/// </summary>
internal static class PromptRules
{
    private const string Parting = "---\n";

    private static readonly FrozenDictionary<string, string> Texts = new[] { "en", "zh", "p2-en", "p2-zh" }.ToFrozenDictionary(
        name => name,
        Read
    );

    public static string Of(Recipe recipe)
    {
        var language = LanguageOf(recipe);
        if (Recipes.IsFirst(recipe))
            return Texts[language]
                .Replace("{{ENTITY_TYPES}}", Joined(recipe, recipe.EntityTypes), StringComparison.Ordinal)
                .Replace("{{RELATION_TYPES}}", Joined(recipe, recipe.RelationTypes), StringComparison.Ordinal);
        var text = Texts["p2-" + language];
        var form = text.IndexOf(Parting, StringComparison.Ordinal);
        return Task(recipe, text[..form]) + Filled(recipe, language, text[(form + Parting.Length)..]);
    }

    /// <summary>zh or en: which of the texts.</summary>
    public static string LanguageOf(Recipe recipe) => recipe.Language == "zh" ? "zh" : "en";

    /// <summary>What to look for. A person's own words are theirs to answer for; those of a book never stand here.</summary>
    private static string Task(Recipe recipe, string ours)
    {
        if (recipe.Instructions.Length == 0)
            return ours;
        var own = recipe.Instructions.Trim() + "\n\n";
        return recipe.InstructionsReplace ? own : ours + own;
    }

    private static string Filled(Recipe recipe, string language, string form) =>
        form.Replace("{{ENTITY_TYPES}}", EntityTypesOf(recipe, language), StringComparison.Ordinal)
            .Replace("{{RELATION_TYPES}}", RelationTypesOf(recipe, language), StringComparison.Ordinal)
            .Replace("{{person}}", Fitting(EntityTypes.Person, recipe.EntityTypes), StringComparison.Ordinal)
            .Replace("{{place}}", Fitting(EntityTypes.Place, recipe.EntityTypes), StringComparison.Ordinal)
            .Replace("{{sibling}}", Fitting("sibling", recipe.RelationTypes), StringComparison.Ordinal);

    private static string EntityTypesOf(Recipe recipe, string language) =>
        Joined(
            recipe,
            [
                .. recipe.EntityTypes.Select(type =>
                    recipe.EntityKinds.FirstOrDefault(kind => kind.Name == type)?.About is { Length: > 0 } about
                        ? $"{type} ({about})"
                    : language == "zh" && EntityTypes.ChineseOf(type) is { Length: > 0 } called ? $"{type} {called}"
                    : type
                ),
            ]
        );

    /// <summary>A line a kind: the same bytes for every passage.</summary>
    private static string RelationTypesOf(Recipe recipe, string language)
    {
        var lines = new StringBuilder();
        foreach (var type in recipe.RelationTypes)
            lines.Append(lines.Length > 0 ? "\n" : "").Append("- ").Append(LineOf(recipe, type, language));
        return lines.ToString();
    }

    private static string LineOf(Recipe recipe, string type, string language)
    {
        var colon = language == "zh" ? "：" : ": ";
        if (recipe.RelationKinds.FirstOrDefault(kind => kind.Name == type) is not { } own)
            return TieKinds.Find(type) is { } known ? type + colon + known.About(language) : type;
        var line = own.Inverse.Length > 0 ? $"{own.Name} / {own.Inverse}" : own.Name;
        if (own.Inverse.Length > 0)
            line += language == "zh" ? $"（同一关系的两端：{own.Inverse} 从 target 说起）" : " (one tie from its two ends)";
        else if (own.Mutual)
            line += language == "zh" ? "（双向）" : " (both ways)";
        return own.About.Length > 0 ? line + colon + own.About : line;
    }

    /// <summary>The example must not show what the job does not know.</summary>
    private static string Fitting(string type, IReadOnlyList<string> types) =>
        types.Contains(type) ? type : PromptTextSchema.Other;

    private static string Joined(Recipe recipe, IReadOnlyList<string> types) =>
        string.Join(recipe.Language == "zh" ? "、" : ", ", types);

    private static string Read(string name)
    {
        using var stream = typeof(PromptRules).Assembly.GetManifestResourceStream($"Weft.Extraction.Prompting.{name}.md")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
