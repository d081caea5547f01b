using Xunit.v3;

namespace Weft.Testing;

/// <summary>
/// What a test (or all of a class, or of a whole project) needs beside this program: <c>redis</c>, <c>mysql</c>, <c>neo4j</c>, <c>browser</c>, <c>readers</c> (of exported graphs),
/// <c>processes</c> (real ones, started and killed), or much <c>time</c>. <c>./test quick</c> leaves it out and says so.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(string what) : Attribute, ITraitAttribute
{
    public const string Trait = "needs";

    public string What => what;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Trait, what)];
}
