using Weft.Runtime;

namespace Weft.Graph.Exports;

/// <summary>Passes JSON on as it may stand in a script of a page: no tag can begin or end in it.</summary>
/// <param name="target">Stays open.</param>
internal sealed class TaglessStream(Stream target) : WriteOnlyStream
{
    private static readonly byte[] Escaped = @"\u003c"u8.ToArray();

    public override void Write(byte[] buffer, int offset, int count)
    {
        var rest = buffer.AsSpan(offset, count);
        for (var at = rest.IndexOf((byte)'<'); at >= 0; at = rest.IndexOf((byte)'<'))
        {
            target.Write(rest[..at]);
            target.Write(Escaped);
            rest = rest[(at + 1)..];
        }
        target.Write(rest);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var at = buffer.Span.IndexOf((byte)'<'); at >= 0; at = buffer.Span.IndexOf((byte)'<'))
        {
            await target.WriteAsync(buffer[..at], cancellationToken);
            await target.WriteAsync(Escaped, cancellationToken);
            buffer = buffer[(at + 1)..];
        }
        await target.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);
}
