using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Weft.Model;

namespace Weft.Graph.Exports;

/// <summary>
/// A graph as RDF: books, chapters and entities in the words of schema.org, jobs in those of PROV, ties with their evidence in words of our
/// own. A tie is a resource, and beside it one triple <c>urn:weft:kind:…</c>, both ways where it goes both ways.
/// </summary>
internal sealed partial class RdfGraph(ExportedGraph graph)
{
    /// <summary>What names with a prefix are short for.</summary>
    public static readonly IReadOnlyList<(string Prefix, string Address)> Prefixes =
    [
        ("schema", "https://schema.org/"),
        ("prov", "http://www.w3.org/ns/prov#"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ("weft", "urn:weft:term:"),
    ];

    private readonly string _book = string.Create(CultureInfo.InvariantCulture, $"urn:weft:book:{graph.Book.Id.Value}");
    private readonly string _language = LanguageTag().IsMatch(graph.Book.Language) ? graph.Book.Language : "";

    /// <summary>Every resource, in a fixed order.</summary>
    public async IAsyncEnumerable<RdfResource> ResourcesAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        yield return OfBook();
        foreach (var (number, title) in graph.Titles.OrderBy(chapter => chapter.Key))
            if (graph.Selection.UpTo is not { } limit || number <= limit)
                yield return new RdfResource(Chapter(number), "schema:Chapter")
                    .SayIri("schema:isPartOf", _book)
                    .Say("schema:position", number)
                    .Say("schema:name", title, _language);
        foreach (var job in graph.Made)
            yield return OfJob(job);
        var directly = graph.Selected.Relations.SelectMany(Directly).ToLookup(triple => triple.Source);
        foreach (var entity in graph.Selected.Entities)
            yield return OfEntity(entity, directly[entity.Id]);
        foreach (var relation in graph.Selected.Relations)
            yield return OfTie(relation);
        var at = 0;
        await foreach (var fact in graph.MentionsAsync(cancel))
            yield return OfMention(fact, ++at);
        at = 0;
        await foreach (var fact in graph.EvidenceAsync(cancel))
            yield return OfEvidence(fact, ++at);
    }

    private RdfResource OfBook()
    {
        var (book, metadata) = (graph.Book, graph.Book.Metadata);
        var resource = new RdfResource(_book, "schema:Book")
            .Say("schema:name", book.Title, _language)
            .Say("schema:inLanguage", book.Language)
            .Say("schema:datePublished", metadata.Date)
            .Say("schema:publisher", metadata.Publisher)
            .Say("schema:description", metadata.Description);
        foreach (var author in metadata.Authors)
            resource.Say("schema:author", author);
        foreach (var tag in metadata.Tags)
            resource.Say("schema:keywords", tag);
        return resource;
    }

    private static RdfResource OfJob(GraphOrigin job)
    {
        var resource = new RdfResource(Job(job.Job), "prov:Activity")
            .Say("weft:recipe", job.Recipe)
            .Say("weft:recipeHash", job.RecipeHash)
            .Say("prov:startedAtTime", job.StartedAt is { } start ? RdfValue.Moment(start) : null)
            .Say("prov:endedAtTime", job.EndedAt is { } end ? RdfValue.Moment(end) : null);
        foreach (var provider in job.Providers)
            resource.Say("weft:provider", provider);
        foreach (var model in job.Models)
            resource.Say("weft:model", model);
        return resource;
    }

    private RdfResource OfEntity(ResolvedEntity entity, IEnumerable<(string Source, string Target, string Type)> directly)
    {
        var resource = new RdfResource(Entity(entity.Id), ClassOf(entity.Type))
            .Say("schema:name", entity.Name, _language)
            .Say("weft:type", entity.Type)
            .SayIri("weft:book", _book)
            .Say("schema:description", entity.Description(), _language)
            .Say("weft:mentions", entity.Mentions)
            .SayIri("weft:first", Chapter(entity.First))
            .SayIri("weft:last", Chapter(entity.Last));
        foreach (var alias in entity.Aliases)
            resource.Say("schema:alternateName", alias.Name, _language);
        foreach (var (_, target, type) in directly)
            resource.SayIri($"urn:weft:kind:{Uri.EscapeDataString(type)}", Entity(target));
        return resource;
    }

    private static IEnumerable<(string Source, string Target, string Type)> Directly(ResolvedRelation relation)
    {
        yield return (relation.Source, relation.Target, relation.Type);
        if (relation.GoesBothWays)
            yield return (relation.Target, relation.Source, relation.Type);
    }

    private RdfResource OfTie(ResolvedRelation relation) =>
        new RdfResource(Tie(relation.Source, relation.Target, relation.Type), "weft:Tie")
            .SayIri("weft:source", Entity(relation.Source))
            .SayIri("weft:target", Entity(relation.Target))
            .Say("weft:kind", relation.Type)
            .Say("weft:label", relation.Label, _language)
            .Say("weft:mutual", new RdfValue.Flag(relation.GoesBothWays))
            .Say("weft:weight", RdfValue.Decimal(relation.Weight))
            .Say("weft:count", relation.Count)
            .SayIri("weft:first", Chapter(relation.First))
            .SayIri("weft:last", Chapter(relation.Last));

    private RdfResource OfMention(MentionFact fact, int number) =>
        Sourced(
            new RdfResource(string.Create(CultureInfo.InvariantCulture, $"{_book}:mention:{number}"), "weft:Mention")
                .SayIri("weft:entity", Entity(fact.Entity))
                .Say("schema:name", fact.Mention.Name, _language)
                .Say("weft:type", fact.Mention.Type)
                .Say("weft:count", fact.Mention.Count),
            fact.Chapter,
            fact.Mention.Quote,
            fact.Mention.Offset,
            fact.Reading
        );

    private RdfResource OfEvidence(EvidenceFact fact, int number) =>
        Sourced(
            new RdfResource(string.Create(CultureInfo.InvariantCulture, $"{_book}:evidence:{number}"), "weft:Evidence")
                .SayIri("weft:tie", Tie(fact.Source, fact.Target, fact.Said.Type))
                .Say("weft:label", fact.Said.Label, _language)
                .Say("weft:count", fact.Said.Count)
                .Say("weft:confidence", RdfValue.Decimal(fact.Said.Confidence)),
            fact.Chapter,
            fact.Said.Quote,
            fact.Said.Offset,
            fact.Reading
        );

    private RdfResource Sourced(RdfResource fact, GraphChapter chapter, string quote, int offset, FactReading reading)
    {
        fact.SayIri("schema:isPartOf", Chapter(chapter.Number))
            .Say("weft:quote", quote, _language)
            .Say("weft:offset", offset)
            .Say("weft:provider", reading.Provider)
            .Say("weft:model", reading.Model)
            .Say("weft:recipe", reading.Recipe);
        return reading.Job == 0 ? fact : fact.SayIri("prov:wasGeneratedBy", Job(reading.Job));
    }

    private static string ClassOf(string type) =>
        type switch
        {
            EntityTypes.Person => "schema:Person",
            EntityTypes.Place => "schema:Place",
            EntityTypes.Organisation => "schema:Organization",
            EntityTypes.Event => "schema:Event",
            _ => "schema:Thing",
        };

    private string Entity(string id) => $"{_book}:entity:{Uri.EscapeDataString(id)}";

    private string Chapter(int number) => string.Create(CultureInfo.InvariantCulture, $"{_book}:chapter:{number}");

    private string Tie(string source, string target, string type) =>
        $"{_book}:tie:{Uri.EscapeDataString(source)}:{Uri.EscapeDataString(type)}:{Uri.EscapeDataString(target)}";

    private static string Job(long job) => string.Create(CultureInfo.InvariantCulture, $"urn:weft:job:{job}");

    [GeneratedRegex("^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
    private static partial Regex LanguageTag();
}
