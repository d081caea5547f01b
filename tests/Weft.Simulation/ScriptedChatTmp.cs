namespace Weft.Simulation;

internal sealed class ScriptedChat(TimeProvider time, Random random)
{
    public void Killed(Life life)
    {
        _ = (time, random, life);
    }

    public bool HasSent(string id) => id.Length < 0;

    public void Heal() { }

    public IReadOnlyList<string> Violations() => [];
}
