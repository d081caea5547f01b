namespace Weft.Providers.Rules.Zh;

/// <summary>
/// Decides which candidates are people and which are places. The book teaches its own contexts: sure names are the seeds, what stands
/// around them scores all others, the best of these are the seeds of a second round. Weights were fitted on four classical novels.
/// </summary>
internal sealed class Scores(char[] text, Candidates candidates, NameShapes shapes)
{
    private const double PersonThreshold = 1.3;
    private const double PlaceThreshold = 1.2;
    private const double SeedThreshold = 2.2;
    private const double PredicateShare = .12;

    // Characters of a book, and uses in it, from which on it says something that somebody never speaks.
    private const int Long = 60_000;
    private const int Often = 15;

    public Contexts PersonBefore { get; } = new('l', 'p');
    public Contexts PersonAfter { get; } = new('r', 'p');
    private readonly Contexts placeBefore = new('l', 'q');
    private readonly Contexts placeAfter = new('r', 'q');

    public void Run()
    {
        var scale = Math.Clamp(text.Length / 25000.0, 3, 8);
        Teach(candidates.All.Where(candidate => IsPersonSeed(candidate, scale)), PersonBefore, PersonAfter);
        Teach(candidates.All.Where(IsPlaceSeed), placeBefore, placeAfter);
        ScoreAll();
        Teach(
            candidates.All.Where(candidate =>
                candidate.PersonScore >= SeedThreshold && candidate.PersonScore > candidate.PlaceScore
            ),
            PersonBefore,
            PersonAfter
        );
        Teach(
            candidates.All.Where(candidate =>
                candidate.PlaceScore >= SeedThreshold && candidate.PlaceScore > candidate.PersonScore
            ),
            placeBefore,
            placeAfter
        );
        ScoreAll();
    }

    public static bool IsPerson(Candidate one) => one.PersonScore >= PersonThreshold && one.PersonScore >= one.PlaceScore;

    public static bool IsPlace(Candidate one) => one.PlaceScore >= PlaceThreshold && one.PlaceScore > one.PersonScore;

    private bool IsPersonSeed(Candidate one, double frequent)
    {
        if (one.Count < frequent || shapes.IsCommon(one.Text) || shapes.IsPlaceNoun(one.Text))
            return false;
        if (one.Speeches >= frequent && one.Text.Length < 4)
            return true;
        return one.IsFull && !one.WeakSurname && (one.Speeches >= 2 || one.ClauseStarts >= .25 * one.Count);
    }

    private bool IsPlaceSeed(Candidate one) =>
        one.Count >= 5
        && one.Text.Length < 4
        && shapes.PlaceSuffix(one.Text) == 2
        && !shapes.IsPlaceNoun(one.Text)
        && !shapes.IsCommon(one.Text)
        && !shapes.IsVerb(one.Text[0])
        && one.Speeches == 0;

    private void Teach(IEnumerable<Candidate> seeds, Contexts before, Contexts after)
    {
        var taught = seeds.ToList();
        before.Learn(Neighbours(taught, -1), Neighbours(candidates.All, -1));
        after.Learn(Neighbours(taught, 1), Neighbours(candidates.All, 1));
    }

    private double[] Neighbours(List<Candidate> words, int side)
    {
        var counts = new double[char.MaxValue + 1];
        foreach (var word in words)
        {
            var weight = Math.Min(1.0, (double)Contexts.Cap / word.Count);
            var offset = side < 0 ? -1 : word.Text.Length;
            for (var i = 0; i < word.Count; i++)
                counts[Contexts.Symbol(text, candidates.Positions[word.From + i] + offset)] += weight;
        }
        return counts;
    }

    private void ScoreAll()
    {
        foreach (var one in candidates.All)
        {
            double personBefore = 0,
                personAfter = 0,
                beforePlace = 0,
                afterPlace = 0;
            for (var i = 0; i < one.Count; i++)
            {
                var at = candidates.Positions[one.From + i];
                var (left, right) = (Contexts.Symbol(text, at - 1), Contexts.Symbol(text, at + one.Text.Length));
                personBefore += PersonBefore.Odds[left];
                personAfter += PersonAfter.Odds[right];
                beforePlace += placeBefore.Odds[left];
                afterPlace += placeAfter.Odds[right];
            }
            one.PersonBefore = personBefore / one.Count;
            one.PersonAfter = personAfter / one.Count;
            one.PlaceBefore = beforePlace / one.Count;
            one.PlaceAfter = afterPlace / one.Count;
            one.PersonScore = PersonScore(one);
            one.PlaceScore = PlaceScore(one);
        }
    }

    private static double Certainty(Candidate one) => Math.Min(1, Math.Log(1 + one.Count) / Math.Log(30));

    private double PersonScore(Candidate one)
    {
        if (shapes.IsCommon(one.Text) || shapes.IsPlaceNoun(one.Text) || shapes.IsKind(one.Text))
            return -9;
        var sure = Certainty(one);
        var score = 1.6 * (one.PersonBefore + one.PersonAfter) * sure;
        score -= .8 * Math.Max(0, one.PlaceBefore + one.PlaceAfter) * sure;
        score += 1.5 * Math.Min(1, one.Speeches / (3 + (.01 * one.Count)));
        score += 2 * Math.Min(.6, (double)one.ClauseStarts / one.Count);
        score -= .3;
        score +=
            one.SurnameLength == 0 ? -.4
            : one.WeakSurname ? .4
            : .9;
        score +=
            one.SurnameTitle ? 1.2
            : one.Titled ? .8
            : 0;
        score -=
            !shapes.BeginsCommon(one.Text) || one.Titled ? 0
            : one.Text.Length == 4 ? 2.5
            : 1.2;
        score -= one.SurnameLength == 0 && shapes.IsVerb(one.Text[0]) ? 1 : 0;
        score -= one.IsFull && one.Given.Length == 1 && shapes.IsVerb(one.Given[0]) ? 1 : 0;
        score -= Dictionary(one) + Silence(one);
        var (last, first) = shapes.Collective(one.Text);
        return score - (last ? 1.5 : 0) - (first ? .8 : 0);
    }

    private static bool IsSurnamed(Candidate one) => one.SurnameLength > 0 && !one.WeakSurname;

    /// <summary>What the dictionary has as another part of speech is no name, unless a surname or a title says so.</summary>
    private double Dictionary(Candidate one) =>
        IsSurnamed(one) || one.Titled || one.Text[^1] == '儿' ? 0
        : shapes.IsHardWord(one.Text) ? 3
        : shapes.IsSoftWord(one.Text) ? 1.5
        : 0;

    /// <summary>In a long book somebody who is named often speaks at least once.</summary>
    private double Silence(Candidate one) =>
        text.Length > Long
        && one.Count >= Often
        && one.Speeches == 0
        && !IsSurnamed(one)
        && !one.Titled
        && !one.SurnameTitle
        && !(one.Text.Length == 2 && "阿小老大".Contains(one.Text[0], StringComparison.Ordinal))
            ? 1.2
            : 0;

    /// <summary>
    /// A word that follows a person's name in so many of its uses is what the person does (躬身, 便问), not another person. Only for what has neither
    /// a surname nor a title.
    /// </summary>
    public bool IsPredicate(Candidate one)
    {
        if (one.SurnameLength > 0 || one.Titled)
            return false;
        var behind = 0;
        for (var i = 0; i < one.Count; i++)
            if (EndsPerson(candidates.Positions[one.From + i]))
                behind++;
        return behind >= PredicateShare * one.Count;
    }

    private bool EndsPerson(int end)
    {
        for (var length = 2; length <= 3 && length <= end; length++)
            if (
                candidates.Find(text.AsSpan(end - length, length)) is { } before
                && before.PersonScore >= SeedThreshold
                && before.PersonScore > before.PlaceScore
            )
                return true;
        return false;
    }

    private double PlaceScore(Candidate one)
    {
        if (shapes.IsCommon(one.Text))
            return -9;
        var sure = Certainty(one);
        var suffix = shapes.PlaceSuffix(one.Text);
        var score = (1.5 * one.PlaceBefore * sure) + (.8 * one.PlaceAfter * sure) - (.6 * Math.Max(0, one.PersonAfter) * sure);
        score += suffix == 2 ? 1.5 : suffix;
        // A long name with the ending of a place, not so many doors.
        score += suffix > 0 && one.Text.Length > 2 && !shapes.IsVerb(one.Text[0]) && !shapes.Collective(one.Text).First ? .7 : 0;
        score += shapes.IsKnownPlace(one.Text) ? .7 : 0;
        score -= shapes.IsPlaceNoun(one.Text) ? 2.5 : 0;
        score -= shapes.IsWhere(one.Text) ? 2 : 0;
        return score - (shapes.IsVerb(one.Text[0]) ? 1.5 : 0);
    }
}
