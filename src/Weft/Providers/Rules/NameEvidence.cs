using System.Text.Json.Serialization;

namespace Weft.Providers.Rules;

/// <summary>What the book's first reading saw of one spelling, and what it made of it.</summary>
/// <param name="Key">As in <see cref="Form.Key"/>.</param>
/// <param name="Count">Occurrences.</param>
/// <param name="Speeches">Of these: beside a word of speaking.</param>
/// <param name="Calls">en: between two pauses, as one who is spoken to is named.</param>
/// <param name="Inside">en: with a capital, but not where a sentence begins.</param>
/// <param name="Small">en: the same word with a small letter.</param>
/// <param name="Starts">zh: where a clause begins.</param>
/// <param name="Title">en: the words of title before the name.</param>
/// <param name="Surname">zh: the surname that it begins with.</param>
/// <param name="Person">How much like a person's all of it is, in tenths; below zero it is not.</param>
/// <param name="Place">The same for a place.</param>
/// <param name="Refused">It became no entity: it does not stand where persons and places do.</param>
internal sealed record NameEvidence(
    [property: JsonPropertyName("k")] string Key,
    [property: JsonPropertyName("c")] int Count,
    [property: JsonPropertyName("s"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Speeches,
    [property: JsonPropertyName("v"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Calls,
    [property: JsonPropertyName("i"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Inside,
    [property: JsonPropertyName("l"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Small,
    [property: JsonPropertyName("b"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Starts,
    [property: JsonPropertyName("t"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title,
    [property: JsonPropertyName("f"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Surname,
    [property: JsonPropertyName("p")] int Person,
    [property: JsonPropertyName("q")] int Place,
    [property: JsonPropertyName("r"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Refused = false
)
{
    /// <summary>Of those without an entity, the most frequent are kept.</summary>
    public const int MostRefused = 40;

    public static int Tenths(double score) => (int)Math.Round(score * 10, MidpointRounding.AwayFromZero);
}
