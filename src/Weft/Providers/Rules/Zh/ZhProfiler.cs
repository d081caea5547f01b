using Weft.Model;

namespace Weft.Providers.Rules.Zh;

/// <summary>
/// The first reading of a Chinese book: how it is written, then all of it, joined with a line end between the chapters, then its names.
/// </summary>
internal sealed class ZhProfiler : ILanguageReading
{
    private readonly ScriptCounts script = new();
    private JoinedText? joined;
    private bool traditional;
    private Census? census;
    private ZhFinder? finder;

    public void Add(string chapterText)
    {
        if (finder is not null)
        {
            var chapter = ZhText.Read(chapterText, traditional);
            census!.Add(finder.Find(chapter), hit => chapter.Written(chapterText, hit.Start, hit.Length));
        }
        else if (joined is not null)
            joined.Add(ZhText.Read(chapterText, traditional));
        else
            script.Add(chapterText);
    }

    public RulesTables? End()
    {
        if (census is not null)
            return census.Final();
        if (joined is null)
        {
            traditional = script.IsTraditional;
            joined = new(script.Length);
            return null;
        }
        var draft = Draft(joined, traditional);
        (census, finder, joined) = (new(draft), new(draft), null);
        return null;
    }

    private static RulesTables Draft(JoinedText joined, bool traditional)
    {
        var (text, starts) = joined.Take();
        var shapes = NameShapes.Default;
        var candidates = new Candidates(text, shapes);
        var singleSpeeches = Frames.Count(text, starts, candidates);
        var predicates = new SinglePredicates(shapes, singleSpeeches);
        var scores = new Scores(text, candidates, shapes);
        scores.Run();
        var frames = new NamingFrames(text, candidates, shapes).Find();
        var spellings = Spellings(text, candidates, shapes, scores, predicates, frames);
        var byNames = new ByNames(text, candidates, shapes).Find(spellings);
        foreach (var (_, byName) in byNames)
            spellings.Add(new(byName, EntityTypes.Person, candidates.Find(byName)!));
        var titles = new TitleLinks(text, spellings, shapes);
        titles.Run(new Matcher([.. spellings.Select(spelling => spelling.Text)]));
        var links = new NameLinks(spellings, frames);
        links.JoinCourtesies();
        links.JoinGivenNames();
        titles.JoinTitles(links);
        titles.JoinByNames(links);
        titles.JoinTitledNames(links);
        foreach (var (full, byName) in byNames)
            links.Join(links.IndexOf(full), links.IndexOf(byName));
        return new Cast(spellings, links, shapes, singleSpeeches).Draft(traditional, scores) with
        {
            Evidence = ZhEvidence.Of(spellings, candidates, one => scores.IsPredicate(one) || predicates.Are(one.Text), shapes),
        };
    }

    private static List<Spelling> Spellings(
        char[] text,
        Candidates candidates,
        NameShapes shapes,
        Scores scores,
        SinglePredicates predicates,
        IReadOnlyList<(string Full, string Courtesy)> frames
    )
    {
        var named = candidates
            .All.Where(candidate =>
                Scores.IsPlace(candidate)
                || (Scores.IsPerson(candidate) && !scores.IsPredicate(candidate) && !predicates.Are(candidate.Text))
            )
            .ToList();
        var spellings = new List<Spelling>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in new Boundaries(shapes).Keep(named))
        {
            if (seen.Add(one.Text))
                spellings.Add(new(one.Text, Scores.IsPerson(one) ? EntityTypes.Person : EntityTypes.Place, one));
        }
        foreach (var name in frames.SelectMany(frame => new[] { frame.Full, frame.Courtesy }))
        {
            if (seen.Add(name))
                spellings.Add(new(name, EntityTypes.Person, candidates.Find(name) ?? shapes.Describe(name, 0)));
        }
        // A given name alone behaves like its full name, only less clearly.
        foreach (
            var full in spellings
                .Where(name => name.IsFull && name.Type == EntityTypes.Person && name.Shape.Given.Length == 2)
                .ToList()
        )
        {
            var given = candidates.Find(full.Shape.Given);
            if (given is { PersonScore: > .5 } && given.PersonScore > given.PlaceScore && seen.Add(given.Text))
                spellings.Add(new(given.Text, EntityTypes.Person, given));
        }
        var courtesies = frames.Select(frame => frame.Courtesy).ToHashSet(StringComparer.Ordinal);
        foreach (var name in new SurnamedNames(text, shapes).Find(spellings, courtesies).Where(seen.Add))
            spellings.Add(new(name, EntityTypes.Person, candidates.Find(name) ?? shapes.Describe(name, 0)));
        return spellings;
    }
}
