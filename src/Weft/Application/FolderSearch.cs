using Weft.Books.Formats;
using Weft.Work;

namespace Weft.Application;

/// <summary>Files of one kind that a search for books passed over.</summary>
/// <param name="Kind">An extension with its dot, in lower case; or one of the words of <see cref="FolderSearch"/>.</param>
/// <param name="Names">The first few.</param>
internal sealed record PassedOver(string Kind, int Count, IReadOnlyList<string> Names);

/// <param name="Files">Full paths, in order.</param>
internal sealed record FoundFiles(IReadOnlyList<string> Files, IReadOnlyList<PassedOver> PassedOver);

/// <summary>
/// Books below folders: files that end as a known format does, in order of their paths. Data folders, hidden files and links to folders
/// that are searched anyway are not entered; what is passed over is counted.
/// </summary>
internal sealed class FolderSearch
{
    public const string Readme = "readme";
    public const string Hidden = "hidden";
    public const string DataFolder = "data_folder";
    public const string Link = "link";
    public const string Unreadable = "unreadable";
    public const string NoExtension = "no_extension";

    public const int MostNames = 3;

    /// <summary>Of a data folder: where one of these lies, the program keeps its own there.</summary>
    private static readonly string[] Signs = ["ledger.db", DataFolderLock.LockName, DataFolderLock.OwnerName];

    /// <summary>What the program writes into a data folder that would be taken for books.</summary>
    private static readonly string[] Own = [DataFolderLock.OwnerName, "graphs", "uploads"];

    private readonly List<string> _files = [];
    private readonly List<(string Kind, string Name)> _passed = [];
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);

    private FolderSearch() { }

    /// <summary>Never throws for what it finds: a folder that can't be read is passed over.</summary>
    /// <param name="folder">Full path. It is searched even if it is a data folder itself, but for what the program keeps there.</param>
    public static FoundFiles In(string folder)
    {
        var search = new FolderSearch();
        search.Enter(folder, IsDataFolder(folder) ? Own : []);
        return new(
            [.. search._files.Order(StringComparer.Ordinal)],
            [
                .. search
                    ._passed.GroupBy(file => file.Kind, file => file.Name)
                    .Select(kind => new PassedOver(
                        kind.Key,
                        kind.Count(),
                        [.. kind.Order(StringComparer.Ordinal).Take(MostNames)]
                    ))
                    .OrderByDescending(kind => kind.Count)
                    .ThenBy(kind => kind.Kind, StringComparer.Ordinal),
            ]
        );
    }

    private void Enter(string folder, IReadOnlyList<string> own)
    {
        try
        {
            var real = new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
            _entered.Add(Path.TrimEndingDirectorySeparator(real));
            foreach (
                var entry in new DirectoryInfo(folder)
                    .EnumerateFileSystemInfos()
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            )
                if (!own.Contains(entry.Name))
                    Look(entry);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _passed.Add((Unreadable, Path.GetFileName(folder)));
        }
    }

    private void Look(FileSystemInfo entry)
    {
        if (entry.Name.StartsWith('.') || entry.Name is "__MACOSX" || entry.Name.StartsWith("~$", StringComparison.Ordinal))
            _passed.Add((Hidden, entry.Name));
        else if (entry is FileInfo || !entry.Attributes.HasFlag(FileAttributes.Directory))
            LookAtFile(entry);
        else if (IsDataFolder(entry.FullName))
            _passed.Add((DataFolder, entry.Name));
        else if (entry.LinkTarget is not null && LeadsBack(entry))
            _passed.Add((Link, entry.Name));
        else
            Enter(entry.FullName, []);
    }

    private void LookAtFile(FileSystemInfo file)
    {
        if (!BookFormats.Knows(file.Name))
            _passed.Add((file.Extension.Length > 1 ? file.Extension.ToLowerInvariant() : NoExtension, file.Name));
        else if (file.Name.StartsWith("README", StringComparison.OrdinalIgnoreCase))
            _passed.Add((Readme, file.Name));
        else
            _files.Add(file.FullName);
    }

    /// <summary>To a folder that was entered, or to one above it: its books come, or have come, by another way.</summary>
    private bool LeadsBack(FileSystemInfo link)
    {
        if (link.ResolveLinkTarget(returnFinalTarget: true)?.FullName is not { } full)
            return true;
        var target = Path.TrimEndingDirectorySeparator(full);
        return _entered.Any(folder =>
                folder == target || folder.StartsWith(target + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ) || !Directory.Exists(target);
    }

    private static bool IsDataFolder(string folder) => Signs.Any(sign => File.Exists(Path.Combine(folder, sign)));
}
