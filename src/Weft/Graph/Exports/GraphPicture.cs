using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weft.Graph.Communities;
using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>What of a book's graph is drawn: its most important names and the strongest ties between them.</summary>
internal sealed class GraphPicture
{
    private const int MostEntities = 2000;
    private const int MostRelations = 6000;
    private static readonly string[] Languages = ["en", "zh"];

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ResolvedBook _resolved;
    private readonly CastStructure _structure;
    private readonly List<ResolvedEntity> _entities;
    private readonly List<ResolvedRelation> _relations;

    public GraphPicture(ResolvedBook resolved)
    {
        _resolved = resolved;
        _structure = CastStructure.Of(resolved);
        _entities = [.. _structure.InOrder(resolved.Entities).Take(MostEntities)];
        var shown = _entities.Select(entity => entity.Id).ToHashSet(StringComparer.Ordinal);
        _relations =
        [
            .. resolved
                .Relations.Where(relation => shown.Contains(relation.Source) && shown.Contains(relation.Target))
                // Of more than can be drawn, those go first that only say that two stand together.
                .OrderBy(relation => relation.Type == RelationTypes.CoOccurs)
                .ThenByDescending(relation => relation.Weight)
                .ThenBy(relation => relation.Source, StringComparer.Ordinal)
                .ThenBy(relation => relation.Target, StringComparer.Ordinal)
                .ThenBy(relation => relation.Type, StringComparer.Ordinal)
                .Take(MostRelations)
                .OrderByDescending(relation => relation.Weight),
        ];
    }

    /// <summary>Names what is drawn: the same for the same names and ties. Hexadecimal, 64 letters.</summary>
    public string State
    {
        get
        {
            var text = new StringBuilder();
            foreach (var entity in _entities.OrderBy(entity => entity.Id, StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"{entity.Id}\t{entity.Mentions}\n");
            foreach (var relation in _relations)
                text.Append(CultureInfo.InvariantCulture, $"{relation.Source}\t{relation.Target}\t{relation.Weight:0.000}\n");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    /// <summary>Where the names stand. Those of an earlier layout keep their places.</summary>
    public GraphLayout Layout(GraphLayout? before)
    {
        var index = _entities.Select((entity, at) => (entity.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
        var heaviest = _relations.Count == 0 ? 1 : Math.Max(0.001, _relations[0].Weight);
        var places = ForceLayout.Place(
            [.. _entities.Select(entity => entity.Id)],
            [.. _entities.Select(entity => 1 + Math.Log2(1 + entity.Mentions) / 8)],
            [
                .. _relations
                    .Where(relation => relation.Source != relation.Target)
                    .Select(relation => (index[relation.Source], index[relation.Target], Pull(relation, heaviest))),
            ],
            before is null ? new Dictionary<string, (double, double)>() : PlacesOf(before)
        );
        var byId = _entities.Select((entity, at) => (entity.Id, places[at])).ToDictionary(pair => pair.Id, pair => pair.Item2);
        return new(
            State,
            JsonSerializer.Serialize(
                byId.ToDictionary(place => place.Key, place => new[] { place.Value.X, place.Value.Y }),
                Options
            )
        );
    }

    /// <summary>A community is gathered: its ties draw more than those to others.</summary>
    private double Pull(ResolvedRelation relation, double heaviest)
    {
        var strength = 0.1 + 0.9 * Math.Sqrt(relation.Weight / heaviest);
        return (_structure.CommunityOf(relation.Source), _structure.CommunityOf(relation.Target)) is ({ } one, { } other)
            ? strength * (one.Number == other.Number ? 1.4 : 0.6)
            : strength;
    }

    /// <summary>What of an earlier layout this picture shows.</summary>
    public GraphLayout Places(IReadOnlyDictionary<string, (double X, double Y)> places) =>
        new(
            State,
            JsonSerializer.Serialize(
                _entities
                    .Where(entity => places.ContainsKey(entity.Id))
                    .ToDictionary(entity => entity.Id, entity => new[] { places[entity.Id].X, places[entity.Id].Y }),
                Options
            )
        );

    /// <summary>A layout's places by the ids of the names.</summary>
    public static IReadOnlyDictionary<string, (double X, double Y)> PlacesOf(GraphLayout layout) =>
        JsonSerializer
            .Deserialize<Dictionary<string, double[]>>(layout.Places)!
            .ToDictionary(place => place.Key, place => (place.Value[0], place.Value[1]));

    /// <summary>All that the module needs, as JSON in UTF-8.</summary>
    /// <param name="titles">Of the chapters, by number.</param>
    /// <param name="quotes">Of the ties; null leaves them out.</param>
    public async Task WriteAsync(
        Stream target,
        Book book,
        GraphLayout layout,
        IReadOnlyDictionary<int, string> titles,
        TieQuotes? quotes,
        CancellationToken cancel
    )
    {
        using var places = JsonDocument.Parse(layout.Places);
        await JsonSerializer.SerializeAsync(
            target,
            new
            {
                title = book.Title,
                language = book.Language,
                titles,
                last = Math.Max(1, _entities.Count == 0 ? 1 : _entities.Max(entity => entity.Last)),
                allEntities = _resolved.Entities.Count,
                allRelations = _resolved.Relations.Count,
                // The served page's cards come from the server.
                entities = quotes is null ? _entities.Select(entity => entity with { Traits = [] }) : _entities,
                importance = _entities.ToDictionary(entity => entity.Id, entity => _structure.ImportanceOf(entity.Id)),
                communities = _structure.Communities.Select(community => community.Members),
                relations = _relations.Select(relation => relation with { Quotes = [] }),
                places = places.RootElement,
                quotes = quotes?.ByTie,
                words = Languages.ToDictionary(language => language, Words),
                ties = TieKinds.All.ToDictionary(kind => kind.Code, kind => new { kind.Group, kind.Mutual }),
                colours = TieKinds.Colours,
            },
            Options,
            cancel
        );
    }

    /// <summary>A part of the module, as it stands in the assembly.</summary>
    public static string Piece(string name)
    {
        using var stream = typeof(GraphPicture).Assembly.GetManifestResourceStream($"Weft.Graph.Exports.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>What the module says, and how the kinds of ties are called.</summary>
    public static Dictionary<string, string> Words(string language)
    {
        var words = JsonSerializer.Deserialize<Dictionary<string, string>>(Piece($"graph-words-{language}.json"))!;
        foreach (var kind in TieKinds.All)
            words[kind.Code] = kind.Name(language);
        return words;
    }

    /// <summary>An empty collection for the quotes of what is drawn.</summary>
    public TieQuotes Quotes() => new(_entities);
}
