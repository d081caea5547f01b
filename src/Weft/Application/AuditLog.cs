using Weft.Ledger;
using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>
/// Writes down who did what, once for every door: each order that took effect, sign-ins and their failures. It is written right after the order
/// itself; a process that dies between the two leaves the order without its entry.
/// </summary>
/// <param name="author">Who gives the order that is being carried out.</param>
internal sealed class AuditLog(IAudit audit, Func<Actor> author)
{
    public Actor Actor => author();

    /// <summary>Also where nobody waits for the order's answer any more.</summary>
    public Task NoteAsync(AuditKind kind, Reason what) => NoteAsync(Actor, kind, what);

    public Task NoteAsync(Actor by, AuditKind kind, Reason what) => audit.NoteAsync(by, kind, what, CancellationToken.None);

    /// <summary>Writes it down where it was done; hands the result on.</summary>
    public async Task<Result<T>> NotedAsync<T>(Result<T> result, AuditKind kind, Func<T, Reason> what)
    {
        if (result is Result<T>.Done(var value))
            await NoteAsync(kind, what(value));
        return result;
    }

    /// <summary>The same for what answers only why it was not done.</summary>
    public async Task<Refusal?> NotedAsync(Refusal? refusal, AuditKind kind, Reason what)
    {
        if (refusal is null)
            await NoteAsync(kind, what);
        return refusal;
    }
}

/// <summary>Who gives the orders of this flow of control, as the door has found out; nobody by default.</summary>
internal static class CurrentActor
{
    private static readonly AsyncLocal<Actor?> Now = new();

    public static Actor Get() => Now.Value ?? Actor.Stranger;

    /// <summary>For whatever the caller awaits from here on.</summary>
    public static void Set(Actor author) => Now.Value = author;
}
