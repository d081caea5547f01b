namespace Weft.Providers.Rules.Zh;

/// <summary>A whole book in one array, chapter by chapter, so that nothing else of it need be held.</summary>
/// <param name="most">Characters that it can come to, a line end behind each chapter among them.</param>
internal sealed class JoinedText(int most)
{
    private char[] chars = new char[most];
    private bool[] starts = new bool[most];
    private int length;

    public void Add(ZhText chapter)
    {
        chapter.Chars.CopyTo(chars, length);
        chapter.Starts.AsSpan(0, chapter.Chars.Length).CopyTo(starts.AsSpan(length));
        length += chapter.Chars.Length;
        chars[length++] = '\n';
    }

    /// <summary>Folded characters, and where a name that acts may begin; at the book's own length.</summary>
    public (char[] Text, bool[] Starts) Take()
    {
        Array.Resize(ref chars, length);
        Array.Resize(ref starts, length);
        return (chars, starts);
    }
}
