using Weft.Runtime;

namespace Weft.Work;

/// <summary>Things for each of which something is owed until it is done; done in the order of their numbers, one after another.</summary>
/// <param name="added">Set with each thing that is added, to wake whoever does what is owed.</param>
internal sealed class RetrySet<T>(Func<T, long> number, AsyncSignal added)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, T> _owed = [];

    public void Add(T owed)
    {
        AddQuietly(owed);
        added.Set();
    }

    /// <summary>It may wait until whoever does what is owed looks by itself.</summary>
    public void AddQuietly(T owed)
    {
        lock (_lock)
            _owed[number(owed)] = owed;
    }

    /// <summary>Does once what is owed. What answers false, or fails, stays owed. False = something does.</summary>
    public async Task<bool> FlushAsync(Func<T, Task<bool>> step)
    {
        var all = true;
        foreach (var owed in Read())
        {
            // Taken out first: what is owed anew meanwhile is done anew.
            lock (_lock)
                _owed.Remove(number(owed));
            var done = false;
            try
            {
                done = await step(owed);
            }
            finally
            {
                if (!done)
                    AddQuietly(owed);
            }
            all &= done;
        }
        return all;
    }

    private T[] Read()
    {
        lock (_lock)
            return [.. _owed.Values];
    }
}
