using Weft.Reasons;
using Weft.Reasons.Findings;

namespace Weft.Application.Diagnosis;

/// <summary>The data folder, its disk, and what this process may have open.</summary>
internal static class MachineCheck
{
    private const long Full = 100L * 1024 * 1024;
    private const long Low = 2L * 1024 * 1024 * 1024;
    private const long LowOfLarge = 10L * 1024 * 1024 * 1024;
    private const double LowShare = 0.05;
    private const long LeastOpen = 4096;

    public static IReadOnlyList<Finding> Look(DoctorParts parts) => [.. Folder(parts), .. Limits(parts)];

    private static IEnumerable<Finding> Folder(DoctorParts parts)
    {
        var folder = parts.Folder;
        if (!Directory.Exists(folder))
        {
            yield return new("folder_none", ("folder", folder));
            yield break;
        }
        var space = parts.Disk(folder);
        if (Trouble(folder) is { } trouble)
            yield return new("folder_not_writable", ("folder", folder), ("cause", trouble));
        else
            yield return new("folder_ok", ("folder", folder), ("free", Measures.Size(space?.Free ?? 0)));
        if (space is null)
            yield break;
        if (LevelOf(space) is { } code)
            yield return new(code, ("free", Measures.Size(space.Free)), ("size", Measures.Size(space.Size)), ("folder", folder));
        if (parts.KeepsFiles && space.IsOfNetwork)
            yield return new("folder_on_network", ("folder", folder), ("format", space.Format));
    }

    private static string? LevelOf(DiskSpace space) =>
        space.Free < Full ? "disk_full"
        : space.Free < Low || (space.Free < LowOfLarge && space.Free < space.Size * LowShare) ? "disk_low"
        : null;

    /// <summary>A file that is gone again at once tells what permissions and read-only disks would.</summary>
    private static Reason? Trouble(string folder)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
            };
            using var file = new FileStream(Path.Combine(folder, ".weft-" + Path.GetRandomFileName()), options);
            return null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return SystemTrouble.Of(trouble);
        }
    }

    private static IEnumerable<Finding> Limits(DoctorParts parts)
    {
        if (parts.OpenFiles() is { } limit)
            yield return limit >= LeastOpen
                ? new("limits_ok", ("limit", limit))
                : new("limit_files", ("limit", limit), ("least", LeastOpen));
    }
}
