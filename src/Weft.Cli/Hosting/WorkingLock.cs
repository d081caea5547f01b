using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Work;

namespace Weft.Cli.Hosting;

/// <summary>The right to work on a data folder: one process at a time. A fleet needs none.</summary>
internal sealed class WorkingLock : IDisposable
{
    private readonly DataFolderLock? _lock;

    private WorkingLock(DataFolderLock? held) => _lock = held;

    /// <summary>Null where another process works on the folder.</summary>
    public static WorkingLock? TryTake(OpenStores stores)
    {
        if (!stores.Settings.Place.IsOneMachine)
            return new(null);
        try
        {
            return new(DataFolderLock.Take(stores.Folder, stores.Shell.Time));
        }
        catch (DataFolderException refused) when (refused.IsHeld)
        {
            return null;
        }
    }

    public void Dispose() => _lock?.Dispose();
}
