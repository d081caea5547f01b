using System.Text;
using Weft.Cli.Stores;
using Weft.Testing;
using Xunit;

namespace Weft.Tests.Cli;

public sealed class GraphFilesTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Two_who_write_the_same_file_at_once_both_succeed_and_the_last_one_stands()
    {
        var file = _folder.File("1.html");
        var held = new TaskCompletionSource();
        var first = GraphFiles.WriteAsync(
            file,
            async (target, _) =>
            {
                await held.Task;
                await target.WriteAsync("first"u8.ToArray(), Cancel);
            },
            Cancel
        );
        await GraphFiles.WriteAsync(file, Says("second"), Cancel);
        Assert.Equal("second", await File.ReadAllTextAsync(file, Cancel));
        held.SetResult();
        await first;
        Assert.Equal("first", await File.ReadAllTextAsync(file, Cancel));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task What_fails_leaves_the_file_that_stood_there_and_nothing_beside_it()
    {
        var file = _folder.File("1.html");
        await GraphFiles.WriteAsync(file, Says("old"), Cancel);
        await Assert.ThrowsAsync<IOException>(() =>
            GraphFiles.WriteAsync(file, (_, _) => throw new IOException("no space"), Cancel)
        );
        Assert.Equal("old", await File.ReadAllTextAsync(file, Cancel));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task What_a_killed_process_left_goes_with_the_next_writing_and_no_other_file_does()
    {
        var file = _folder.File("1.html");
        string[] kept = [_folder.File("1.html.fresh.part"), _folder.File("11.html.x.part"), _folder.File("1.html.other")];
        var left = _folder.File("1.html.x.part");
        foreach (var path in kept.Append(left))
            await File.WriteAllTextAsync(path, "half", Cancel);
        foreach (var path in kept.Skip(1).Append(left))
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        await GraphFiles.WriteAsync(file, Says("whole"), Cancel);
        Assert.Equal(kept.Append(file).Order(), Directory.GetFiles(Path.GetDirectoryName(file)!).Order());
    }

    private static Func<Stream, CancellationToken, Task> Says(string text) =>
        async (target, cancel) => await target.WriteAsync(Encoding.UTF8.GetBytes(text), cancel);
}
