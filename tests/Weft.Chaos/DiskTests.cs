using Xunit;

namespace Weft.Chaos;

/// <summary>A disk that is full, a folder that may not be written, files that are damaged: an error that helps, and nothing lost.</summary>
public sealed class DiskTests
{
    [Fact]
    public async Task A_disk_that_fills_up_in_the_middle_is_waited_out()
    {
        await using var disk = await SmallDisk.MakeAsync("800k");
        await using var shop = await Workshop.OpenAsync(Workshop.Rules);
        shop.Data = Path.Combine(disk.Path, "data");
        await using var run = shop.Start();
        await run.SaysAsync("full");
        await disk.GrowAsync("20m");
        Assert.True(await run.EndsAsync() == 0, run.Output);
        Assert.Equal((await Undisturbed.Of(Workshop.Rules)).Hash, await shop.HashAsync());
    }

    [Fact]
    public async Task A_disk_without_room_for_a_book_says_so_and_takes_it_once_there_is()
    {
        await using var disk = await SmallDisk.MakeAsync("150k");
        await using var shop = await Workshop.OpenAsync(Workshop.Rules);
        shop.Data = Path.Combine(disk.Path, "data");
        await using (var run = shop.Start())
        {
            Assert.Equal(1, await run.EndsAsync());
            Assert.Contains("full", Assert.Single(run.Output.Trim().Split('\n')), StringComparison.Ordinal);
        }
        await disk.GrowAsync("20m");
        Assert.Equal((await Undisturbed.Of(Workshop.Rules)).Hash, await shop.FinishAsync());
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_named_and_left_as_it_is()
    {
        await using var disk = await SmallDisk.MakeAsync("20m");
        await using var shop = await Workshop.OpenAsync(Workshop.Rules);
        shop.Data = Path.Combine(disk.Path, "data");
        var hash = await shop.FinishAsync();
        await disk.RemountAsync("ro");
        await using (var run = shop.Start())
        {
            Assert.Equal(1, await run.EndsAsync());
            var line = Assert.Single(run.Output.Trim().Split('\n'));
            Assert.Contains(shop.Data, line, StringComparison.Ordinal);
        }
        await disk.RemountAsync("rw");
        Assert.Equal(hash, await shop.FinishAsync());
    }

    [Theory]
    [InlineData("ledger.db")]
    [InlineData("graph.db")]
    public async Task A_damaged_file_is_named_with_what_to_do(string name)
    {
        await using var shop = await Workshop.OpenAsync(Workshop.Rules);
        var hash = await shop.FinishAsync();
        var file = Path.Combine(shop.Data, name);
        var backup = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        foreach (
            var damaged in new[]
            {
                [.. "no database at all, but long enough to be looked at"u8, .. backup.AsSpan(51)],
                backup[..6000],
            }
        )
        {
            await File.WriteAllBytesAsync(file, damaged, TestContext.Current.CancellationToken);
            var (code, output) = await shop.RunAsync("graph", "show", "1");
            Assert.Equal(1, code);
            Assert.Contains(file, Assert.Single(output.Trim().Split('\n')), StringComparison.Ordinal);
            await File.WriteAllBytesAsync(file, backup, TestContext.Current.CancellationToken);
        }
        Assert.Equal(hash, await shop.FinishAsync());
    }
}
