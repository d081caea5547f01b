namespace Weft.Providers.Rules.En;

/// <summary>Capital words that stand together in a book: a possible name.</summary>
internal sealed class Run(string[] words, int first)
{
    public string[] Words { get; } = words;
    public string Key { get; } = string.Join(' ', words);

    /// <summary>Order of its first occurrence.</summary>
    public int First { get; } = first;
    public int Count { get; set; }

    /// <summary>Occurrences with "the" before it, beside words of speaking, and not at a sentence's start.</summary>
    public int Articles { get; set; }
    public int Speeches { get; set; }
    public int Inside { get; set; }

    /// <summary>Occurrences between two pauses, as one who is spoken to is named.</summary>
    public int Vocatives { get; set; }

    /// <summary>By double and single marks: occurrences within what people say, and those of them that call somebody.</summary>
    public (int Double, int Single) Quoted { get; set; }
    public (int Double, int Single) Called { get; set; }

    /// <summary>Neighbours: numbers of words, or a symbol of <see cref="EnContexts"/>.</summary>
    public List<(int Before, int After)> Neighbours { get; } = [];

    public double PersonScore { get; set; }
    public double PlaceScore { get; set; }
    public string Type { get; set; } = "";

    /// <summary>Words of title at the start.</summary>
    public int Titles { get; init; }

    public string Title => Titles > 0 ? Words[Titles - 1] : "";

    /// <summary>The words behind the title.</summary>
    public ReadOnlySpan<string> Core => Words.AsSpan(Titles);

    public string Last => Words[^1];

    /// <summary>Mostly with "the": a role or a thing (the Queen, the Thames).</summary>
    public bool TakesArticle => Articles * 2 > Count;
}
