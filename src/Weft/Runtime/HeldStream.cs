namespace Weft.Runtime;

/// <summary>
/// What is written and not yet sent on: it takes writes that do not wait, which a web server refuses, and passes them on where waiting is allowed.
/// </summary>
/// <param name="target">Stays open.</param>
internal sealed class HeldStream(Stream target) : WriteOnlyStream
{
    /// <summary>As much as is worth a way to the target.</summary>
    private const int Enough = 256 * 1024;

    private readonly MemoryStream _held = new();

    /// <summary>Sends what is held, once it is much.</summary>
    public Task PassOnIfMuchAsync(CancellationToken cancel) => _held.Length < Enough ? Task.CompletedTask : PassOnAsync(cancel);

    /// <summary>Sends what is held.</summary>
    public async Task PassOnAsync(CancellationToken cancel)
    {
        await target.WriteAsync(_held.GetBuffer().AsMemory(0, (int)_held.Length), cancel);
        await target.FlushAsync(cancel);
        _held.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => _held.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _held.Write(buffer);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _held.Write(buffer.Span);
        await PassOnIfMuchAsync(cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() { }
}
