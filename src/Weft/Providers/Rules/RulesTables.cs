using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weft.Providers.Rules;

/// <summary>One who or what the book names, as the first reading understands it.</summary>
/// <param name="Name">Fullest good name, in the book's own characters.</param>
/// <param name="Gender">m, f or empty.</param>
/// <param name="Count">Mentions in the whole book.</param>
/// <param name="Family">Surname where one is known: two of one family are likely to be mixed up, so they are kept apart.</param>
internal sealed record Entity(
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("t")] string Type,
    [property: JsonPropertyName("g")] string Gender,
    [property: JsonPropertyName("c")] int Count,
    [property: JsonPropertyName("f")] string Family
);

/// <summary>A spelling to look for. Of an entity's forms the one that is its name comes first, then the better known ones.</summary>
/// <param name="Key">As the reader of its language compares it (zh: simplified; en: words joined by a space).</param>
/// <param name="Owners">Entities it may stand for, likeliest first. More than one: the nearest bearer in the chapter decides.</param>
/// <param name="Written">As the book writes it, where that differs from the key.</param>
/// <param name="Hidden">Mentions count under the owner's name: the spelling alone would join different people, or join nobody.</param>
internal sealed record Form(
    [property: JsonPropertyName("k")] string Key,
    [property: JsonPropertyName("o")] int[] Owners,
    [property: JsonPropertyName("h"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Hidden,
    [property: JsonPropertyName("d"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Written = null
)
{
    /// <summary>As the book writes it.</summary>
    [JsonIgnore]
    public string Shown => Written ?? Key;
}

/// <summary>All that a chapter's reader needs of the book. Kept as <see cref="Model.Profile.Tables"/>.</summary>
/// <param name="Traditional">zh: the book is written in traditional characters, which are compared simplified.</param>
/// <param name="Singles">zh: given names of one character that stand for a person alone, with their owners.</param>
/// <param name="Before">What stands before a person's name in this book: log-odds in tenths. Only where it says something.</param>
/// <param name="After">The same for what stands after it.</param>
/// <param name="Teller">en: the entity that tells the book: who says "I" outside of what people say.</param>
/// <param name="SingleQuotes">en: the book marks what people say with single marks.</param>
internal sealed record RulesTables(
    [property: JsonPropertyName("trad")] bool Traditional,
    [property: JsonPropertyName("e")] IReadOnlyList<Entity> Entities,
    [property: JsonPropertyName("f")] IReadOnlyList<Form> Forms,
    [property: JsonPropertyName("s")] IReadOnlyList<Form> Singles,
    [property: JsonPropertyName("b")] IReadOnlyDictionary<string, int> Before,
    [property: JsonPropertyName("a")] IReadOnlyDictionary<string, int> After,
    [property: JsonPropertyName("i"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Teller = null,
    [property: JsonPropertyName("q"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SingleQuotes = false
)
{
    /// <summary>What was seen of the names and of frequent words that became none; null in tables that were made before it was kept.</summary>
    [JsonPropertyName("w"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NameEvidence>? Evidence { get; init; }

    public static readonly RulesTables Empty = new(
        false,
        [],
        [],
        [],
        new Dictionary<string, int>(),
        new Dictionary<string, int>()
    );

    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>By entity: the form that is its name.</summary>
    public int[] MainForms()
    {
        var main = new int[Entities.Count];
        for (var i = Forms.Count - 1; i >= 0; i--)
        {
            if (Forms[i].Owners is [var owner])
                main[owner] = i;
        }
        return main;
    }

    public string ToJson() => JsonSerializer.Serialize(this, Compact);

    public static RulesTables FromJson(string json) => JsonSerializer.Deserialize<RulesTables>(json, Compact) ?? Empty;
}
