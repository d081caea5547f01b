using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Weft.Web.Api;

/// <summary>
/// Answers to requests with an <c>Idempotency-Key</c>, so that one sent again (its answer was lost, a button was pressed twice) does
/// nothing more and is answered the same. Kept in this node's memory for a day, the youngest 10,000: another node, or this one started
/// anew, does not know them.
/// </summary>
internal sealed class IdempotencyKeys(TimeProvider time)
{
    public const string Header = "Idempotency-Key";
    public const int LongestKey = 200;
    private const int MostKept = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string Key)> _order = [];

    private sealed record Kept(string Print, Task<IResult> Answer);

    /// <param name="body">What was asked for, besides the address.</param>
    public async Task<IResult> OnceAsync(HttpRequest request, object? body, Func<Task<IResult>> answer)
    {
        var key = request.Headers[Header].ToString();
        if (key.Length == 0)
            return await answer();
        if (key.Length > LongestKey || key.Any(letter => letter is <= ' ' or > '~'))
            return Answer.Problem(StatusCodes.Status400BadRequest, "idempotency.bad", LongestKey);
        var print = PrintOf(request, body);
        Task<IResult> task;
        lock (_lock)
        {
            RemoveOld();
            if (_kept.TryGetValue(key, out var kept) && kept.Print != print)
                return Answer.Problem(StatusCodes.Status422UnprocessableEntity, "idempotency.reused", key);
            if (kept is not null)
                task = kept.Answer;
            else
            {
                _kept[key] = new(print, task = answer());
                _order.Enqueue((time.GetUtcNow(), key));
            }
        }
        try
        {
            var result = await task;
            if (result is not JsonAnswer)
                Forget(key);
            return result;
        }
        catch
        {
            Forget(key);
            throw;
        }
    }

    /// <summary>What was refused or failed may be tried again under the same key.</summary>
    private void Forget(string key)
    {
        lock (_lock)
            _kept.Remove(key);
    }

    private void RemoveOld()
    {
        while (_order.TryPeek(out var oldest) && (time.GetUtcNow() - oldest.At > KeptFor || _order.Count >= MostKept))
            _kept.Remove(_order.Dequeue().Key);
    }

    private static string PrintOf(HttpRequest request, object? body) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        request.Method,
                        Path = request.Path.Value,
                        body,
                    }
                )
            )
        );
}
