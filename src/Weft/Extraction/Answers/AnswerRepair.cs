using System.Globalization;

namespace Weft.Extraction.Answers;

/// <summary>An object as it stands in an answer. <paramref name="Complete"/> false = the text ended inside it.</summary>
internal sealed record LooseObject(Dictionary<string, object?> Members, bool Complete, string Source);

/// <summary>An array as it stands in an answer.</summary>
internal sealed record LooseArray(List<object?> Items, bool Complete);

/// <summary>
/// Reads what was meant as JSON: full-width punctuation and other quotes as syntax, missing commas, colons and closing brackets, bare keys,
/// words of Python, raw line ends and unescaped quotes inside strings, comments, a tail that was cut off. It never throws, passes
/// over what it can't read, and always ends: depth and number of values are bounded. Values are string, double, bool, null,
/// <see cref="LooseObject"/>, <see cref="LooseArray"/>.
/// </summary>
internal sealed partial class AnswerRepair(string text, int start)
{
    private const int Deepest = 32;
    private const int MostValues = 100_000;
    private const int LongestComment = 2_000;

    /// <summary>How far is looked ahead over white space; without a bound, a megabyte of line ends would take its square.</summary>
    private const int LookAhead = 400;

    private int _at = start;
    private int _values;
    private bool _brokenOff;

    /// <summary>Where reading stopped.</summary>
    public int End => _at;

    /// <summary>The text ended before the value did.</summary>
    public bool Cut { get; private set; }

    /// <summary>The value at the start.</summary>
    public object? Read() => Value(0, Place.Alone);

    private enum Place
    {
        Alone,
        Key,
        Member,
        Item,
    }

    private object? Value(int depth, Place place)
    {
        SkipBlanks();
        if (AtEnd() || ++_values > MostValues)
        {
            Cut = true;
            _brokenOff = true;
            _at = text.Length;
            return null;
        }
        var character = text[_at];
        if (character is '{' or '｛' or '[' or '［' or '【')
        {
            if (depth < Deepest)
                return character is '{' or '｛' ? Object(depth) : Array(depth);
            _at++;
            return null;
        }
        return IsQuote(character) ? String(place) : Bare();
    }

    private LooseObject Object(int depth)
    {
        var from = _at++;
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (true)
        {
            SkipBlanks();
            if (AtEnd())
            {
                Cut = true;
                return new(members, false, text[from.._at]);
            }
            var character = text[_at];
            if (character is '}' or '｝')
            {
                _at++;
                break;
            }
            // The object's own closing bracket is missing.
            if (character is ']' or '］' or '】' or '{')
                break;
            if (!IsQuote(character) && !IsBareKey(character))
            {
                _at++;
                continue;
            }
            if (!Member(members, depth))
                return new(members, false, text[from.._at]);
        }
        return new(members, true, text[from.._at]);
    }

    /// <summary>Reads key and value. False = the text ended on the way; a value that was cut is not kept.</summary>
    private bool Member(Dictionary<string, object?> members, int depth)
    {
        var key = IsQuote(text[_at]) ? String(Place.Key) : BareKey();
        SkipBlanks();
        if (AtEnd())
        {
            Cut = true;
            return false;
        }
        if (text[_at] is ':' or '：' or '=')
            _at++;
        else if (text[_at] is ',' or '，' or '}' or '｝' or ']')
            return true;
        _brokenOff = false;
        var value = Value(depth + 1, Place.Member);
        if (_brokenOff && value is not (LooseObject or LooseArray))
            return false;
        members[key.Trim()] = value;
        return true;
    }

    private LooseArray Array(int depth)
    {
        _at++;
        var items = new List<object?>();
        while (true)
        {
            SkipBlanks();
            if (AtEnd())
            {
                Cut = true;
                return new(items, false);
            }
            var character = text[_at];
            if (character is ']' or '］' or '】')
            {
                _at++;
                return new(items, true);
            }
            if (character is '}' or '｝')
            {
                if (items.Count == 0 || items[^1] is not LooseObject || !MoreObjectsAfter(_at + 1))
                    return new(items, true);
                _at++;
                continue;
            }
            if (character is ',' or '，' or '、' or ';' or '；' or ':' or '：')
            {
                _at++;
                continue;
            }
            // A key where an item should stand: the array's own closing bracket is missing.
            if (IsQuote(character) && NextIsMember(_at))
                return new(items, true);
            _brokenOff = false;
            var item = Value(depth + 1, Place.Item);
            if (!_brokenOff || item is LooseObject or LooseArray)
                items.Add(item);
        }
    }

    /// <summary>A number, true, false, null, or bare words.</summary>
    private object? Bare()
    {
        var from = _at;
        while (!AtEnd() && text[_at] is not (',' or '，' or '}' or '｝' or ']' or '］' or '】' or '\n' or '\r' or '{' or '['))
            _at++;
        if (_at == from)
            _at++;
        _brokenOff = AtEnd();
        Cut |= _brokenOff;
        var word = text[from..Math.Min(_at, text.Length)].Trim();
        return word.ToLowerInvariant() switch
        {
            "true" => true,
            "false" => false,
            "null" or "none" or "nil" or "nan" or "undefined" or "" => null,
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => word,
        };
    }

    private string BareKey()
    {
        var from = _at;
        while (!AtEnd() && IsBareKey(text[_at]))
            _at++;
        return text[from.._at];
    }

    private static bool IsBareKey(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';

    /// <summary>After a closing brace too many, the array goes on or ends.</summary>
    private bool MoreObjectsAfter(int at)
    {
        at = Blanks(at);
        if (at < text.Length && text[at] is ',' or '，')
            at = Blanks(at + 1);
        return at < text.Length && text[at] is '{' or ']';
    }

    private bool AtEnd() => _at >= text.Length;

    private void SkipBlanks() => _at = Blanks(_at, text.Length);

    /// <summary>The first place from there that is neither white space nor in a comment.</summary>
    private int Blanks(int at, int atMost = LookAhead)
    {
        var last = Math.Min(text.Length, at + Math.Min(atMost, text.Length));
        while (at < last)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] is '\uFEFF' or '\u200B' or '\0')
                at++;
            else if (CommentEnd(at) is { } end)
                at = end;
            else
                break;
        }
        return Math.Min(at, text.Length);
    }

    private int? CommentEnd(int at)
    {
        var rest = text.AsSpan(at, Math.Min(LongestComment, text.Length - at));
        if (rest.StartsWith("//"))
        {
            var line = rest.IndexOf('\n');
            return line >= 0 ? at + line
                : rest.Length < LongestComment ? text.Length
                : null;
        }
        var block = rest.StartsWith("/*") ? rest[2..].IndexOf("*/") : -1;
        return block >= 0 ? at + 2 + block + 2 : null;
    }
}
