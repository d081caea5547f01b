using Weft.Extraction.Answers;
using Weft.Extraction.Grounding;
using Weft.Extraction.Passages;
using Weft.Model;

namespace Weft.Extraction;

/// <summary>A chapter's facts as a pure function of its text and the journal.</summary>
internal static class WovenChapter
{
    /// <summary>Facts of the passages, in order.</summary>
    public static ChapterFacts Facts(IEnumerable<ServedPassage> served, Recipe recipe) =>
        GroundingMerge.Merge([.. served.Select(passage => Grounder.Ground(passage.Passage, passage.Parsed, recipe))]);

    /// <summary>
    /// The facts of a completed run once more, without a call, from the answers under the keys that it has stored. Null where one of
    /// them is missing.
    /// </summary>
    public static ChapterFacts? Rebuild(string chapterText, Recipe recipe, IReadOnlyList<Answer> woven)
    {
        var byHash = woven.ToLookup(answer => answer.Key.PassageHash);
        var served = new List<ServedPassage>();
        foreach (var passage in PassageCutter.Cut(chapterText, recipe))
            if (!Serve(passage, byHash, served))
                return null;
        return Facts(served, recipe);
    }

    private static bool Serve(Passage passage, ILookup<string, Answer> woven, List<ServedPassage> served)
    {
        if (passage.IsBlank)
            return true;
        if (woven[passage.Hash].FirstOrDefault() is { } answer)
        {
            served.Add(new(passage, answer, AnswerParser.Parse(answer.Body)));
            return true;
        }
        return passage.Depth < PassagePolicy.Deepest
            && PassageCutter.Halve(passage) is var (left, right)
            && Serve(left, woven, served)
            && Serve(right, woven, served);
    }
}
