namespace Weft.Rig;

internal sealed class Hosts
{
    public string Address => "";

    public static IReadOnlyList<string> Under(string host) => [];
}
