namespace Weft.Books;

/// <summary>
/// Zeros in a text: what a broken download, a hole in a disk or an old editor leaves. They are no part of it. A file that is full of
/// them is none.
/// </summary>
/// <param name="Count">How many there are; 0 in a sound text.</param>
internal readonly record struct Zeros(int Count)
{
    /// <summary>One place with zeros in so many characters is a fault of the copy; more are a file of another kind.</summary>
    private const int CharactersPerPlace = 50;

    /// <summary>Null where there are too many for a text. Zeros in a row count as one place: a hole may be long.</summary>
    public static Zeros? Few<T>(ReadOnlySpan<T> content)
        where T : struct, IEquatable<T>
    {
        var (count, places) = (0, 0);
        for (var at = content.IndexOf(default(T)); at >= 0; )
        {
            var rest = content[at..];
            var length = rest.IndexOfAnyExcept(default(T));
            length = length < 0 ? rest.Length : length;
            places++;
            count += length;
            var next = rest[length..].IndexOf(default(T));
            at = next < 0 ? -1 : at + length + next;
        }
        var few = places <= 1 + content.Length / CharactersPerPlace && count * 2L <= content.Length;
        return few ? new Zeros(count) : null;
    }

    public static Zeros? Few(string text) => Few(text.AsSpan());

    public static Zeros? Few(byte[] content) => Few<byte>(content);

    /// <summary>The text without them.</summary>
    public string Rest(string text) => Count == 0 ? text : text.Replace("\0", "", StringComparison.Ordinal);

    /// <summary>The bytes without them.</summary>
    public byte[] Rest(byte[] content) => Count == 0 ? content : [.. content.Where(value => value != 0)];
}
