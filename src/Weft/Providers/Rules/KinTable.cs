namespace Weft.Providers.Rules;

/// <summary>Words of kinship and service, and the tie that each shows between A and A's father B.</summary>
internal sealed class KinTable(string list)
{
    private readonly Dictionary<string, string> words = WordLists.Map(list);

    public bool Has(string word) => words.ContainsKey(word);

    /// <param name="of">Index of the hit whose father, servant or friend it is.</param>
    /// <param name="who">Index of the hit that is so called.</param>
    /// <param name="word">One of the list.</param>
    public Tie Tie(int of, int who, string word, double confidence)
    {
        var (type, isReversed) = words[word].Split(' ') is [var kind, var mark] ? (kind, mark == "<") : (words[word], false);
        return isReversed ? new(who, of, type, word, confidence) : new(of, who, type, word, confidence);
    }
}
