using Weft.Model;

namespace Weft.Application;

/// <summary>The suggestions of the last few books that were looked at: a page that is open asks for them again and again.</summary>
internal sealed class SuggestionMemory
{
    private const int Most = 4;
    private readonly Lock _lock = new();
    private readonly List<(BookId Book, string Stamp, IReadOnlyList<ShownSuggestion> Shown)> _kept = [];

    /// <param name="stamp">Of the resolved layer and the decisions.</param>
    public IReadOnlyList<ShownSuggestion>? Find(BookId book, string stamp)
    {
        lock (_lock)
            return _kept.FirstOrDefault(one => one.Book == book && one.Stamp == stamp).Shown;
    }

    public void Keep(BookId book, string stamp, IReadOnlyList<ShownSuggestion> shown)
    {
        lock (_lock)
        {
            _kept.RemoveAll(one => one.Book == book);
            _kept.Add((book, stamp, shown));
            if (_kept.Count > Most)
                _kept.RemoveAt(0);
        }
    }
}
