using System.Collections.Frozen;
using Weft.Model;

namespace Weft.Extraction.Grounding;

/// <summary>What a model's word for a tie means.</summary>
/// <param name="Type">As facts have it.</param>
internal sealed record TieMeaning(string Type)
{
    /// <summary>Said from the tie's other end: its ends change places.</summary>
    public bool Reversed { get; init; }

    /// <summary>It goes both ways, and only the job knows that.</summary>
    public bool Mutual { get; init; }

    /// <summary>Codes, names in both languages and other spellings of the table's kinds.</summary>
    private static readonly FrozenDictionary<string, (TieKind Kind, bool Reversed)> Spellings = TieKinds
        .All.Where(kind => kind.Asked || kind.Code == RelationTypes.Alias)
        .SelectMany(kind =>
            Words(kind)
                .Select(word => (Word: GroundingTypes.Form(word), kind, Reversed: false))
                .Concat(Split(kind.Reversed).Select(word => (Word: GroundingTypes.Form(word), kind, Reversed: true)))
        )
        .DistinctBy(entry => entry.Word)
        .ToFrozenDictionary(entry => entry.Word, entry => (entry.kind, entry.Reversed), StringComparer.Ordinal);

    /// <summary>By the table; null where it does not know the word, or the job does not ask for that kind.</summary>
    public static TieMeaning? Of(string said, IReadOnlyList<string> asked)
    {
        var form = GroundingTypes.Form(said);
        if (Spellings.TryGetValue(form, out var known) && IsAsked(known.Kind, asked))
            return new(known.Kind.ReverseOf.Length > 0 ? known.Kind.ReverseOf : known.Kind.Code)
            {
                Reversed = known.Reversed != known.Kind.ReverseOf.Length > 0,
            };
        // A kind of the job that is no more than a name: 师徒 is what a master and a teacher are.
        foreach (var type in asked)
            if (GroundingTypes.Form(type) == form)
                return new(type);
            else if (
                known.Kind is not null
                && Spellings.TryGetValue(GroundingTypes.Form(type), out var own)
                && (own.Kind == known.Kind || own.Kind.Code == known.Kind.ReverseOf)
            )
                return new(type)
                {
                    Reversed = own.Reversed != (known.Reversed != (own.Kind != known.Kind)),
                    Mutual = own.Kind.Mutual,
                };
        return null;
    }

    /// <summary>A kind and its reverse are one tie: who asks for one takes both.</summary>
    private static bool IsAsked(TieKind kind, IReadOnlyList<string> asked) =>
        kind.Code == RelationTypes.Alias
        || asked.Contains(kind.Code)
        || (kind.ReverseOf.Length > 0 && asked.Contains(kind.ReverseOf))
        || TieKinds.All.Any(other => other.ReverseOf == kind.Code && asked.Contains(other.Code));

    private static IEnumerable<string> Words(TieKind kind) => [kind.Code, kind.English, kind.Chinese, .. Split(kind.Said)];

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
