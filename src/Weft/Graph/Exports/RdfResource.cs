using System.Globalization;

namespace Weft.Graph.Exports;

/// <summary>What stands behind a property of RDF.</summary>
internal abstract record RdfValue
{
    public sealed record Iri(string Address) : RdfValue;

    /// <param name="Language">Of the book; empty = none.</param>
    public sealed record Words(string Text, string Language) : RdfValue;

    public sealed record Whole(long Number) : RdfValue;

    /// <param name="Type">With the prefix <c>xsd:</c>.</param>
    public sealed record Typed(string Text, string Type) : RdfValue;

    public sealed record Flag(bool Is) : RdfValue;

    public static RdfValue Decimal(double number) =>
        new Typed(number.ToString("0.0##", CultureInfo.InvariantCulture), "xsd:decimal");

    public static RdfValue Moment(DateTimeOffset moment) =>
        new Typed(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), "xsd:dateTime");
}

/// <summary>One thing and what is said of it. Properties are names with a prefix, or addresses.</summary>
internal sealed record RdfResource(string Iri, string Type)
{
    public List<(string Property, RdfValue Value)> Says { get; } = [];

    public RdfResource Say(string property, RdfValue? value)
    {
        if (value is not null)
            Says.Add((property, value));
        return this;
    }

    public RdfResource Say(string property, int number) => Say(property, new RdfValue.Whole(number));

    /// <summary>Nothing where the text is empty.</summary>
    public RdfResource Say(string property, string? text, string language = "") =>
        string.IsNullOrEmpty(text) ? this : Say(property, new RdfValue.Words(text, language));

    public RdfResource SayIri(string property, string iri) => Say(property, new RdfValue.Iri(iri));
}
