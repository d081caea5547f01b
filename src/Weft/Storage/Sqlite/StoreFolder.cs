namespace Weft.Storage.Sqlite;

/// <summary>The folder of a store's file.</summary>
internal static class StoreFolder
{
    /// <summary>Makes the folder of this file, where it is missing; what is thrown where that is impossible, is made of its full path and the cause by <paramref name="refused"/>.</summary>
    public static void Make(string path, Func<string, Exception, Exception> refused)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw refused(folder, error);
        }
    }
}
