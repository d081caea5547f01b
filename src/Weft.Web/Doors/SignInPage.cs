using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weft.Application;
using Weft.Application.Texts;
using Weft.Web.Page.Shell;
using Weft.Web.Page.Words;

namespace Weft.Web.Doors;

/// <summary>The door of the page: a plain form, which needs no circuit and no script.</summary>
internal sealed class SignInPage(SignIns signIns, IAntiforgery antiforgery, string folder)
{
    public const string Path = "/sign-in";
    public const string OutPath = "/sign-out";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).ForAnybody().ExcludeFromDescription();
        routes.MapPost(Path, SignInAsync).ForAnybody().ExcludeFromDescription();
        routes.MapPost(OutPath, SignOutAsync).ForAnybody().ExcludeFromDescription();
    }

    private RazorComponentResult<SignInForm> Show(HttpContext context, string? to) => Form(context, OwnPath(to), "", null);

    private async Task<IResult> SignInAsync(HttpContext context, CancellationToken cancel)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Form(context, OwnPath(context.Request.Query["to"]), "", null);
        var form = await context.Request.ReadFormAsync(cancel);
        var (name, to) = (form["name"].ToString().Trim(), OwnPath(form["to"]));
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var came = await signIns.TryAsync(name, form["password"].ToString(), address, form["keep"] == "on", cancel);
        if (came is not Result<string>.Done(var secret))
            return Form(context, to, name, ((Result<string>.Refused)came).Why);
        SignInCookie.Set(context, secret, form["keep"] == "on" ? SignIns.Long : SignIns.Short);
        return Results.LocalRedirect(context.Request.PathBase + to);
    }

    /// <summary>The cookie is not sent with another site's form, and without it there is nothing to end.</summary>
    private async Task<IResult> SignOutAsync(HttpContext context, CancellationToken cancel)
    {
        if (SignInCookie.Of(context.Request) is { } secret)
            await signIns.EndAsync(secret, context.Connection.RemoteIpAddress?.ToString() ?? "", cancel);
        SignInCookie.Remove(context);
        return Results.LocalRedirect(context.Request.PathBase + Path);
    }

    private RazorComponentResult<SignInForm> Form(HttpContext context, string to, string name, Refusal? why)
    {
        var phrases = PageWords.For(Visitor.LanguageOf(context.Request));
        context.Response.Headers.CacheControl = "no-store";
        if (why is Refusal.WaitToSignIn(var seconds))
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var tokens = antiforgery.GetAndStoreTokens(context);
        return new RazorComponentResult<SignInForm>(
            new Dictionary<string, object?>
            {
                [nameof(SignInForm.Language)] = phrases.Language,
                [nameof(SignInForm.To)] = to,
                [nameof(SignInForm.Name)] = name,
                [nameof(SignInForm.Why)] = why is null ? null : new RefusalText(phrases, folder).Of(why),
                [nameof(SignInForm.TokenField)] = tokens.FormFieldName,
                [nameof(SignInForm.Token)] = tokens.RequestToken,
            }
        )
        {
            StatusCode = why switch
            {
                null => StatusCodes.Status200OK,
                Refusal.WaitToSignIn => StatusCodes.Status429TooManyRequests,
                _ => StatusCodes.Status401Unauthorized,
            },
        };
    }

    /// <summary>A path of this page, or its first one: nobody is led elsewhere, however the address is written.</summary>
    internal static string OwnPath(string? to) =>
        to is ['/', ..]
        && !to.StartsWith("//", StringComparison.Ordinal)
        && !to.Any(letter => letter == '\\' || char.IsControl(letter))
        && !to.StartsWith(Path, StringComparison.Ordinal)
            ? to
            : "/";
}
