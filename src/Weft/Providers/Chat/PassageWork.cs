using Weft.Extraction.Passages;
using Weft.Model;

namespace Weft.Providers.Chat;

/// <summary>A passage on its way, with what is known of it. One lane has it at a time.</summary>
internal sealed class PassageWork(Passage passage)
{
    private (AnswerKey Key, AttemptCounts Counts)? _last;

    public Passage Passage => passage;

    public KnownAnswers Answers { get; } = new();

    /// <summary>Once it is accepted: what serves it, in the order of the text.</summary>
    public IReadOnlyList<ServedPassage> Served { get; set; } = [];

    /// <summary>They go on counting where another lane asks the same.</summary>
    public AttemptCounts CountsOf(AnswerKey key)
    {
        if (_last is not { } last || last.Key != key)
            _last = last = (key, new AttemptCounts());
        return last.Counts;
    }
}
