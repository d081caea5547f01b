using System.Text;
using System.Text.RegularExpressions;

namespace Weft.Extraction.Answers;

/// <summary>Takes a model's thoughts off its answer, by the marks that models put around them.</summary>
internal static partial class AnswerThoughts
{
    [GeneratedRegex(
        @"<(?<end>/?)(think|thinking|thought|thoughts|reasoning|reflection|scratchpad)>|◁(?<end>/?)think▷|\[(?<end>/?)THINK\]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Mark();

    /// <summary>
    /// What stands outside thoughts: before a closing mark without an opening one there is nothing else; thoughts that are not closed
    /// can't be told from the answer and stay. The whole text where nothing stands outside: some put the answer among their thoughts.
    /// </summary>
    public static string Without(string text)
    {
        if (text.AsSpan().IndexOfAny('<', '◁', '[') < 0)
            return text;
        var outside = new StringBuilder();
        var from = 0;
        var opened = -1;
        try
        {
            foreach (var mark in Mark().EnumerateMatches(text))
            {
                var closes = text.AsSpan(mark.Index, mark.Length).Contains('/');
                if (!closes)
                {
                    opened = opened < 0 ? mark.Index : opened;
                    continue;
                }
                if (opened < 0)
                    outside.Clear();
                else
                    outside.Append(text, from, opened - from);
                (from, opened) = (mark.Index + mark.Length, -1);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // The JSON is found among thoughts too.
            return text;
        }
        var rest = outside.Append(text, from, text.Length - from).ToString();
        return string.IsNullOrWhiteSpace(rest) ? text : rest;
    }
}
