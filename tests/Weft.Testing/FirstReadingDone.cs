using Weft.Model;

namespace Weft.Testing;

/// <summary>A reading that needs no text: its profile is known.</summary>
public sealed class FirstReadingDone(Profile profile) : IFirstReading
{
    public bool IsDone => true;

    public Profile Profile => profile;

    public void Add(string chapterText) => throw new InvalidOperationException("No pass is wanted.");

    public void EndPass() => throw new InvalidOperationException("No pass is wanted.");
}
