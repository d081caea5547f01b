using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Makes a token for a program, and shows it this once.</summary>
internal sealed class TokenAddCommand : WeftCommand
{
    private readonly Argument<string> _name;
    private readonly Option<string?> _role;
    private readonly Option<long?> _days;

    public TokenAddCommand(Shell shell)
        : base("token.add", shell)
    {
        Add(_name = shell.Word("NAME", "token.name"));
        Add(_role = shell.Role());
        Add(_days = shell.WholeOption("--days", "N", "token.days", most: ApiTokens.MostDays));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, cancel);
        var role = RoleOption.RoleOf(invocation.Get(_role));
        var made = (await stores.Tokens.AddAsync(invocation.Get(_name), role, (int?)invocation.Get(_days), cancel)).OrThrow(
            stores
        );
        if (invocation.Json)
        {
            Json.Write(Shell.Out, NewTokenShape.Of(made));
            return ExitCode.Ok;
        }
        Shell.Complain(Phrases.Say("token.once", made.Token.Name));
        Shell.Out.WriteLine(made.Secret);
        return ExitCode.Ok;
    }
}

/// <summary>Lists tokens, without their secrets.</summary>
internal sealed class TokenListCommand(Shell shell) : WeftCommand("token.list", shell)
{
    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var tokens = await stores.Tokens.ListAsync(cancel);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, tokens.Select(TokenShape.Of));
            return ExitCode.Ok;
        }
        if (tokens.Count == 0)
        {
            Shell.Out.WriteLine(Phrases["token.none"]);
            return ExitCode.Ok;
        }
        var columns = new Columns(Phrases["head.token"], Phrases["head.role"], Phrases["head.since"], Phrases["head.until"]);
        foreach (var token in tokens)
            columns.Add(
                token.Name,
                Phrases.Name("role", token.Role),
                Day.Of(token.Created, Shell),
                token.Until is { } until ? Day.Of(until, Shell) : "-"
            );
        columns.Write(Shell.Out);
        return ExitCode.Ok;
    }
}

/// <summary>Revokes a token at once.</summary>
internal sealed class TokenRevokeCommand : WeftCommand
{
    private readonly Argument<string> _name;

    public TokenRevokeCommand(Shell shell)
        : base("token.revoke", shell) => Add(_name = shell.Word("NAME", "token.name"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var name = invocation.Get(_name);
        (await stores.Tokens.RevokeAsync(name, cancel)).ThrowIfRefused(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, new RevokedTokenShape(name));
        else
            Shell.Out.WriteLine(Phrases.Say("token.revoked", name));
        return ExitCode.Ok;
    }
}
