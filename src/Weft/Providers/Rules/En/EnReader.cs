using Weft.Model;

namespace Weft.Providers.Rules.En;

/// <summary>Reads an English chapter by the book's tables.</summary>
/// <param name="version">Of the profile.</param>
internal sealed class EnReader(RulesTables tables, int version)
{
    private const int QuoteLimit = 200;

    // Two names further apart than this do not count as neighbours; dialogue may lie between.
    private const int Reach = 400;

    private readonly EnFinder finder = new(tables, version);
    private readonly EventsWriter events = new(tables, QuoteLimit, isChinese: false);
    private readonly FactsWriter writer = new(tables, QuoteLimit, Reach, version);
    private readonly int[] mainForms = tables.MainForms();

    public ChapterFacts Read(string text)
    {
        var isNew = version >= RulesVersions.NamedTies;
        var (tokens, found) = isNew ? finder.FindAll(text, mainForms) : finder.Find(text);
        var hits = new List<Hit>(found.Count);
        foreach (var one in found)
        {
            var hidden = tables.Forms[one.Form].Hidden;
            var form = hidden ? mainForms[one.Entity] : one.Form;
            var name = hidden ? tables.Entities[one.Entity].Name : tables.Forms[form].Shown;
            hits.Add(new(tokens[one.Start].Start, tokens[one.Start + one.Length - 1].End, one.Entity, form, name));
        }
        var ties = isNew ? new EnFrames(text, tokens, tables).Find(found) : new EnTies(text, tokens, tables).Find(found);
        var facts = writer.Write(text, hits, ties);
        return version >= RulesVersions.Events
            ? events.Add(facts, text, hits, new EnEvents(text, tokens, tables, found).Find())
            : facts;
    }
}
