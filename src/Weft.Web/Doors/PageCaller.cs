using Microsoft.AspNetCore.Components.Authorization;
using Weft.Application;

namespace Weft.Web.Doors;

/// <summary>Who looks at the page: the one place that says whether an order of the page may be carried out.</summary>
internal sealed class PageCaller(AuthenticationStateProvider state, DoorKeeper keeper)
{
    /// <summary>As they came in; null = nobody.</summary>
    public async Task<Caller?> ReadAsync() => Caller.Of((await state.GetAuthenticationStateAsync()).User);

    /// <summary>What is done within an open page reaches the server by no request of its own: it keeps the sign-in good all the same.</summary>
    public async Task UseAsync(CancellationToken cancel)
    {
        if (await ReadAsync() is { } caller)
            await keeper.UseAsync(caller, cancel);
    }

    /// <summary>Whether whoever came in may still look on.</summary>
    public async Task<bool> MayLookAsync() => await ReadAsync() is { } caller && await keeper.MayLookAsync(caller);

    /// <summary>Null = whoever came in is still let in.</summary>
    public async Task<Refusal?> MayStayAsync(CancellationToken cancel) =>
        await ReadAsync() is { } caller && await keeper.StillAsync(caller, cancel) is not null
            ? null
            : new Refusal.SignInWanted();

    /// <summary>Null = it may; asked of the ledger, so that a role or a sign-in that ended counts at once.</summary>
    public async Task<Refusal?> MayOrderAsync(CancellationToken cancel) => await keeper.MayOrderAsync(await ReadAsync(), cancel);
}
