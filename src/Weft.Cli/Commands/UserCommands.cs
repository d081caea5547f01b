using System.CommandLine;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>The roles as the command line takes them.</summary>
internal static class RoleOption
{
    public static Option<string?> Role(this Shell shell) =>
        shell.ChoiceOption("--role", "user.role", [.. Enum.GetValues<UserRole>().Select(Glossary.Word)]);

    public static UserRole RoleOf(string? word) => word is null ? UserRole.Reader : Enum.Parse<UserRole>(word, ignoreCase: true);
}

/// <summary>Adds somebody who may sign in.</summary>
internal sealed class UserAddCommand : WeftCommand
{
    private readonly Argument<string> _name;
    private readonly Option<string?> _role;
    private readonly Option<string?> _file;

    public UserAddCommand(Shell shell)
        : base("user.add", shell)
    {
        Add(_name = shell.Word("NAME", "user.name"));
        Add(_role = shell.Role());
        Add(_file = shell.TextOption("--password-file", "FILE", "user.passwordFile"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, cancel);
        var (name, role) = (invocation.Get(_name), RoleOption.RoleOf(invocation.Get(_role)));
        // Before a person is asked for a password.
        (await stores.Users.CheckAsync(name, role, cancel)).ThrowIfRefused(stores);
        var password = new PasswordInput(Shell).Read(invocation.Get(_file));
        var user = (await stores.Users.AddAsync(name, role, password, cancel)).OrThrow(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, UserShape.Of(user));
        else
            Shell.Out.WriteLine(Phrases.Say("user.added", user.Name, Phrases.Name("role", user.Role)));
        return ExitCode.Ok;
    }
}

/// <summary>Lists who may sign in.</summary>
internal sealed class UserListCommand(Shell shell) : WeftCommand("user.list", shell)
{
    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var users = await stores.Users.ListAsync(cancel);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, users.Select(UserShape.Of));
            return ExitCode.Ok;
        }
        if (users.Count == 0)
        {
            Shell.Out.WriteLine(Phrases["user.none"]);
            return ExitCode.Ok;
        }
        var columns = new Columns(Phrases["head.user"], Phrases["head.role"], Phrases["head.since"]);
        foreach (var user in users)
            columns.Add(user.Name, Phrases.Name("role", user.Role), Day.Of(user.Created, Shell));
        columns.Write(Shell.Out);
        return ExitCode.Ok;
    }
}

/// <summary>Changes what somebody may do.</summary>
internal sealed class UserRoleCommand : WeftCommand
{
    private readonly Argument<string> _name;
    private readonly Option<string?> _role;

    public UserRoleCommand(Shell shell)
        : base("user.role", shell)
    {
        Add(_name = shell.Word("NAME", "user.name"));
        Add(_role = shell.Role());
        _role.Required = true;
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var role = RoleOption.RoleOf(invocation.Get(_role));
        var user = (await stores.Users.ChangeRoleAsync(invocation.Get(_name), role, cancel)).OrThrow(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, UserShape.Of(user));
        else
            Shell.Out.WriteLine(Phrases.Say("user.changed", user.Name, Phrases.Name("role", user.Role)));
        return ExitCode.Ok;
    }
}

/// <summary>Gives somebody another password.</summary>
internal sealed class UserPasswordCommand : WeftCommand
{
    private readonly Argument<string> _name;
    private readonly Option<string?> _file;

    public UserPasswordCommand(Shell shell)
        : base("user.password", shell)
    {
        Add(_name = shell.Word("NAME", "user.name"));
        Add(_file = shell.TextOption("--password-file", "FILE", "user.passwordFile"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var name = invocation.Get(_name);
        (await stores.Users.FindAsync(name, cancel)).OrThrow(stores);
        var password = new PasswordInput(Shell).Read(invocation.Get(_file));
        var user = (await stores.Users.ChangePasswordAsync(name, password, cancel)).OrThrow(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, UserShape.Of(user));
        else
            Shell.Out.WriteLine(Phrases.Say("user.passwordChanged", user.Name));
        return ExitCode.Ok;
    }
}

/// <summary>Shows where somebody is signed in, or ends it.</summary>
internal sealed class UserSignInsCommand : WeftCommand
{
    private readonly Argument<string> _name;
    private readonly Option<bool> _end;
    private readonly Option<string?> _id;

    public UserSignInsCommand(Shell shell)
        : base("user.sign-ins", shell)
    {
        Add(_name = shell.Word("NAME", "user.name"));
        Add(_end = shell.Flag("--end", "user.end"));
        Add(_id = shell.TextOption("--id", "ID", "user.endId"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var user = (await stores.Users.FindAsync(invocation.Get(_name), cancel)).OrThrow(stores);
        if (invocation.Get(_end) || invocation.Get(_id) is not null)
        {
            var ended = await EndAsync(stores, user.Name, invocation.Get(_id), cancel);
            if (invocation.Json)
                Json.Write(Shell.Out, new EndedSignInsShape(ended));
            else
                Shell.Out.WriteLine(Phrases.Say("user.ended", user.Name, ended));
            return ExitCode.Ok;
        }
        var signIns = await stores.SignIns.ListAsync(user.Name, cancel);
        if (invocation.Json)
            Json.Write(Shell.Out, signIns.Select(signIn => SignInShape.Of(signIn, false)));
        else if (signIns.Count == 0)
            Shell.Out.WriteLine(Phrases.Say("user.nowhere", user.Name));
        else
        {
            var columns = new Columns(Phrases["head.id"], Phrases["head.used"], Phrases["head.until"]);
            foreach (var signIn in signIns)
                columns.Add(signIn.Id, Day.WithMinute(signIn.Until - signIn.Stays, Shell), Day.WithMinute(signIn.Until, Shell));
            columns.Write(Shell.Out);
        }
        return ExitCode.Ok;
    }

    private static async Task<int> EndAsync(OpenStores stores, string user, string? id, CancellationToken cancel)
    {
        if (id is null)
            return await stores.SignIns.EndOthersAsync(user, "", cancel);
        (await stores.SignIns.EndOneAsync(user, id, cancel)).ThrowIfRefused(stores);
        return 1;
    }
}

/// <summary>Removes somebody, who is signed out everywhere at once.</summary>
internal sealed class UserRemoveCommand : WeftCommand
{
    private readonly Argument<string> _name;

    public UserRemoveCommand(Shell shell)
        : base("user.remove", shell) => Add(_name = shell.Word("NAME", "user.name"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var name = invocation.Get(_name);
        (await stores.Users.RemoveAsync(name, cancel)).ThrowIfRefused(stores);
        if (invocation.Json)
            Json.Write(Shell.Out, new RemovedUserShape(name));
        else
            Shell.Out.WriteLine(Phrases.Say("user.removed", name));
        return ExitCode.Ok;
    }
}

/// <summary>A day as lists show it.</summary>
internal static class Day
{
    public static string Of(DateTimeOffset at, Shell shell) => As("yyyy-MM-dd", at, shell);

    public static string WithMinute(DateTimeOffset at, Shell shell) => As("yyyy-MM-dd HH:mm", at, shell);

    private static string As(string form, DateTimeOffset at, Shell shell) =>
        TimeZoneInfo.ConvertTime(at, shell.Time.LocalTimeZone).ToString(form, System.Globalization.CultureInfo.InvariantCulture);
}
