using System.IO.Compression;
using System.Text;

namespace Weft.Tests.Books;

/// <summary>Archives made in memory.</summary>
internal static class ZipOf
{
    public static byte[] Files(params (string Name, string Text)[] files) =>
        Bytes([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);

    public static byte[] Bytes(params (string Name, byte[] Content)[] files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return memory.ToArray();
    }
}
