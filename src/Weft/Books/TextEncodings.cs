using System.Text;

namespace Weft.Books;

/// <summary>The encodings that a person can name for a file.</summary>
public static class TextEncodings
{
    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of an IANA name, in any case (utf-8, gbk, gb18030, big5, utf-16, windows-1252 …); null = there is none.</summary>
    public static Encoding? TryFind(string name)
    {
        try
        {
            // .NET takes UTF-7 for unsafe, and GBK for less than what files in it hold.
            return name.Trim().ToLowerInvariant() switch
            {
                "gbk" or "gb2312" or "cp936" or "936" => Encoding.GetEncoding("gb18030"),
                "utf-7" => null,
                var known => Encoding.GetEncoding(known),
            };
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
