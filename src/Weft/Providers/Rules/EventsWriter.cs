using Weft.Model;

namespace Weft.Providers.Rules;

/// <summary>
/// Adds the events of a chapter to its facts, in the shape of <see cref="StoryEvents"/>. An event is called by its kind and by the names of those
/// whose it is, so that two chapters that name the same death name one event.
/// </summary>
/// <param name="isChinese">Whose words the names of events are in.</param>
internal sealed class EventsWriter(RulesTables tables, int quoteLimit, bool isChinese)
{
    private const double Confidence = .75;

    public ChapterFacts Add(ChapterFacts facts, string text, IReadOnlyList<Hit> hits, IEnumerable<RuleEvent> events)
    {
        var (mentions, relations) = (new List<Mention>(), new List<Relation>());
        var named = new HashSet<string>(facts.Mentions.Select(mention => NameFolding.Key(mention.Name)), StringComparer.Ordinal);
        foreach (var same in events.OrderBy(one => one.Start).GroupBy(one => NameOf(one, hits)))
        {
            // A name of the cast is no event's.
            if (!named.Add(NameFolding.Key(same.Key)))
                continue;
            var first = same.First();
            var (start, length) = Quotes.Around(text, first.Start, first.End, quoteLimit);
            var quote = text.Substring(start, length);
            mentions.Add(new(same.Key, EntityTypes.Event, 1, quote, start));
            foreach (
                var who in same.SelectMany(one => one.By < 0 ? one.Of : [.. one.Of, one.By])
                    .Select(at => hits[at].Name)
                    .Distinct()
            )
                relations.Add(new(who, same.Key, StoryEvents.TakesPart, "", 1, quote, start, Confidence));
            if (same.FirstOrDefault(one => one.Place >= 0) is { Place: >= 0, Of: not null } there)
                relations.Add(new(same.Key, hits[there.Place].Name, StoryEvents.TakesPlaceIn, "", 1, quote, start, Confidence));
        }
        return mentions.Count == 0
            ? facts
            : facts with
            {
                Mentions = [.. facts.Mentions, .. mentions],
                Relations = [.. facts.Relations, .. relations],
            };
    }

    private string NameOf(RuleEvent one, IReadOnlyList<Hit> hits)
    {
        // Those who matter most in the book first, whichever way it is said.
        var entities = one.Of.Select(at => hits[at].Entity).Distinct().ToList();
        if (one.Kind is StoryEventKind.Marriage or StoryEventKind.Oath or StoryEventKind.Battle)
            entities.Sort();
        var names = entities.Select(entity => tables.Entities[entity].Name).ToList();
        if (names.Count == 0 && one.By >= 0)
            names.Add(tables.Entities[hits[one.By].Entity].Name);
        var place = one.Place >= 0 ? tables.Entities[hits[one.Place].Entity].Name : "";
        return isChinese ? InChinese(one, names, place) : InEnglish(one, names, place);
    }

    private static string InEnglish(RuleEvent one, List<string> names, string place)
    {
        var who = string.Join(" and ", names);
        return (one.Kind, one.Way) switch
        {
            (StoryEventKind.Death, _) => $"Death of {who}",
            (StoryEventKind.Birth, _) when one.Of.Count == 0 => $"Birth of a child of {who}",
            (StoryEventKind.Birth, _) => $"Birth of {who}",
            (StoryEventKind.Marriage, _) => $"Marriage of {who}",
            (StoryEventKind.Oath, _) => $"Oath of {who}",
            (StoryEventKind.Battle, EventWay.Towards) => $"Attack of {who} on {place}",
            (StoryEventKind.Battle, _) => names.Count > 0 ? $"Fight of {who}" : $"Battle of {place}",
            (_, EventWay.Towards) => $"Journey of {who} to {place}",
            (_, EventWay.From) => $"Journey of {who} from {place}",
            _ => $"Journey of {who}",
        };
    }

    private string InChinese(RuleEvent one, List<string> names, string place)
    {
        var who = string.Join(Written("与", "與"), names);
        return (one.Kind, one.Way) switch
        {
            (StoryEventKind.Death, _) => $"{who}之死",
            (StoryEventKind.Birth, _) when one.Of.Count == 0 => $"{who}得子",
            (StoryEventKind.Birth, _) => $"{who}出生",
            (StoryEventKind.Marriage, _) => who + Written("成亲", "成親"),
            (StoryEventKind.Oath, _) => who + (names.Count > 1 ? Written("结义", "結義") : Written("立誓", "立誓")),
            (StoryEventKind.Battle, EventWay.Towards) => $"{who}攻打{place}",
            (StoryEventKind.Battle, _) => who + Written("交战", "交戰"),
            (_, EventWay.Towards) => $"{who}前往{place}",
            _ => who + Written("启程", "啟程"),
        };
    }

    private string Written(string simplified, string traditional) => tables.Traditional ? traditional : simplified;
}
