using Weft.Model;

namespace Weft.Providers.Rules.En;

/// <summary>Gives each run its type, by the contexts that the book teaches; two rounds, as in Chinese.</summary>
internal sealed class EnScores(Runs runs, Vocabulary words)
{
    private const int Cap = 60;
    private const double PersonThreshold = .2;
    private const double PlaceThreshold = .3;

    private readonly Lexicon lexicon = Lexicon.Default;
    private readonly EnContexts personBefore = new(words, 'l', 'p');
    private readonly EnContexts personAfter = new(words, 'r', 'p');
    private readonly EnContexts placeBefore = new(words, 'l', 'q');
    private readonly EnContexts placeAfter = new(words, 'r', 'q');

    public void Run()
    {
        Teach(runs.All.Where(IsPersonSeed), personBefore, personAfter);
        Teach(runs.All.Where(IsPlaceSeed), placeBefore, placeAfter);
        ScoreAll();
        Teach(runs.All.Where(run => run.PersonScore > 2 && run.PersonScore > run.PlaceScore), personBefore, personAfter);
        Teach(runs.All.Where(run => run.PlaceScore > 2 && run.PlaceScore > run.PersonScore), placeBefore, placeAfter);
        ScoreAll();
        foreach (var run in runs.All)
            run.Type = TypeOf(run);
    }

    private bool IsPersonSeed(Run run) =>
        (run.Titles > 0 && !lexicon.IsPlaceHead(run.Last) && !IsSaint(run))
        || run.Speeches >= 3
        || (run.Count >= 5 && run.Core.Length == 1 && lexicon.IsGiven(run.Words[0]));

    private bool IsPlaceSeed(Run run) =>
        run.Titles == 0
        && run.Speeches == 0
        && run.Count > 1
        && (
            lexicon.IsKnownPlace(run.Key)
            || (run.Words.Length > 1 ? lexicon.IsPlaceHead(run.Last) : lexicon.HasPlaceSuffix(run.Last))
        );

    private void Teach(IEnumerable<Run> seeds, EnContexts before, EnContexts after)
    {
        var taught = seeds.ToList();
        before.Learn(Count(taught, true), Count(runs.All, true));
        after.Learn(Count(taught, false), Count(runs.All, false));
    }

    private double[] Count(List<Run> some, bool before)
    {
        var counts = new double[words.Count + EnContexts.Symbols];
        foreach (var run in some)
        {
            var weight = Math.Min(1.0, (double)Cap / run.Count);
            foreach (var neighbours in run.Neighbours)
                counts[before ? neighbours.Before : neighbours.After] += weight;
        }
        return counts;
    }

    private void ScoreAll()
    {
        foreach (var run in runs.All)
        {
            double before = 0,
                after = 0,
                beforePlace = 0,
                afterPlace = 0;
            foreach (var neighbours in run.Neighbours)
            {
                before += personBefore.Odds[neighbours.Before];
                after += personAfter.Odds[neighbours.After];
                beforePlace += placeBefore.Odds[neighbours.Before];
                afterPlace += placeAfter.Odds[neighbours.After];
            }
            var sure = Math.Min(1, Math.Log(1 + run.Count) / Math.Log(30)) / run.Count;
            run.PersonScore = PersonScore(run, before * sure, after * sure, (beforePlace + afterPlace) * sure);
            run.PlaceScore = PlaceScore(run, beforePlace * sure, afterPlace * sure, Math.Max(after, before + after) * sure);
        }
    }

    private double PersonScore(Run run, double before, double after, double place)
    {
        var score = (1.6 * (before + after)) - (.8 * Math.Max(0, place));
        score += 1.5 * Math.Min(1, run.Speeches / (3 + (.01 * run.Count)));
        score +=
            IsSaint(run) ? .5
            : run.Titles > 0 ? 2.5
            : 0;
        score += lexicon.IsGiven(run.Words[0]) && run.Titles == 0 ? 1 : 0;
        score += run.Core.Length > 1 && !run.TakesArticle ? .4 : 0;
        score -= run.Titles == 0 && (lexicon.IsPlaceHead(run.Last) || lexicon.IsOrganisation(run.Last)) ? 1.5 : 0;
        score -= run.TakesArticle && run.Speeches < 2 ? 1.2 : 0;
        score += Math.Min(1, run.Vocatives / (2 + (.03 * run.Count)));
        score -= lexicon.IsKnownPlace(run.Key) ? .5 : 0;
        return score - .1;
    }

    private double PlaceScore(Run run, double before, double after, double person)
    {
        if (run.Titles > 0 && !IsSaint(run))
            return -9;
        var score = (1.6 * before) + (.8 * after) - (.6 * Math.Max(0, person));
        score +=
            run.Words.Length > 1 && lexicon.IsPlaceHead(run.Last) ? 1.8
            : run.Words.Length > 1 && Lexicon.IsPlacePrefix(run.Words[0]) ? 1.8
            : lexicon.HasPlaceSuffix(run.Last) ? .8
            : IsSaint(run) ? 1
            : 0;
        score += lexicon.IsKnownPlace(run.Key) ? 1 : 0;
        return score
            - (
                run.Last.EndsWith("ian", StringComparison.Ordinal)
                || run.Last.EndsWith("ese", StringComparison.Ordinal)
                || run.Last.EndsWith("ists", StringComparison.Ordinal)
                    ? 1.5
                    : 0
            );
    }

    /// <summary>Churches, streets and towns are called so, more often than people in novels.</summary>
    private static bool IsSaint(Run run) => run.Title is "saint" or "st";

    private string TypeOf(Run run)
    {
        var sole = run.Titles == 0 && run.Words.Length == 1;
        var enough =
            run.Titles > 0 || (run.Words.Length > 1 && lexicon.IsGiven(run.Words[0])) ? 1
            : run.Words.Length > 1 ? 2
            : 3;
        if (run.Count < enough || (run.Inside == 0 && sole && run.Speeches == 0))
            return "";
        if (sole && lexicon.IsNotName(run.Last) && !IsRole(run))
            return "";
        if (run.Words.Length > 1 && lexicon.IsOrganisation(run.Last) && run.Titles == 0)
            return EntityTypes.Organisation;
        if (IsRole(run))
            return EntityTypes.Person;
        if (run.PersonScore >= PersonThreshold && run.PersonScore >= run.PlaceScore)
            return EntityTypes.Person;
        return run.PlaceScore >= PlaceThreshold ? EntityTypes.Place : "";
    }

    /// <summary>A title alone with "the", nearly always with a capital: the Queen.</summary>
    private bool IsRole(Run run) =>
        run.Words.Length == 1
        && lexicon.IsRole(run.Last)
        && run.Articles >= 5
        && runs.Counts.Capitals(run.Last) >= 4 * runs.Counts.Lower(run.Last);
}
