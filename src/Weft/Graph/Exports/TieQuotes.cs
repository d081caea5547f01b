using System.Text.Json;
using System.Text.Json.Serialization;
using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>A sentence that a chapter gives for a tie; in JSON <c>[chapter, kind, sentence]</c>.</summary>
[JsonConverter(typeof(TieLineJson))]
internal readonly record struct TieLine(int Chapter, string Type, string Quote);

/// <summary>Writes a line as a list of three.</summary>
internal sealed class TieLineJson : JsonConverter<TieLine>
{
    public override TieLine Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Lines are only written.");

    public override void Write(Utf8JsonWriter writer, TieLine value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Chapter);
        writer.WriteStringValue(value.Type);
        writer.WriteStringValue(value.Quote);
        writer.WriteEndArray();
    }
}

/// <summary>Chapter, kind and sentence of every quote of a tie that is drawn, by the tie <c>A~B</c> whose ends stand in ordinal order.</summary>
internal sealed class TieQuotes
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TieLine>> _quotes = new(StringComparer.Ordinal);

    public TieQuotes(IEnumerable<ResolvedEntity> drawn)
    {
        foreach (var entity in drawn)
        foreach (var name in entity.Aliases.Select(alias => alias.Name).Append(entity.Name).Append(entity.Id))
            _owners.TryAdd(NameFolding.Key(name), entity.Id);
    }

    public IReadOnlyDictionary<string, List<TieLine>> ByTie => _quotes;

    public void Add(RawChapter chapter)
    {
        foreach (var relation in chapter.Facts.Relations)
            if (
                relation.Type is not (RelationTypes.Alias or RelationTypes.Distinct)
                && _owners.TryGetValue(NameFolding.Key(relation.Source), out var one)
                && _owners.TryGetValue(NameFolding.Key(relation.Target), out var other)
                && one != other
            )
            {
                var tie = string.CompareOrdinal(one, other) < 0 ? $"{one}~{other}" : $"{other}~{one}";
                if (!_quotes.TryGetValue(tie, out var lines))
                    _quotes[tie] = lines = [];
                lines.Add(new(chapter.Chapter.Number, relation.Type, relation.Quote));
            }
    }
}
