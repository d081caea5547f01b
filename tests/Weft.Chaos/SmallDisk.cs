using System.Diagnostics;
using Weft.Testing;
using Xunit;

namespace Weft.Chaos;

/// <summary>A small disk of its own.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Block = 1 << 16;

    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    public static async Task<SmallDisk> MakeAsync(string size)
    {
        var disk = new SmallDisk();
        if (await ShellAsync("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.Path) != 0)
            Require.Missing("mount", "a small disk can only be mounted by root");
        return disk;
    }

    public Task<int> GrowAsync(string size) => RemountAsync("size=" + size);

    public Task<int> RemountAsync(string options) => ShellAsync("mount", "-o", "remount," + options, Path);

    /// <summary>Takes all room that is left.</summary>
    public void Fill()
    {
        using var filler = File.Create(Filler, Block);
        try
        {
            var zeros = new byte[Block];
            while (true)
            {
                filler.Write(zeros);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            // Full: that is what was wanted.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await ShellAsync("umount", "-l", Path);
        _folder.Dispose();
    }

    private static async Task<int> ShellAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
