namespace Weft.Providers.Rules.Zh;

/// <summary>
/// What one character before or after a word says about it: log-odds of sure names against all words of the book. A built-in table
/// stands in for <see cref="PriorWeight"/> occurrences of each character, so that it decides in short texts and fades in long ones.
/// </summary>
internal sealed class Contexts
{
    /// <summary>Occurrences of one seed or word that count; else the protagonists would be the model.</summary>
    public const int Cap = 60;

    private const double PriorWeight = 10;
    private const double Clip = 2.5;

    private readonly double[] prior = new double[char.MaxValue + 1];

    /// <summary>By character; index 0 is any pause.</summary>
    public double[] Odds { get; } = new double[char.MaxValue + 1];

    /// <param name="side">l or r, as in the list of contexts.</param>
    /// <param name="kind">p or q: whose odds these are.</param>
    public Contexts(char side, char kind)
    {
        foreach (var entry in WordLists.Read("zh-contexts"))
            AddPrior(entry[..1], entry[2..], side, kind);
        prior.CopyTo(Odds, 0);
    }

    private void AddPrior(string word, string rest, char side, char kind)
    {
        if (rest[0] != side)
            return;
        var weight = int.Parse(rest[4..], System.Globalization.CultureInfo.InvariantCulture) / 10.0;
        var unit = word[0] == ',' ? '\0' : word[0];
        // What speaks for the other kind speaks half as loud against this one.
        prior[unit] =
            rest[2] == kind ? weight
            : rest[2] == 'n' ? -weight
            : -weight / 2;
    }

    public static char Symbol(char[] text, int at) => at >= 0 && at < text.Length && ZhText.IsName(text[at]) ? text[at] : '\0';

    /// <summary>Learns from seeds: <paramref name="seeds"/> and <paramref name="all"/> are counts by character, capped per word.</summary>
    public void Learn(double[] seeds, double[] all)
    {
        var scale = seeds.Sum() / Math.Max(1, all.Sum());
        for (var i = 0; i < Odds.Length; i++)
        {
            var odds = Math.Log((seeds[i] + (PriorWeight * Math.Exp(prior[i]))) / ((all[i] * scale) + PriorWeight));
            Odds[i] = Math.Clamp(odds, -Clip, Clip);
        }
    }
}
