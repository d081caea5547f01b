using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Weft.Web.Doors;

namespace Weft.Web.Page;

/// <summary>
/// The page's own files, out of the assembly. Their addresses name their content (<c>?v=</c>), so a browser that has one never asks for it
/// again.
/// </summary>
internal sealed class StaticAssets
{
    private const string Folder = "files/";
    private static readonly FrozenDictionary<string, StoredFile> All = typeof(StaticAssets)
        .Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToDictionary(name => name[Folder.Length..], name => new StoredFile(name))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A file's address, relative to the page's base.</summary>
    public static string Address(string name) => $"{Folder}{name}?v={All[name].Version}";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/files/{**name}", SendAsync).ForAnybody();

    private static async Task SendAsync(HttpContext context, string name)
    {
        var response = context.Response;
        if (!All.TryGetValue(name, out var file))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        response.ContentType = file.ContentType;
        response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
        response.Headers[HeaderNames.Vary] = HeaderNames.AcceptEncoding;
        var packed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase);
        if (packed)
            response.Headers[HeaderNames.ContentEncoding] = "br";
        var body = packed ? file.Packed : file.Plain;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private sealed class StoredFile
    {
        private readonly Lazy<byte[]> _packed;

        public StoredFile(string resource)
        {
            using var stream = typeof(StaticAssets).Assembly.GetManifestResourceStream(resource)!;
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            Plain = memory.ToArray();
            Version = Convert.ToHexStringLower(SHA256.HashData(Plain))[..12];
            ContentType = Path.GetExtension(resource) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".svg" => "image/svg+xml",
                _ => "application/octet-stream",
            };
            _packed = new(() => Pack(Plain));
        }

        public byte[] Plain { get; }
        public byte[] Packed => _packed.Value;
        public string Version { get; }
        public string ContentType { get; }

        private static byte[] Pack(byte[] plain)
        {
            using var memory = new MemoryStream();
            using (var brotli = new BrotliStream(memory, CompressionLevel.Optimal))
                brotli.Write(plain);
            return memory.ToArray();
        }
    }
}
