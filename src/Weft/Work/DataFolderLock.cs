using System.Globalization;
using System.Text.RegularExpressions;
using Weft.Reasons;

namespace Weft.Work;

/// <summary>
/// One working process per data folder. The system's own lock on an open file is the lock: a killed process loses it at once, and a file left
/// behind means nothing. Who holds it is written beside it, for messages only: the locked file itself cannot be read by others.
/// </summary>
internal sealed partial class DataFolderLock : IDisposable
{
    public const string LockName = "working.lock";
    public const string OwnerName = "working.txt";

    // EWOULDBLOCK, and ERROR_SHARING_VIOLATION: what the runtime gives as the result of a file held by another handle.
    private const int HeldOnLinux = 11;
    private const int HeldOnMac = 35;
    private const int HeldOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>
    /// Takes the folder (which must exist) for this process, until disposed. Throws <see cref="DataFolderException"/> where another process
    /// works on it, where it cannot be written, or where its file system has no working locks.
    /// </summary>
    public static DataFolderLock Take(string folder, TimeProvider time)
    {
        var path = Path.Combine(folder, LockName);
        var file =
            TryOpen(path, out var refusal)
            ?? throw new DataFolderException(Refused(folder, refusal!), refusal) { IsHeld = IsHeld(refusal!) };
        var held = new DataFolderLock(file);
        try
        {
            Probe(folder, path);
            WriteOwner(folder, time);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    // Some network file systems take every lock and keep none: then a second handle gets it too.
    private static void Probe(string folder, string path)
    {
        using var second = TryOpen(path, out _);
        if (second is not null)
            throw new DataFolderException(StoreReasons.NoWorkingLocks(folder));
    }

    private static FileStream? TryOpen(string path, out Exception? refusal)
    {
        refusal = null;
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            refusal = error;
            return null;
        }
    }

    private static Reason Refused(string folder, Exception refusal) =>
        IsHeld(refusal) ? StoreReasons.FolderInUse(folder, Owner(folder)) : StoreReasons.FolderUnusable(folder, refusal.Message);

    private static bool IsHeld(Exception refusal) =>
        refusal is IOException && refusal.HResult is HeldOnLinux or HeldOnMac or HeldOnWindows;

    private static void WriteOwner(string folder, TimeProvider time)
    {
        var since = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var owner = string.Create(CultureInfo.InvariantCulture, $"pid {Environment.ProcessId}, since {since}");
        File.WriteAllText(Path.Combine(folder, OwnerName), owner);
    }

    private static Reason Owner(string folder)
    {
        try
        {
            var owner = OwnerForm().Match(File.ReadAllText(Path.Combine(folder, OwnerName)));
            return owner.Success
                ? StoreReasons.Owner(owner.Groups["pid"].Value, owner.Groups["since"].Value)
                : StoreReasons.UnknownOwner;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return StoreReasons.UnknownOwner;
        }
    }

    [GeneratedRegex("^pid (?<pid>[0-9]+), since (?<since>.+)$")]
    private static partial Regex OwnerForm();
}

/// <summary>The data folder cannot be worked on; the reason says what to do.</summary>
internal sealed class DataFolderException(Reason reason, Exception? cause = null) : ReasonedException(reason, cause)
{
    /// <summary>Another process works on it: nothing is wrong with the folder.</summary>
    public bool IsHeld { get; init; }
}
