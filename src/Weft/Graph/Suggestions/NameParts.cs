using System.Collections.Frozen;
using Weft.Model;

namespace Weft.Graph.Suggestions;

/// <summary>A name as it is compared: the words of a name in letters without titles, or the characters of one in Han.</summary>
internal sealed class NameParts
{
    private static readonly FrozenSet<string> Men =
        "mr sir lord monsieur m herr don senor father brother uncle king prince duke count baron master captain colonel major general reverend rev"
            .Split(' ')
            .ToFrozenSet();

    private static readonly FrozenSet<string> Women =
        "mrs miss ms lady madame madam mademoiselle mme mlle frau donna sister aunt queen princess duchess countess baroness mistress"
            .Split(' ')
            .ToFrozenSet();

    private static readonly FrozenSet<string> Others = "dr doctor professor the saint st".Split(' ').ToFrozenSet();

    /// <summary>What stands behind somebody's name and means somebody else.</summary>
    private const string Kin = "妻母父子女夫氏人兄弟姐姊妹哥爷嫂婶叔伯姑姨舅孙家府门军兵营城山";

    private NameParts(string name, string key, string[] words, string title) =>
        (Name, Key, Words, Title) = (name, key, words, title);

    public string Name { get; }
    public string Key { get; }

    /// <summary>Without titles; one for a name in Han.</summary>
    public string[] Words { get; }

    /// <summary>The first title; empty where there is none.</summary>
    public string Title { get; }

    /// <summary>m, f, or a blank where no title says it.</summary>
    public char Sex =>
        Men.Contains(Title) ? 'm'
        : Women.Contains(Title) ? 'f'
        : ' ';

    public bool IsHan => Key.Length > 0 && Key[0] >= '\u3400' && Key[0] < '\uFB00';

    public static NameParts Of(string name)
    {
        var key = NameFolding.Key(name);
        var words = key.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries);
        var start = 0;
        while (
            start < words.Length - 1
            && (Men.Contains(words[start]) || Women.Contains(words[start]) || Others.Contains(words[start]))
        )
            start++;
        return new(name, key, words[start..], start > 0 ? words[0] : "");
    }

    /// <summary>Whether this name, shortened, may be the other: a longer name of which it is a part.</summary>
    public bool IsPartOf(NameParts longer)
    {
        if (
            IsHan != longer.IsHan
            || Key.Length >= longer.Key.Length
            || Title.Length > 0 && longer.Title.Length > 0 && Title != longer.Title
        )
            return false;
        return IsHan ? IsPartInHan(longer.Key) : IsPartInLetters(longer);
    }

    private bool IsPartInHan(string longer)
    {
        if (Key.Length < 2 || longer.Length <= Key.Length || longer.Length > Key.Length + 2)
            return false;
        if (longer.EndsWith(Key, StringComparison.Ordinal))
            return true;
        return longer.StartsWith(Key, StringComparison.Ordinal) && !Kin.Contains(longer[^1], StringComparison.Ordinal);
    }

    /// <summary>The same words and a title more, or the first or last word of a full name.</summary>
    private bool IsPartInLetters(NameParts longer)
    {
        if (Words.SequenceEqual(longer.Words))
            return true;
        return Words.Length == 1
            && Words[0].Length > 2
            && longer.Words.Length is 2 or 3
            && (longer.Words[0] == Words[0] || longer.Words[^1] == Words[0]);
    }

    /// <summary>A given name and a surname, as far as the words alone tell.</summary>
    public bool IsFull => !IsHan && Words.Length == 2 && Words.All(word => word.Length > 1 && char.IsLetter(word[0]));
}
