using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Weft.Web.Page;

/// <summary>A file that somebody brought and has not imported yet.</summary>
/// <param name="Name">Of the file on their disk.</param>
internal sealed record Upload(string Id, string Name, long Bytes);

/// <summary>Files on their way into the library: they wait in the data folder for a day, until they are imported or discarded.</summary>
internal sealed class Uploads(string folder, TimeProvider time)
{
    public const long Largest = 64 * 1024 * 1024;
    private const int IdBytes = 8;
    private const int LongestName = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private readonly string _folder = Path.Combine(folder, "uploads");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/uploads", TakeAsync);

    /// <summary>Keeps a file; null where it is larger than <see cref="Largest"/>.</summary>
    public async Task<Upload?> KeepAsync(string name, Stream content, CancellationToken cancel)
    {
        Directory.CreateDirectory(_folder);
        Sweep();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        var path = PathOf(id);
        long bytes = 0;
        await using (var file = File.Create(path))
        {
            var buffer = new byte[81920];
            for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0; )
            {
                bytes += read;
                if (bytes > Largest)
                    break;
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        }
        if (bytes > Largest)
        {
            File.Delete(path);
            return null;
        }
        var upload = new Upload(id, NameOf(name), bytes);
        await File.WriteAllTextAsync(path + ".json", JsonSerializer.Serialize(upload), cancel);
        return upload;
    }

    /// <summary>Null where it was never there, was discarded, or lay too long.</summary>
    public async Task<Upload?> FindAsync(string id, CancellationToken cancel)
    {
        if (!IsId(id) || !File.Exists(PathOf(id) + ".json"))
            return null;
        return JsonSerializer.Deserialize<Upload>(await File.ReadAllTextAsync(PathOf(id) + ".json", cancel));
    }

    public Task<byte[]> ReadAsync(Upload upload, CancellationToken cancel) => File.ReadAllBytesAsync(PathOf(upload.Id), cancel);

    public void Drop(string id)
    {
        if (!IsId(id))
            return;
        File.Delete(PathOf(id));
        File.Delete(PathOf(id) + ".json");
    }

    /// <summary>Takes a file as a request's whole body.</summary>
    private static async Task<IResult> TakeAsync(HttpRequest request, string name, Uploads uploads, CancellationToken cancel)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Largest + 1;
        return request.ContentLength > Largest || await uploads.KeepAsync(name, request.Body, cancel) is not { } upload
            ? Results.Problem($"A file may have {Largest / 1024 / 1024} MB.", statusCode: StatusCodes.Status413PayloadTooLarge)
            : Results.Json(new { upload = upload.Id });
    }

    private void Sweep()
    {
        var before = time.GetUtcNow() - Kept;
        foreach (
            var file in new DirectoryInfo(_folder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before.UtcDateTime)
        )
            file.Delete();
    }

    /// <summary>No path: what stands before the last separator is dropped.</summary>
    private static string NameOf(string name)
    {
        var own = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return own.Length > LongestName ? own[^LongestName..] : own;
    }

    private string PathOf(string id) => Path.Combine(_folder, id);

    private static bool IsId(string id) => id.Length == 2 * IdBytes && id.All(char.IsAsciiHexDigitLower);
}
