using System.Diagnostics;
using System.Globalization;
using Weft.Testing;
using Weft.Work;
using Xunit;

namespace Weft.Tests.Work;

public sealed class DataFolderLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weft-lock-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_second_holder_is_refused_with_the_firsts_pid()
    {
        using var first = DataFolderLock.Take(_folder, TimeProvider.System);
        var refused = Assert.Throws<DataFolderException>(() => DataFolderLock.Take(_folder, TimeProvider.System));
        Assert.Contains($"pid {Environment.ProcessId}, since ", refused.Message);
        Assert.Contains(_folder, refused.Message);
    }

    [Fact]
    public void A_refused_holder_leaves_the_firsts_lock_in_place()
    {
        using var first = DataFolderLock.Take(_folder, TimeProvider.System);
        for (var again = 0; again < 3; again++)
            Assert.Throws<DataFolderException>(() => DataFolderLock.Take(_folder, TimeProvider.System));
    }

    [Fact]
    public void A_folder_given_up_can_be_taken_again()
    {
        DataFolderLock.Take(_folder, TimeProvider.System).Dispose();
        using var second = DataFolderLock.Take(_folder, TimeProvider.System);
        Assert.True(File.Exists(Path.Combine(_folder, DataFolderLock.LockName)));
    }

    [Fact]
    public void Folders_are_locked_each_for_itself()
    {
        var other = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        using var first = DataFolderLock.Take(_folder, TimeProvider.System);
        using var second = DataFolderLock.Take(other, TimeProvider.System);
    }

    [Fact]
    public void A_folder_that_is_not_there_says_so()
    {
        var missing = Path.Combine(_folder, "missing");
        var refused = Assert.Throws<DataFolderException>(() => DataFolderLock.Take(missing, TimeProvider.System));
        Assert.StartsWith($"The data folder {missing} cannot be used", refused.Message);
    }

    [Fact]
    public async Task Another_process_is_refused_by_pid_and_its_kill_frees_the_folder_at_once()
    {
        using var other = await StartHolderAsync();
        try
        {
            var refused = Assert.Throws<DataFolderException>(() => DataFolderLock.Take(_folder, TimeProvider.System));
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"pid {other.Id},"), refused.Message);
        }
        finally
        {
            other.Kill();
        }
        await other.WaitForExitAsync(TestContext.Current.CancellationToken).Comes();
        Assert.Contains($"pid {other.Id},", await File.ReadAllTextAsync(OwnerPath, TestContext.Current.CancellationToken));
        using var mine = DataFolderLock.Take(_folder, TimeProvider.System);
        Assert.Contains(
            $"pid {Environment.ProcessId},",
            await File.ReadAllTextAsync(OwnerPath, TestContext.Current.CancellationToken)
        );
    }

    private string OwnerPath => Path.Combine(_folder, DataFolderLock.OwnerName);

    private async Task<Process> StartHolderAsync()
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(_folder, DataFolderLock.OwnerName);
        watcher.Changed += (_, _) => written.TrySetResult();
        watcher.EnableRaisingEvents = true;
        var self = Path.Combine(AppContext.BaseDirectory, typeof(DataFolderLockTests).Assembly.GetName().Name!);
        var start = new ProcessStartInfo(self)
        {
            RedirectStandardInput = true,
            Environment = { [FolderHolder.Variable] = _folder },
        };
        var process = Process.Start(start)!;
        await written.Task.Comes();
        // The file may have been seen before its text is in it.
        while (
            !(await File.ReadAllTextAsync(OwnerPath, TestContext.Current.CancellationToken)).Contains(
                "pid ",
                StringComparison.Ordinal
            )
        )
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        return process;
    }
}
