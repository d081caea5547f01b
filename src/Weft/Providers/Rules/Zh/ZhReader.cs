using Weft.Model;

namespace Weft.Providers.Rules.Zh;

/// <summary>Reads a Chinese chapter by the book's tables.</summary>
/// <param name="version">Of the profile.</param>
internal sealed class ZhReader(RulesTables tables, int version)
{
    private const int QuoteLimit = 80;

    // Two names further apart than this do not count as neighbours.
    private const int Reach = 100;

    private readonly ZhFinder finder = new(tables);
    private readonly EventsWriter events = new(tables, QuoteLimit, isChinese: true);
    private readonly FactsWriter writer = new(tables, QuoteLimit, Reach, version);
    private readonly int[] mainForms = tables.MainForms();

    public ChapterFacts Read(string text)
    {
        var chapter = ZhText.Read(text, tables.Traditional);
        var found = finder.Find(chapter);
        var hits = new List<Hit>(found.Count);
        foreach (var one in found)
        {
            var hidden = one.Form < 0 || tables.Forms[one.Form].Hidden;
            var form = hidden ? mainForms[one.Entity] : one.Form;
            var name = hidden ? tables.Entities[one.Entity].Name : tables.Forms[form].Shown;
            hits.Add(new(chapter.Origin(one.Start), chapter.OriginEnd(one.Start + one.Length), one.Entity, form, name));
        }
        var facts = writer.Write(text, hits, ZhTies.Find(chapter, found, tables, version));
        return version >= RulesVersions.Events
            ? events.Add(facts, text, hits, new ZhEvents(chapter, found, tables).Find())
            : facts;
    }
}
