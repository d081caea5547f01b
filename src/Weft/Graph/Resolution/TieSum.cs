using Weft.Model;

namespace Weft.Graph.Resolution;

/// <summary>All that a book's chapters say of two names in one kind of tie.</summary>
internal sealed class TieSum
{
    public const int QuotesKept = 3;

    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);

    /// <summary>The best, in their order.</summary>
    private readonly List<(RelationQuote Quote, long Confidence)> _quotes = [];

    public int Count { get; private set; }

    /// <summary>All that say it say that it goes both ways.</summary>
    public bool Mutual { get; private set; } = true;

    /// <summary>Sum of count times confidence, in thousandths.</summary>
    public long Confidence { get; private set; }

    public ChapterCounts Counts { get; } = new();

    public IReadOnlyDictionary<string, int> Labels => _labels;

    public IEnumerable<RelationQuote> Quotes => _quotes.Select(it => it.Quote);

    public void Add(Relation said, int chapter)
    {
        var confidence = ResolverEvidence.Thousandths(said.Confidence);
        Count += said.Count;
        Mutual &= said.Mutual;
        Confidence += confidence * said.Count;
        Counts.Add(chapter, said.Count);
        if (NameForm.Of(said.Label) is { Length: > 0 } label)
            _labels[label] = _labels.GetValueOrDefault(label) + said.Count;
        if (said.Quote.Length > 0)
            Keep(new(chapter, said.Quote, said.Offset), confidence);
    }

    /// <summary>Several that are one, as if one had heard all.</summary>
    public static TieSum Of(IReadOnlyList<TieSum> some)
    {
        if (some is [var only])
            return only;
        var all = new TieSum();
        foreach (var one in some)
        {
            all.Count += one.Count;
            all.Mutual &= one.Mutual;
            all.Confidence += one.Confidence;
            all.Counts.Add(one.Counts);
            foreach (var (label, count) in one._labels)
                all._labels[label] = all._labels.GetValueOrDefault(label) + count;
            foreach (var (quote, confidence) in one._quotes)
                all.Keep(quote, confidence);
        }
        return all;
    }

    /// <summary>From the earliest chapters, highest confidence first within one; the same quote once.</summary>
    private void Keep(RelationQuote quote, long confidence)
    {
        var same = _quotes.FindIndex(it => it.Quote == quote);
        if (same >= 0 && _quotes[same].Confidence >= confidence)
            return;
        if (same >= 0)
            _quotes.RemoveAt(same);
        var at = _quotes.FindIndex(it => Comes(quote, confidence, it.Quote, it.Confidence) < 0);
        _quotes.Insert(at < 0 ? _quotes.Count : at, (quote, confidence));
        if (_quotes.Count > QuotesKept)
            _quotes.RemoveAt(QuotesKept);
    }

    private static int Comes(RelationQuote one, long confidence, RelationQuote other, long otherConfidence)
    {
        var order = one.Chapter.CompareTo(other.Chapter);
        order = order != 0 ? order : otherConfidence.CompareTo(confidence);
        order = order != 0 ? order : one.Offset.CompareTo(other.Offset);
        return order != 0 ? order : string.CompareOrdinal(one.Quote, other.Quote);
    }
}
