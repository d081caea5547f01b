using Weft.Model;

namespace Weft.Providers.Rules;

/// <summary>How words that name an event stand to the names beside them.</summary>
internal enum EventFrame
{
    /// <summary>Of whoever stands before the words: X died.</summary>
    Self,

    /// <summary>Of whoever stands behind them, by whoever stands before: K killed X.</summary>
    Deed,

    /// <summary>Of both: X married Y.</summary>
    Pair,

    /// <summary>Of whoever stands before, with a place behind: X set out for P.</summary>
    To,

    /// <summary>The same, of who goes away from the place: X left P.</summary>
    From,

    /// <summary>Of a child of whoever stands before: X gave birth.</summary>
    Bears,

    /// <summary>The word is a thing that somebody has: the death of X, X's death.</summary>
    Own,

    /// <summary>Of two that are joined before the words: 曹操与马超交战.</summary>
    Joined,

    /// <summary>A sufferer's word behind who did it: 颜良被关羽所斩.</summary>
    Suffered,
}

/// <summary>Words of a list and what they name: lines of kind, frame, words.</summary>
internal sealed class EventWords
{
    private readonly Dictionary<EventFrame, Dictionary<string, StoryEventKind>> _words = [];
    private readonly Dictionary<EventFrame, int> _longest = [];
    private readonly HashSet<string> _beginnings = new(StringComparer.Ordinal);

    /// <param name="list">The list's name.</param>
    /// <param name="length">Of an entry, in whatever a text's rules count.</param>
    public EventWords(string list, Func<string, int> length)
    {
        foreach (var line in WordLists.Read(list))
        {
            var parts = line.Split(' ', 3);
            var frame = Enum.Parse<EventFrame>(parts[1], ignoreCase: true);
            foreach (var word in parts[2].Split(", "))
            {
                (_words.TryGetValue(frame, out var words) ? words : _words[frame] = new(StringComparer.Ordinal))[word] =
                    Enum.Parse<StoryEventKind>(parts[0], ignoreCase: true);
                _beginnings.Add(word.Split(' ')[0]);
                _longest[frame] = Math.Max(_longest.GetValueOrDefault(frame), length(word));
            }
        }
    }

    /// <summary>Some entry begins with that word.</summary>
    public bool Begins(string word) => _beginnings.Contains(word);

    public int Longest(EventFrame frame) => _longest.GetValueOrDefault(frame);

    public StoryEventKind? Find(EventFrame frame, string words) =>
        _words.TryGetValue(frame, out var known) && known.TryGetValue(words, out var kind) ? kind : null;
}
