using System.Globalization;
using System.Xml.Linq;

namespace Weft.Books.Formats.Office;

/// <summary>A document's footnotes, endnotes and comments, by kind and number.</summary>
internal sealed class DocxNotes
{
    private readonly Dictionary<(string Kind, string Id), XElement> _notes = [];
    private int _marks;

    /// <param name="part">A part of notes, or null.</param>
    /// <param name="kind">Name of its elements: footnote, endnote, comment.</param>
    public void Add(XElement? part, string kind)
    {
        foreach (var note in part?.Elements() ?? [])
        {
            // The lines that divide notes from the text are notes too.
            var drawn = note.Get("type") is not (null or "normal");
            if (note.Name.LocalName == kind && !drawn && note.Get("id") is { } id)
                _notes.TryAdd((kind, id), note);
        }
    }

    /// <summary>Each comes once: null where there is no such note, or no more.</summary>
    public XElement? Take(string kind, string? id) => id is not null && _notes.Remove((kind, id), out var note) ? note : null;

    /// <summary>What nothing refers to.</summary>
    public IReadOnlyList<XElement> Rest() => [.. _notes.Values];

    /// <summary>The mark of the next note in the text: one row for all kinds, so that no two are the same.</summary>
    public string NextMark() => string.Create(CultureInfo.InvariantCulture, $"[{++_marks}]");
}
