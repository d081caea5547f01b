using Weft.Model;

namespace Weft.Providers.Rules.Zh;

/// <summary>The first reading of a Chinese book. Chapters are joined, with a line end between them.</summary>
internal static class ZhProfiler
{
    public static RulesTables Build(IReadOnlyList<string> chapterTexts)
    {
        var traditional = ZhText.IsTraditional(chapterTexts);
        var chapters = chapterTexts.Select(text => ZhText.Read(text, traditional)).ToList();
        var (text, starts) = Join(chapters);
        var shapes = NameShapes.Default;
        var candidates = new Candidates(text, shapes);
        var singleSpeeches = Frames.Count(text, starts, candidates);
        var scores = new Scores(text, candidates, shapes);
        scores.Run();
        var frames = new NamingFrames(text, candidates, shapes).Find();
        var spellings = Spellings(candidates, shapes, frames);
        var titles = new TitleLinks(text, spellings, shapes);
        titles.Run(new Matcher([.. spellings.Select(spelling => spelling.Text)]));
        var links = new NameLinks(spellings, frames);
        links.JoinCourtesies();
        links.JoinGivenNames();
        titles.JoinTitles(links);
        titles.JoinByNames(links);
        var draft = new Cast(spellings, links, shapes, singleSpeeches).Draft(traditional, scores);
        var census = new Census(draft);
        var finder = new ZhFinder(draft);
        for (var i = 0; i < chapters.Count; i++)
        {
            var (original, chapter) = (chapterTexts[i], chapters[i]);
            census.Add(finder.Find(chapter), hit => chapter.Written(original, hit.Start, hit.Length));
        }
        return census.Final();
    }

    private static (char[] Text, bool[] Starts) Join(List<ZhText> chapters)
    {
        var length = chapters.Sum(chapter => chapter.Chars.Length + 1);
        var (text, starts) = (new char[length], new bool[length]);
        var at = 0;
        foreach (var chapter in chapters)
        {
            chapter.Chars.CopyTo(text, at);
            chapter.Starts.AsSpan(0, chapter.Chars.Length).CopyTo(starts.AsSpan(at));
            at += chapter.Chars.Length;
            text[at++] = '\n';
        }
        return (text, starts);
    }

    private static List<Spelling> Spellings(
        Candidates candidates,
        NameShapes shapes,
        IReadOnlyList<(string Full, string Courtesy)> frames
    )
    {
        var named = candidates.All.Where(candidate => Scores.IsPerson(candidate) || Scores.IsPlace(candidate)).ToList();
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
        return spellings;
    }
}
