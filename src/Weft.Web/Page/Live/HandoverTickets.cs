using System.Globalization;
using Weft.Providers;

namespace Weft.Web.Page.Live;

/// <summary>
/// Lets a page whose node died bring what was typed to another node of the same fleet: a link that somebody made up cannot fill in forms. Sealed
/// by the fleet's one secret, good for ten minutes: a sign-in may lie between.
/// </summary>
internal sealed class HandoverTickets(Func<KeySeal> seal, TimeProvider time)
{
    public const string Path = "/handover";
    private const int Longest = 500;

    /// <summary>Providers' names have no blank, so that none of their keys is a ticket.</summary>
    private const string Purpose = "page handover";
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    private readonly Lazy<KeySeal> _seal = new(seal);

    public string Issue() =>
        _seal.Value.Seal(Purpose, time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public bool IsGood(string ticket)
    {
        if (ticket.Length is 0 or > Longest)
            return false;
        try
        {
            var issued = long.Parse(_seal.Value.Open(Purpose, ticket), CultureInfo.InvariantCulture);
            // Two machines' clocks may differ either way.
            return (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(issued)).Duration() <= GoodFor;
        }
        catch (KeySealException)
        {
            return false;
        }
    }
}
