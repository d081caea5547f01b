using Weft.Tests.Cli;
using Weft.Tests.Web;
using Xunit;

[assembly: AssemblyFixture(typeof(WovenLibrary))]

namespace Weft.Tests.Web;

/// <summary>A data folder with two books woven by <c>rules</c>: 1 is Alice (job 1), 2 is Ah Q (job 2). Made once, copied for each test.</summary>
public sealed class WovenLibrary : IDisposable
{
    public const int Alice = 1;
    public const int AhQ = 2;

    private readonly Weaver _weaver = new();
    private readonly Lazy<Task> _woven;

    public WovenLibrary() => _woven = new(WeaveAsync);

    public void Dispose() => _weaver.Dispose();

    public async Task CopyToAsync(string folder)
    {
        await _woven.Value;
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(_weaver.Data, "*.db*"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    private async Task WeaveAsync()
    {
        foreach (var book in new[] { "alice.en.txt", "ah-q.zh.txt" })
            Assert.Equal(0, await _weaver.RunAsync("run", "--json", Path.Combine(SourceTree.Root, "samples", book)));
    }
}
