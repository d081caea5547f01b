using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Commands;

/// <summary>Adds an address that is told what happens, and shows its secret this once.</summary>
internal sealed class WebhookAddCommand : WeftCommand
{
    private readonly Argument<string> _url;
    private readonly Option<string[]> _on;
    private readonly Option<bool> _allowHttp;
    private readonly Option<string?> _secret;

    public WebhookAddCommand(Shell shell)
        : base("webhook.add", shell)
    {
        Add(_url = shell.Word("URL", "webhook.url"));
        Add(_on = shell.ChoicesOption("--on", "KIND", "webhook.on", [.. WebhookRegistry.Kinds.Select(Glossary.Word)]));
        Add(_allowHttp = shell.Flag("--allow-http", "webhook.allowHttp"));
        Add(_secret = shell.TextOption("--secret-env", "VAR", "webhook.secretEnv"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var variable = invocation.Get(_secret);
        var secret = variable is null ? null : new KeyInput(Shell).Read(variable, none: false);
        await using var stores = await OpenStores.OpenOrMakeAsync(Shell, invocation.Settings, cancel);
        var kinds = WebhookRegistry.Kinds.Where(kind => invocation.Get(_on).Contains(Glossary.Word(kind))).ToArray();
        var request = new WebhookRequest(invocation.Get(_url), kinds, invocation.Get(_allowHttp), secret);
        var made = (await stores.Webhooks.AddAsync(request, cancel)).OrThrow(stores);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, NewWebhookShape.Of(made));
            return ExitCode.Ok;
        }
        Shell.Complain(Phrases.Say(secret is null ? "webhook.once" : "webhook.added", made.Webhook.Id));
        if (secret is null)
            Shell.Out.WriteLine(made.Secret);
        return ExitCode.Ok;
    }
}

/// <summary>Lists webhooks, without their secrets.</summary>
internal sealed class WebhookListCommand(Shell shell) : WeftCommand("webhook.list", shell)
{
    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var shapes = (await stores.Webhooks.ListAsync(cancel)).Select(one => WebhookShape.Of(one, Phrases.Reasons)).ToList();
        if (invocation.Json)
            Json.Write(Shell.Out, shapes);
        else if (shapes.Count == 0)
            Shell.Out.WriteLine(Phrases["webhook.none"]);
        else
            Show(shapes);
        return ExitCode.Ok;
    }

    private void Show(IReadOnlyList<WebhookShape> shapes)
    {
        var columns = new Columns(Phrases["head.webhook"], Phrases["head.address"], Phrases["head.on"], Phrases["head.state"]);
        foreach (var shape in shapes)
            columns.Add(
                shape.Webhook.ToString(System.Globalization.CultureInfo.InvariantCulture),
                shape.Url,
                string.Join(",", shape.On),
                shape.Paused ? $"{Phrases["webhook.pausedWord"]} {OneLine.Of(shape.Reason)}".TrimEnd() : Phrases["webhook.active"]
            );
        columns.Write(Shell.Out);
    }
}

/// <summary>Takes a webhook out, pauses or resumes it.</summary>
internal sealed class WebhookChangeCommand : WeftCommand
{
    private readonly Argument<long?> _id;
    private readonly string _word;

    /// <param name="word">remove, pause or resume.</param>
    public WebhookChangeCommand(string word, Shell shell)
        : base("webhook." + word, shell)
    {
        _word = word;
        Add(_id = shell.Id("ID", "webhook.id"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var id = new WebhookId(invocation.Get(_id)!.Value);
        object shape = new RemovedWebhookShape(id.Value);
        if (_word == "remove")
            (await stores.Webhooks.RemoveAsync(id, cancel)).ThrowIfRefused(stores);
        else
            shape = WebhookShape.Of(
                (
                    _word == "pause"
                        ? await stores.Webhooks.PauseAsync(id, cancel)
                        : await stores.Webhooks.ResumeAsync(id, cancel)
                ).OrThrow(stores),
                Phrases.Reasons
            );
        if (invocation.Json)
            Json.Write(Shell.Out, shape);
        else
            Shell.Out.WriteLine(Phrases.Say($"webhook.done.{_word}", id));
        return ExitCode.Ok;
    }
}

/// <summary>Sends one test from this process, and says what came of it.</summary>
internal sealed class WebhookTestCommand : WeftCommand
{
    private readonly Argument<long?> _id;

    public WebhookTestCommand(Shell shell)
        : base("webhook.test", shell) => Add(_id = shell.Id("ID", "webhook.id"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var id = new WebhookId(invocation.Get(_id)!.Value);
        var test = (await stores.Webhooks.TestAsync(id, stores.WebhookSender, cancel)).OrThrow(stores);
        var isGood = test.State == DeliveryState.Delivered;
        if (invocation.Json)
            Json.Write(Shell.Out, DeliveryShape.Of(test, Phrases.Reasons));
        else if (isGood)
            Shell.Out.WriteLine(Phrases.Say("webhook.test.good", id, test.Status));
        else
            Shell.Complain(Phrases.Say("webhook.test.bad", id, OneLine.Of(test.Trouble.Say(Phrases.Reasons))));
        if (!invocation.Json && test.Answer.Length > 0)
            Shell.Out.WriteLine(Phrases.Say("webhook.test.answer", OneLine.Of(test.Answer)));
        return isGood ? ExitCode.Ok : ExitCode.Failed;
    }
}

/// <summary>What webhooks were told, the newest first.</summary>
internal sealed class WebhookDeliveriesCommand : WeftCommand
{
    private const int Shown = 20;
    private readonly Argument<long?> _id;
    private readonly Option<long?> _most;

    public WebhookDeliveriesCommand(Shell shell)
        : base("webhook.deliveries", shell)
    {
        Add(_id = shell.Id("ID", "webhook.id", optional: true));
        Add(_most = shell.WholeOption("--limit", "N", "webhook.limit", 1, 1000));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        WebhookId? id = invocation.Get(_id) is { } one ? new(one) : null;
        var most = (int)(invocation.Get(_most) ?? Shown);
        var shapes = (await stores.Webhooks.DeliveriesAsync(id, most, cancel))
            .OrThrow(stores)
            .Select(delivery => DeliveryShape.Of(delivery, Phrases.Reasons))
            .ToList();
        if (invocation.Json)
            Json.Write(Shell.Out, shapes);
        else if (shapes.Count == 0)
            Shell.Out.WriteLine(Phrases["webhook.noDeliveries"]);
        foreach (var shape in invocation.Json ? [] : shapes)
            Shell.Out.WriteLine(Line(shape));
        return ExitCode.Ok;
    }

    private string Line(DeliveryShape shape)
    {
        var subject = shape.Job?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? shape.Provider ?? "";
        var state = Phrases[$"webhook.state.{shape.State}"];
        var line =
            $"{Clock(shape.At)}  {shape.Webhook}  {shape.Type} {subject}".TrimEnd()
            + $": {state}, {Phrases.Say("webhook.tries", shape.Tries)}";
        if (shape.NextAt is { } next)
            line += ", " + Phrases.Say("webhook.next", Clock(next));
        return shape.Reason.Length > 0 ? $"{line} ({OneLine.Of(shape.Reason)})" : line;
    }

    private string Clock(DateTimeOffset at) =>
        TimeZoneInfo
            .ConvertTime(at, Shell.Time.LocalTimeZone)
            .ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
