using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Weft.Extraction.Answers;

/// <summary>Strings, and where they end when quotes inside them were not escaped.</summary>
internal sealed partial class AnswerRepair
{
    private const int LongestKey = 40;

    /// <summary>Keys that may stand without quotes after a string.</summary>
    private static readonly FrozenSet<string> KnownKeys = new[]
    {
        "id",
        "name",
        "type",
        "aliases",
        "quote",
        "traits",
        "kind",
        "text",
        "source",
        "target",
        "label",
        "directed",
        "confidence",
        "summary",
        "participants",
        "location",
        "description",
        "entities",
        "relations",
        "events",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static bool IsQuote(char character) =>
        character is '"' or '\'' or '“' or '”' or '„' or '＂' or '‘' or '’' or '＇' or '「' or '『' or '`';

    private static bool Closes(char open, char character) =>
        open switch
        {
            '"' or '＂' => character is '"' or '＂' or '”',
            '“' or '”' or '„' => character is '”' or '“' or '"' or '＂',
            '‘' or '’' or '\'' or '＇' => character is '\'' or '’' or '＇',
            '「' => character == '」',
            '『' => character == '』',
            _ => character == open,
        };

    private string String(Place place)
    {
        var open = text[_at++];
        var content = new StringBuilder();
        while (!AtEnd())
        {
            var character = text[_at];
            if (character == '\\')
                Escape(content);
            else if (Closes(open, character) && EndsAt(_at + 1, place))
            {
                _at++;
                return content.ToString();
            }
            // A line that goes on with the next member: the closing quote is missing.
            else if (character == '\n' && place == Place.Member && NextIsMember(_at))
                return content.ToString().TrimEnd().TrimEnd(',');
            else
            {
                if (character is >= ' ' or '\n' or '\t')
                    content.Append(character);
                _at++;
            }
        }
        Cut = true;
        _brokenOff = true;
        return content.ToString();
    }

    private void Escape(StringBuilder content)
    {
        _at++;
        if (AtEnd())
            return;
        var character = text[_at++];
        if (character == 'u' && _at + 4 <= text.Length && TryHex(text.AsSpan(_at, 4), out var code))
        {
            content.Append((char)code);
            _at += 4;
            return;
        }
        content.Append(
            character switch
            {
                'n' => '\n',
                't' => '\t',
                'r' or 'b' or 'f' => ' ',
                _ => character,
            }
        );
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out ushort code) =>
        ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);

    /// <summary>Whether a quote before <paramref name="at"/> ends its string, by what comes after it; else it belongs to the text.</summary>
    private bool EndsAt(int at, Place place)
    {
        var next = Blanks(at);
        if (next >= text.Length)
            return true;
        var character = text[next];
        if (place == Place.Key)
            return character is ':' or '：' or '=' or ',' or '}' || IsQuote(character);
        if (character is '}' or ']' or '｝' or '］')
            return true;
        if (character is ',' or '，')
            return place == Place.Item ? ItemAfter(next + 1) : MemberAfter(next + 1);
        if (place == Place.Item)
            return character is ':' or '：' or '】' || (IsQuote(character) && next > at) || NextIsMember(next);
        return NextIsMember(next);
    }

    private bool ItemAfter(int at)
    {
        at = Blanks(at);
        return at >= text.Length || IsQuote(text[at]) || text[at] is ']' or '}' or '{' or '[' || char.IsAsciiDigit(text[at]);
    }

    private bool MemberAfter(int at)
    {
        at = Blanks(at);
        return at >= text.Length || text[at] is '}' or ']' or '{' or '｝' or '［' || NextIsMember(at) || StartsKeyAtTheEnd(at);
    }

    /// <summary>The text ends inside the next key.</summary>
    private bool StartsKeyAtTheEnd(int at) =>
        IsQuote(text[at]) && text.Length - at <= LongestKey && text.AsSpan(at + 1).IndexOfAny("\n,:：") < 0;

    /// <summary>Whether a key and a colon stand at that place.</summary>
    private bool NextIsMember(int at)
    {
        at = Blanks(at);
        if (at >= text.Length)
            return false;
        var from = IsQuote(text[at]) ? at + 1 : at;
        var end = from;
        while (end < text.Length && end - from <= LongestKey && (IsBareKey(text[end]) || text[end] == ' '))
            end++;
        if (end == from || end >= text.Length)
            return false;
        if (from == at && !KnownKeys.Contains(text[from..end].TrimEnd()))
            return false;
        if (from > at && !Closes(text[at], text[end++]))
            return false;
        end = Blanks(end);
        return end < text.Length && text[end] is ':' or '：';
    }
}
