namespace Weft.Providers.Rules.En;

/// <summary>
/// What the word before or after a capital word says about it: log-odds, smoothed like the Chinese ones with a built-in table.
/// </summary>
internal sealed class EnContexts
{
    /// <summary>Symbols stand behind the words: any pause, a sentence's end, the possessive.</summary>
    public const int Symbols = 3;

    private const double PriorWeight = 10;
    private const double Clip = 2.5;

    private readonly double[] prior;

    public double[] Odds { get; private set; }

    public EnContexts(Vocabulary words, char side, char kind)
    {
        prior = new double[words.Count + Symbols];
        foreach (var entry in WordLists.Read("en-contexts"))
        {
            var parts = entry.Split(' ');
            if (parts[1][0] != side)
                continue;
            var weight = int.Parse(parts[3], System.Globalization.CultureInfo.InvariantCulture) / 10.0;
            var symbol = parts[0] switch
            {
                "," => Pause(words),
                "." => Sentence(words),
                "'" => Possessive(words),
                _ => words.Find(parts[0]),
            };
            if (symbol >= 0 && symbol < prior.Length)
                prior[symbol] =
                    parts[2][0] == kind ? weight
                    : parts[2][0] == 'n' ? -weight
                    : -weight / 2;
        }
        Odds = [.. prior];
    }

    public static int Pause(Vocabulary words) => words.Count;

    public static int Sentence(Vocabulary words) => words.Count + 1;

    public static int Possessive(Vocabulary words) => words.Count + 2;

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
