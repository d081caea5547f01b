using Weft.Graph.Resolution;
using Weft.Graph.Timelines;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Graph.Suggestions;

/// <summary>
/// Which two entities may be one, and which entity may be two, for a person to decide. A pure function. Rules and models hold apart what is in
/// doubt; here that doubt is said. What a person decided about two names is not asked again, whichever way it was.
/// </summary>
internal static class Suggester
{
    public const int Most = 60;

    /// <summary>A name that is hardly there says nothing of its company.</summary>
    private const int LeastMentions = 2;

    private const double LeastLike = 0.35;
    private const double LeastLikeOfOthers = 0.8;
    private const int LeastShared = 2;
    private const int LeastForCompany = 8;
    private const int MostForCompany = 150;
    private const double LeastByChance = 1.5;
    private const double LikeCompany = 0.8;
    private const int SharedByLikes = 4;

    /// <param name="raw">All chapters of the book.</param>
    /// <param name="decisions">All decisions of the book.</param>
    public static IReadOnlyList<Suggestion> Make(ResolvedBook whole, RawSums raw, IReadOnlyList<NameDecision> decisions)
    {
        // An event is called by those who take part in it.
        var resolved = whole.WithoutEvents();
        var names = new EntityNames(resolved);
        var decided = new DecidedPairs(names, StandingDecisions.Of(decisions));
        var company = new Company(resolved);
        var found = LongerNames(resolved, names, company)
            .Concat(SaidOnce(names, raw))
            .Concat(SameCompany(resolved, names, company))
            .Where(pair => !decided.Holds(pair.Name, pair.Other) && !SaysApart(names, raw, pair))
            .Concat(ApartInOne.Of(resolved, raw).Where(pair => !decided.Holds(pair.Name, pair.Other)));
        return Numbered(found);
    }

    /// <summary>Each pair once, by the best that speaks for it.</summary>
    private static List<Suggestion> Numbered(IEnumerable<Suggestion> found)
    {
        var numbers = new HashSet<int>();
        var some = found
            .GroupBy(one => Pair(one.Name, one.Other))
            .Select(same => same.MaxBy(one => one.Score)!)
            .OrderByDescending(one => one.Score)
            .ThenBy(one => one.Name, StringComparer.Ordinal)
            .ThenBy(one => one.Other, StringComparer.Ordinal)
            .Take(Most);
        return [.. some.Select(one => one with { Number = SuggestionNumber.Of(one, numbers) })];
    }

    /// <summary>Short names that stand in longer ones of the same type.</summary>
    private static IEnumerable<Suggestion> LongerNames(ResolvedBook resolved, EntityNames names, Company company)
    {
        foreach (var entity in resolved.Entities.Where(entity => entity.Mentions >= LeastMentions))
        {
            var longer = names.Longer(entity);
            if (longer.Count is 0 or > 4)
                continue;
            var best = longer
                .Select(other => (Entity: other, Like: company.Likeness(entity.Id, other.Id)))
                .OrderByDescending(other => other.Like)
                .ThenByDescending(other => other.Entity.Mentions)
                .ThenBy(other => other.Entity.Id, StringComparer.Ordinal)
                .First();
            var (name, other) = (EntityNames.Written(entity), EntityNames.Written(best.Entity));
            var (part, whole) = names.Part(entity, best.Entity);
            // A word of a full name is many people's: only company tells whose.
            var least = part == name || NameParts.Of(part).IsHan ? LeastLike : LeastLikeOfOthers;
            if (
                entity.Type == EntityTypes.Person
                && (best.Like < least || company.Shared(entity.Id, best.Entity.Id).Count < LeastShared)
            )
                continue;
            yield return longer.Count == 1
                ? Merge(name, other, SuggestionReasons.OnlyLonger(part, whole), 0.7 + 0.25 * best.Like)
                : Merge(name, other, SuggestionReasons.LikeliestLonger(part, whole, longer.Count), 0.35 + 0.3 * best.Like);
        }
    }

    /// <summary>What one chapter calls one, and the rest outweighs.</summary>
    private static IEnumerable<Suggestion> SaidOnce(EntityNames names, RawSums raw)
    {
        foreach (var ((low, high), said) in raw.Evidence)
        {
            if (said.Same == 0)
                continue;
            var (one, other) = (names.Find(raw.Names[low].Key), names.Find(raw.Names[high].Key));
            if (one is not null && other is not null && one.Id != other.Id)
                yield return Merge(
                    EntityNames.Written(one),
                    EntityNames.Written(other),
                    SuggestionReasons.SaidOnce(said.Chapter),
                    said.Net > 0 ? 0.9 : 0.6
                );
        }
    }

    /// <summary>People who are never in one chapter, and always near the same.</summary>
    private static IEnumerable<Suggestion> SameCompany(ResolvedBook resolved, EntityNames names, Company company)
    {
        var people = resolved
            .Entities.Where(entity => entity.Type == EntityTypes.Person && entity.Mentions >= LeastForCompany)
            .Take(MostForCompany)
            .ToList();
        var chapters = resolved.Entities.SelectMany(entity => entity.Chapters).Distinct().Count();
        for (var i = 0; i < people.Count; i++)
        for (var j = i + 1; j < people.Count; j++)
        {
            var (one, other) = (people[i], people[j]);
            // By chance they would meet in so many chapters; where that is none, it says nothing that they never do.
            if ((double)one.Chapters.Count * other.Chapters.Count < LeastByChance * chapters)
                continue;
            if (company.AreTied(one.Id, other.Id) || one.Chapters.Intersect(other.Chapters).Any() || names.Conflict(one, other))
                continue;
            var like = company.Likeness(one.Id, other.Id);
            if (like < LikeCompany || company.Shared(one.Id, other.Id) is not { Count: >= SharedByLikes } shared)
                continue;
            var others = string.Join(" · ", shared.Take(SharedByLikes).Select(id => names.ById(id).Name));
            yield return Merge(
                EntityNames.Written(other),
                EntityNames.Written(one),
                SuggestionReasons.SameCompany(others),
                0.3 + 0.3 * like
            );
        }
    }

    /// <summary>The chapters tie the two or hold them apart, and none calls them one.</summary>
    private static bool SaysApart(EntityNames names, RawSums raw, Suggestion pair)
    {
        var (one, other) = (raw.NumberOf(pair.Name), raw.NumberOf(pair.Other));
        return one >= 0
            && other >= 0
            && raw.Evidence.TryGetValue((Math.Min(one, other), Math.Max(one, other)), out var said)
            && said is { Same: 0, Apart: > 0 };
    }

    internal static Suggestion Merge(string name, string other, Reason why, double score) =>
        new(0, DecisionKind.Merge, name, other, why, score, []);

    internal static (string, string) Pair(string name, string other)
    {
        var (one, two) = (NameFolding.Key(name), NameFolding.Key(other));
        return string.CompareOrdinal(one, two) <= 0 ? (one, two) : (two, one);
    }
}
