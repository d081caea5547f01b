using System.Text.RegularExpressions;

namespace Weft.Extraction.Prompting;

/// <summary>
/// Words by which chat templates mark who speaks (<c>&lt;|im_start|&gt;</c>, <c>[INST]</c>, <c>&lt;end_of_turn&gt;</c>). Servers that take them out of a text for
/// marks of their own would let the text speak in the system's name.
/// </summary>
internal static partial class ControlWords
{
    /// <summary>Takes no place and is no letter: quotes and names are found as if it were not there.</summary>
    private const string Break = "\u200B";

    public static bool AreIn(string text) => Pattern().IsMatch(text);

    /// <summary>Each of them broken behind its first sign, so that it is read and not obeyed.</summary>
    public static string Broken(string text) =>
        Pattern().Replace(text, static word => string.Concat(word.ValueSpan[..1], Break, word.ValueSpan[1..]));

    [GeneratedRegex(
        """<[|｜][^<>|｜\r\n]{1,40}[|｜]>|</?s>|<</?SYS>>|\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]|</?(?:think|tool_call|tool_response|bos|eos|unk|pad)>|<(?:start|end)_of_turn>|\[g?MASK\]""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Pattern();
}
