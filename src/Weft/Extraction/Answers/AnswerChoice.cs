namespace Weft.Extraction.Answers;

/// <summary>
/// Which of several answers in one body counts: a model may write a draft before its answer, show the example of the prompt, or begin anew.
/// Records of one are never mixed with ids of another.
/// </summary>
internal static class AnswerChoice
{
    /// <summary>Others that are kept beside the one that counts.</summary>
    private const int MostOthers = 4;

    /// <summary>Puts pieces that complete each other together: a list that the answer lacks, or more records under ids and names of their own.</summary>
    public static List<AnswerParserRows> Answers(IReadOnlyList<AnswerParserRows> pieces)
    {
        var answers = new List<AnswerParserRows>();
        AnswerNames? names = null;
        for (var at = 0; at < pieces.Count; at++)
        {
            var piece = pieces[at];
            var own = AnswerNames.Of(piece);
            if (answers.Count == 0)
                answers.Add(piece);
            else if (Completes(answers[^1], piece) && BelongsToNext(names!, piece, at + 1 < pieces.Count ? pieces[at + 1] : null))
                pieces[at + 1].Join(piece);
            else if (Completes(answers[^1], piece) || names!.GoOnWith(own))
                answers[^1].Join(piece);
            else
            {
                answers.Add(piece);
                names = null;
            }
            if (names is null)
                names = own;
            else
                names.Add(own);
        }
        return answers;
    }

    /// <summary>Relations between two lists of entities are of the one under whose ids their quotes name both ends; else of the first.</summary>
    private static bool BelongsToNext(AnswerNames names, AnswerParserRows piece, AnswerParserRows? next) =>
        next is { Entities: not null, Relations: null }
        && piece is { Entities: null, Relations: not null }
        && names.Borne(piece) < AnswerNames.Of(next).Borne(piece);

    /// <summary>
    /// The last whole answer with records; the fullest instead where that one is much poorer. One that is cut off counts only after all whole ones,
    /// and if it brings more. Null = none.
    /// </summary>
    public static ParsedAnswer? Best(IEnumerable<AnswerParserRows> answers)
    {
        var read = answers.Select(AnswerParserRecords.Read).OfType<ParsedAnswer>().ToList();
        var full = read.FindAll(answer => answer.Records > 0 && !IsExample(answer));
        if (full.Count == 0)
            return read.FindLast(answer => answer.Records == 0) ?? read.LastOrDefault();
        var whole = full.FindAll(answer => !answer.Truncated);
        var best = whole.Count > 0 ? Chosen(whole) : full.MaxBy(answer => answer.Records)!;
        var after = full.Skip(full.IndexOf(best) + 1).Where(answer => answer.Truncated);
        if (!best.Truncated && after.MaxBy(answer => answer.Records) is { } cut && BringsMore(cut, best))
            best = cut;
        return best with { Others = [.. whole.Where(answer => answer != best).Reverse().Take(MostOthers)] };
    }

    /// <summary>Less than two thirds of what the other has: more than a correction would leave out.</summary>
    public static bool IsMuchPoorer(int records, int other) => records * 3 < other * 2;

    private static ParsedAnswer Chosen(List<ParsedAnswer> whole)
    {
        var last = whole[^1];
        var fullest = whole.MaxBy(answer => answer.Records)!;
        return IsMuchPoorer(last.Records, fullest.Records) || IsPartOf(last, fullest) ? fullest : last;
    }

    /// <summary>The same entities said again, without a word of relations.</summary>
    private static bool IsPartOf(ParsedAnswer last, ParsedAnswer fullest) =>
        last.LacksRelations && !fullest.LacksRelations && !HasOthers(last, fullest);

    private static bool HasOthers(ParsedAnswer answer, ParsedAnswer known) =>
        answer.Entities.Select(entity => entity.Name).Except(known.Entities.Select(entity => entity.Name)).Any();

    /// <summary>Of as many records one more than the whole answer has; a model that says its answer again until it is stopped brings none.</summary>
    private static bool BringsMore(ParsedAnswer cut, ParsedAnswer whole) =>
        cut.Records > whole.Records || (cut.Records == whole.Records && HasOthers(cut, whole));

    private static bool Completes(AnswerParserRows answer, AnswerParserRows piece) =>
        (answer.Entities is null || piece.Entities is null)
        && (answer.Relations is null || piece.Relations is null)
        && (answer.Events is null || piece.Events is null);

    /// <summary>The example of our own prompt, said back.</summary>
    private static bool IsExample(ParsedAnswer answer) =>
        answer.Entities.Count > 0 && answer.Entities.All(entity => AnswerExample.Has(entity));
}
