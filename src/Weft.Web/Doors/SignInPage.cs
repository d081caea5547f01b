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
internal sealed class SignInPage(SignIns signIns, SignInCookie cookie, IAntiforgery antiforgery, string folder)
{
    public const string Path = "/sign-in";
    public const string OutPath = "/sign-out";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).ForAnybody().ExcludeFromDescription();
        routes.MapPost(Path, SignInAsync).ForAnybody().ExcludeFromDescription();
        routes.MapPost(OutPath, SignOutAsync).ForAnybody().ExcludeFromDescription();
    }

    private RazorComponentResult<SignInForm> Show(HttpContext context, string? to) =>
        Form(context, OwnPath(to), "", null, StatusCodes.Status200OK);

    private async Task<IResult> SignInAsync(HttpContext context, CancellationToken cancel)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return await StaleAsync(context, cancel);
        var form = await context.Request.ReadFormAsync(cancel);
        var (name, to) = (form["name"].ToString().Trim(), OwnPath(form["to"]));
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var came = await signIns.TryAsync(name, form["password"].ToString(), address, form["keep"] == "on", cancel);
        if (came is not Result<string>.Done(var secret))
            return Refused(context, to, name, ((Result<string>.Refused)came).Why);
        cookie.Set(context, secret, form["keep"] == "on" ? SignIns.Long : SignIns.Short);
        return Results.LocalRedirect(context.Request.PathBase + to);
    }

    /// <summary>The cookie is not sent with another site's form, and without it there is nothing to end.</summary>
    private async Task<IResult> SignOutAsync(HttpContext context, CancellationToken cancel)
    {
        if (cookie.Of(context.Request) is { } secret)
            await signIns.EndAsync(secret, context.Connection.RemoteIpAddress?.ToString() ?? "", cancel);
        cookie.Remove(context);
        return Results.LocalRedirect(context.Request.PathBase + Path);
    }

    /// <summary>The form stood open while its keys changed, or came from elsewhere: what was typed stays, the password has to be said again.</summary>
    private async Task<IResult> StaleAsync(HttpContext context, CancellationToken cancel)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancel) : FormCollection.Empty;
        var phrases = PageWords.For(Visitor.LanguageOf(context.Request));
        return Form(
            context,
            OwnPath(form["to"]),
            form["name"].ToString().Trim(),
            phrases["page.signInStale"],
            StatusCodes.Status400BadRequest
        );
    }

    private RazorComponentResult<SignInForm> Refused(HttpContext context, string to, string name, Refusal why)
    {
        var status = StatusCodes.Status401Unauthorized;
        if (why is Refusal.WaitToSignIn(var seconds))
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            status = StatusCodes.Status429TooManyRequests;
        }
        var phrases = PageWords.For(Visitor.LanguageOf(context.Request));
        return Form(context, to, name, new RefusalText(phrases, folder).Of(why), status);
    }

    private RazorComponentResult<SignInForm> Form(HttpContext context, string to, string name, string? why, int status)
    {
        context.Response.Headers.CacheControl = "no-store";
        var tokens = antiforgery.GetAndStoreTokens(context);
        return new RazorComponentResult<SignInForm>(
            new Dictionary<string, object?>
            {
                [nameof(SignInForm.Language)] = Visitor.LanguageOf(context.Request),
                [nameof(SignInForm.To)] = to,
                [nameof(SignInForm.Name)] = name.Length <= AccountName.Longest ? name : "",
                [nameof(SignInForm.Why)] = why,
                [nameof(SignInForm.TokenField)] = tokens.FormFieldName,
                [nameof(SignInForm.Token)] = tokens.RequestToken,
            }
        )
        {
            StatusCode = status,
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
