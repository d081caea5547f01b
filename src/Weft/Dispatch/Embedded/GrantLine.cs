using Weft.Model;

namespace Weft.Dispatch.Embedded;

/// <summary>
/// Who waits for room in the windows, first come first served: room is kept for those ahead, or small calls would starve a large one.
/// Who does not come back in time loses the place.
/// </summary>
internal sealed class GrantLine
{
    /// <summary>How long after the promised moment a place is kept.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly List<Place> _places = [];

    private readonly record struct Place(PermitKey Permit, long Tokens, TimeSpan KeptUntil);

    /// <summary>How many stand ahead, and how many tokens they want. Without a place of its own: all.</summary>
    public (int Count, long Tokens) Ahead(PermitKey permit, TimeSpan now)
    {
        _places.RemoveAll(place => place.KeptUntil < now);
        var tokens = 0L;
        for (var index = 0; index < _places.Count; index++)
        {
            if (_places[index].Permit == permit)
                return (index, tokens);
            tokens += _places[index].Tokens;
        }
        return (_places.Count, tokens);
    }

    public void Keep(PermitKey permit, long tokens, TimeSpan until)
    {
        var place = new Place(permit, tokens, until);
        var index = _places.FindIndex(held => held.Permit == permit);
        if (index < 0)
            _places.Add(place);
        else
            _places[index] = place;
    }

    public void Leave(PermitKey permit) => _places.RemoveAll(place => place.Permit == permit);

    public void Leave(SessionId session) => _places.RemoveAll(place => place.Permit.Session == session);
}
