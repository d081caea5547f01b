using System.Collections.Frozen;
using Weft.Model;

namespace Weft.Providers.Rules.En;

/// <summary>
/// Events that a sentence names in so many words: X died, K killed X, the death of X, X was born, X married Y, X swore to, X fought Y, X set out
/// for P. What is only thought of, denied, asked, wished or feared is none.
/// </summary>
internal sealed class EnEvents(string text, List<Token> tokens, RulesTables tables, List<Found> found)
{
    // Words before a name in which its sentence may say that nothing of it is so.
    private const int Back = 14;

    private static readonly EventWords Words = new("en-events", words => words.Split(' ').Length);
    private static readonly FrozenSet<string> Unreal = WordLists.Set("en-unreal").ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Fillers = WordLists.Set("en-event-fillers").ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Behind = WordLists.Set("en-event-behind").ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> NoSubject = WordLists
        .Set("en-event-not-before")
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly List<RuleEvent> _events = [];

    public List<RuleEvent> Find()
    {
        for (var i = 0; i < found.Count; i++)
        {
            var isPerson = IsPerson(i);
            if (isPerson && IsSubject(i))
                Subject(i);
            if (isPerson || tables.Entities[found[i].Entity].Type == EntityTypes.Place)
                Owner(i, isPerson);
        }
        return _events;
    }

    private bool IsPerson(int index) => tables.Entities[found[index].Entity].Type == EntityTypes.Person;

    private bool IsPlace(int index) => tables.Entities[found[index].Entity].Type == EntityTypes.Place;

    private int EndOf(int index) => found[index].Start + found[index].Length;

    private string Word(int at) => at >= 0 && at < tokens.Count ? text[tokens[at].Start..tokens[at].End].ToLowerInvariant() : "";

    private bool Follows(int at) => at < tokens.Count && tokens[at].Before == Gap.None && !tokens[at - 1].Possessive;

    /// <summary>Not "the brother of X", "with X", "had X", "old X", who may be another.</summary>
    private bool IsSubject(int index)
    {
        var start = found[index].Start;
        return !tokens[EndOf(index) - 1].Possessive
            && (
                start == 0
                || tokens[start].Before != Gap.None
                || !NoSubject.Contains(Word(start - 1)) && !tokens[start - 1].Possessive
            );
    }

    private void Subject(int index)
    {
        var at = EndOf(index);
        // X, who had died
        if (Word(at) == "who" && tokens[at].Before != Gap.Sentence)
            at++;
        for (var skipped = 0; skipped <= 3 && Follows(at); skipped++)
        {
            if (Words.Begins(Word(at)) && Read(index, at))
                return;
            if (!Fillers.Contains(Word(at)) && !Word(at).EndsWith("ly", StringComparison.Ordinal))
                return;
            at++;
        }
    }

    private bool Read(int index, int at)
    {
        foreach (
            var frame in (ReadOnlySpan<EventFrame>)
                [EventFrame.Deed, EventFrame.Pair, EventFrame.To, EventFrame.From, EventFrame.Bears, EventFrame.Self]
        )
            for (var length = Math.Min(Words.Longest(frame), tokens.Count - at); length > 0; length--)
                if (
                    Phrase(at, length) is { } phrase
                    && Words.Find(frame, phrase) is { } kind
                    && Framed(index, at, length, frame, kind)
                )
                    return true;
        return false;
    }

    private string? Phrase(int at, int length)
    {
        for (var i = at + 1; i < at + length; i++)
            if (!Follows(i))
                return null;
        return string.Join(' ', Enumerable.Range(at, length).Select(Word));
    }

    private bool Framed(int index, int at, int length, EventFrame frame, StoryEventKind kind)
    {
        var behind = at + length;
        var next = index + 1 < found.Count && Reaches(behind, found[index + 1].Start) ? index + 1 : -1;
        if (next >= 0 && (tokens[EndOf(next) - 1].Possessive || found[next].Entity == found[index].Entity))
            next = -1;
        switch (frame)
        {
            case EventFrame.Deed when next >= 0 && IsPerson(next):
                return Add(index, new(kind, [next], index, PlaceBehind(next), 0, 0), at, EndOf(next));
            case EventFrame.Pair when next >= 0 && IsPerson(next):
                return Add(index, new(kind, [index, next], -1, PlaceBehind(next), 0, 0), at, EndOf(next));
            case EventFrame.To or EventFrame.From when next >= 0 && IsPlace(next):
                var way = frame == EventFrame.To ? EventWay.Towards : EventWay.From;
                return Add(index, new(kind, Together(index), -1, next, 0, 0) { Way = way }, at, EndOf(next));
            case EventFrame.Bears:
                return Add(index, new(kind, [], index, PlaceBehind(index, behind), 0, 0), at, behind);
            case EventFrame.Self when !Continues(behind, kind) && !(IsSpoken(index) && Word(at) == "is"):
                return Add(index, new(kind, Together(index), -1, PlaceBehind(index, behind), 0, 0), at, behind);
            default:
                return false;
        }
    }

    /// <summary>Nothing but an article stands before the name.</summary>
    private bool Reaches(int at, int start) =>
        (at == start || at + 1 == start && Word(at) is "the" or "old" or "poor") && Follows(at);

    /// <summary>Words behind that say that it is something else: was dead tired, was born to rule.</summary>
    private bool Continues(int behind, StoryEventKind kind) =>
        Follows(behind)
        && (kind, Word(behind)) switch
        {
            (
                StoryEventKind.Death,
                "tired"
                    or "drunk"
                    or "asleep"
                    or "to"
                    or "away"
                    or "out"
                    or "set"
                    or "silent"
                    or "against"
                    or "sure"
            ) => true,
            (StoryEventKind.Birth, "to" or "for" or "with") => Word(behind) != "to"
                || Word(behind + 1) is not ("him" or "her" or "them"),
            _ => false,
        };

    private int PlaceBehind(int index) => PlaceBehind(index, EndOf(index));

    /// <summary>in P, at P, near P.</summary>
    private int PlaceBehind(int index, int at) =>
        index + 1 < found.Count
        && IsPlace(index + 1)
        && Word(at) is "in" or "at" or "near"
        && Follows(at)
        && (found[index + 1].Start == at + 1 || found[index + 1].Start == at + 2 && Word(at + 1) == "the")
            ? index + 1
            : -1;

    /// <summary>X and Y: both.</summary>
    private int[] Together(int index) =>
        index > 0
        && IsPerson(index - 1)
        && Word(found[index].Start - 1) == "and"
        && EndOf(index - 1) == found[index].Start - 1
        && Follows(found[index].Start)
        && Follows(found[index].Start - 1)
        && IsSubject(index - 1)
            ? [index - 1, index]
            : [index];

    /// <summary>The death of X; X's death; the battle of P.</summary>
    private void Owner(int index, bool isPerson)
    {
        var (start, end) = (found[index].Start, EndOf(index));
        if (tokens[end - 1].Possessive && isPerson && end < tokens.Count && tokens[end].Before == Gap.None)
        {
            if (
                Words.Find(EventFrame.Own, Word(end)) is { } owned and not StoryEventKind.Battle
                && (owned != StoryEventKind.Marriage || IsDated(start))
                && (end + 1 >= tokens.Count || tokens[end + 1].Before != Gap.None || Behind.Contains(Word(end + 1)))
            )
                Add(index, new(owned, [index], -1, -1, 0, 0), end, end + 1);
            return;
        }
        var of = Word(start - 1) == "the" ? start - 2 : start - 1;
        if (
            of < 1
            || Word(of) != "of"
            || !Follows(of)
            || !Follows(of + 1)
            || tokens[end - 1].Possessive
            || Words.Find(EventFrame.Own, Word(of - 1)) is not { } kind
            || kind == StoryEventKind.Battle == isPerson
            || kind == StoryEventKind.Marriage && !IsDated(Word(of - 2) == "the" ? of - 2 : of - 1)
        )
            return;
        Add(index, isPerson ? new(kind, Both(index), -1, -1, 0, 0) : new(kind, [], -1, index, 0, 0), of - 1, end);
    }

    /// <summary>A marriage is spoken of long before there is one; what something else is dated by has been.</summary>
    private bool IsDated(int at) =>
        Word(at - 1) is "after" or "since" or "on" or "upon" or "at" or "before" or "from" or "following" or "until" or "till";

    /// <summary>The marriage of X and Y.</summary>
    private int[] Both(int index) =>
        index + 1 < found.Count
        && IsPerson(index + 1)
        && Word(EndOf(index)) == "and"
        && found[index + 1].Start == EndOf(index) + 1
            ? [index, index + 1]
            : [index];

    private bool Add(int index, RuleEvent one, int at, int end)
    {
        if (!IsSaid(Math.Min(found[index].Start, at), Math.Max(end, EndOf(index)), one.Kind))
            return false;
        var (first, last) = (Math.Min(found[index].Start, at), Math.Max(end, EndOf(index)) - 1);
        _events.Add(one with { Start = tokens[first].Start, End = tokens[last].End });
        return true;
    }

    /// <summary>The sentence says that it is so.</summary>
    private bool IsSaid(int first, int end, StoryEventKind kind)
    {
        if (tokens[first].Inside.HasFlag(Marks) && kind is StoryEventKind.Journey or StoryEventKind.Battle or StoryEventKind.Oath)
            return false;
        for (var i = first; i < end; i++)
            if (IsUnreal(i) && !Covers(i))
                return false;
        for (var i = first; i > 0 && i > first - Back && tokens[i].Before != Gap.Sentence; i--)
            if (IsUnreal(i - 1))
                return false;
        return !IsAsked(end) && !(Follows(end) && Word(end) is "would" or "should" or "could" or "might" or "may" or "will");
    }

    /// <summary>In May, and Will, are no doubt.</summary>
    private bool IsUnreal(int at) => Unreal.Contains(Word(at)) && (!tokens[at].Capital || tokens[at].Before == Gap.Sentence);

    private Speech Marks => tables.SingleQuotes ? Speech.Single : Speech.Double;

    /// <summary>That somebody is dead is often said of people who live.</summary>
    private bool IsSpoken(int index) => tokens[found[index].Start].Inside.HasFlag(Marks);

    private bool Covers(int token) => found.Exists(one => one.Start <= token && token < one.Start + one.Length);

    private bool IsAsked(int end)
    {
        var from = tokens[end - 1].End;
        while (end < tokens.Count && tokens[end].Before != Gap.Sentence)
            end++;
        var to = end < tokens.Count ? tokens[end].Start : text.Length;
        return text.AsSpan(from, to - from).Contains('?');
    }
}
