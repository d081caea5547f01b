namespace Weft.Application.Diagnosis;

/// <summary>The disk that a folder lies on.</summary>
/// <param name="Free">Bytes that this process may still fill.</param>
/// <param name="Format">As the system names its kind: ext4, nfs4, NTFS.</param>
internal sealed record DiskSpace(long Free, long Size, string Format, bool IsOfNetwork)
{
    private static readonly string[] OfNetwork = ["nfs", "cifs", "smb", "9p", "fuse.sshfs", "ceph", "glusterfs", "afs", "lustre"];

    /// <summary>Null where the system does not tell.</summary>
    public static DiskSpace? Of(string folder)
    {
        try
        {
            // The longest path that holds it: disks lie within disks.
            var drive = DriveInfo
                .GetDrives()
                .Where(disk => IsWithin(folder, disk.RootDirectory.FullName))
                .MaxBy(disk => disk.RootDirectory.FullName.Length);
            if (drive is null)
                return null;
            var format = drive.DriveFormat;
            return new(
                drive.AvailableFreeSpace,
                drive.TotalSize,
                format,
                drive.DriveType == DriveType.Network
                    || OfNetwork.Any(kind => format.StartsWith(kind, StringComparison.OrdinalIgnoreCase))
            );
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsWithin(string folder, string root) =>
        (Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar).StartsWith(
            Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        );
}
