using System.IO.Compression;
using System.Text;
using Weft.Runtime;

namespace Weft.Application;

/// <summary>Files in one zip file, sent on as they are written: neither is held whole.</summary>
internal sealed class ZipOfFiles : IDisposable
{
    private readonly HeldStream _held;
    private readonly ZipArchive _archive;

    public ZipOfFiles(Stream target)
    {
        _held = new(target);
        _archive = new(_held, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
    }

    public static async Task WriteAsync(Stream target, IReadOnlyList<ExportFile> files, CancellationToken cancel)
    {
        using var zip = new ZipOfFiles(target);
        foreach (var file in files)
            await zip.AddAsync(file.Name, file.WriteAsync, cancel);
        await zip.EndAsync(cancel);
    }

    public async Task AddAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancel)
    {
        await using (var entry = _archive.CreateEntry(name).Open())
            await write(entry, cancel);
        await _held.PassOnAsync(cancel);
    }

    public async Task EndAsync(CancellationToken cancel)
    {
        _archive.Dispose();
        await _held.PassOnAsync(cancel);
    }

    public void Dispose() => _archive.Dispose();
}
