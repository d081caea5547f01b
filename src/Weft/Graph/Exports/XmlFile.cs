using System.Globalization;
using System.Text;
using System.Xml;
using Weft.Runtime;

namespace Weft.Graph.Exports;

/// <summary>An XML file that is sent on as it is written.</summary>
internal sealed class XmlFile : IDisposable
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false),
        Indent = true,
        // A line break within a text is kept as it is.
        NewLineHandling = NewLineHandling.Entitize,
        NewLineChars = "\n",
    };

    private readonly HeldStream _held;

    public XmlFile(Stream target)
    {
        _held = new(target);
        Xml = XmlWriter.Create(_held, Settings);
    }

    public XmlWriter Xml { get; }

    /// <summary>Sends what was written on, once it is much.</summary>
    public Task PassOnIfMuchAsync(CancellationToken cancel)
    {
        Xml.Flush();
        return _held.PassOnIfMuchAsync(cancel);
    }

    public Task EndAsync(CancellationToken cancel)
    {
        Xml.WriteEndDocument();
        Xml.Flush();
        return _held.PassOnAsync(cancel);
    }

    public void Dispose() => Xml.Dispose();

    /// <summary>
    /// Text as XML can hold it. It has no control characters: their pictures stand for them (␁ for 1); what is half a character is the sign for that.
    /// </summary>
    public static string Text(string text)
    {
        if (text.All(letter => letter >= ' ' && !char.IsSurrogate(letter) && letter < '\uFFFE'))
            return text;
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            kept.Append(
                rune.Value switch
                {
                    '\t' or '\n' or '\r' => (char)rune.Value + "",
                    < ' ' => (char)('\u2400' + rune.Value) + "",
                    0xFFFE or 0xFFFF => "\uFFFD",
                    _ => rune.ToString(),
                }
            );
        return kept.ToString();
    }

    public static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
