namespace Weft.Runtime;

/// <summary>Memory that a long piece of work has left behind, given back before the next one takes its own.</summary>
internal static class SpareMemory
{
    /// <summary>Characters of a book. What is done with a shorter one leaves little.</summary>
    private const int LongBook = 5_000_000;

    /// <summary>Takes tenths of a second where there are hundreds of megabytes: nothing beside what is done with a long book.</summary>
    public static void GiveBack(int characters)
    {
        if (characters >= LongBook)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
