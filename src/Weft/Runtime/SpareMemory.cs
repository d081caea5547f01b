namespace Weft.Runtime;

/// <summary>Memory that a long piece of work has left behind, given back before the next one takes its own.</summary>
internal static class SpareMemory
{
    /// <summary>Takes tenths of a second with hundreds of megabytes: for what takes many seconds itself.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
