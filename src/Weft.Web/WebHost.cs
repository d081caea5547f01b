using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Weft.Reasons;
using Weft.Runtime;
using Weft.Watching;
using Weft.Web.Api;
using Weft.Web.Doors;
using Weft.Web.Page;
using Weft.Web.Page.Live;

namespace Weft.Web;

/// <summary>Lets people and their tools look at a node: a small web server inside it. Without one the node works all the same.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    /// <summary>Several nodes may run on one machine: each takes the next free port.</summary>
    private const int PortsTried = 100;

    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(2);

    private readonly WebApplication? _app;
    private readonly FleetMetrics? _gauges;

    private WebHost(WebApplication? app = null, FleetMetrics? gauges = null)
    {
        (_app, _gauges) = (app, gauges);
        Url = app?.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    /// <summary>Where it listens; null where it does not.</summary>
    public string? Url { get; }

    /// <summary>Every address that it answers.</summary>
    internal IReadOnlyList<Endpoint> Endpoints => _app?.Services.GetRequiredService<EndpointDataSource>().Endpoints ?? [];

    /// <summary>Starts listening, on the next port that is free. Never throws for an address: what is wrong with it is logged.</summary>
    public static async Task<WebHost> StartAsync(WebParts parts, ListenOptions options, ILogger log, CancellationToken cancel)
    {
        if (options.Listen == ListenAddress.Off)
            return new();
        if (ListenAddress.TryParse(options.Listen) is not { } wanted)
        {
            log.LogError("Not listening: {Address} is no address that can be listened at", options.Listen);
            return new();
        }
        var last = wanted.Port == 0 ? 0 : Math.Min(wanted.Port + PortsTried, ushort.MaxValue);
        for (var port = wanted.Port; ; port++)
        {
            try
            {
                var host = await ListenAsync(parts, options, wanted with { Port = port }, log, cancel);
                if (port != wanted.Port)
                    log.LogWarning("{Notice}", ServerReasons.PortTaken(wanted.Port, host.Url!));
                if (!wanted.IsLoopback && !await HasUsersAsync(parts, log, cancel))
                    log.LogWarning("{Notice}", ServerReasons.NoAdminYet);
                return host;
            }
            catch (IOException taken) when (taken.InnerException is AddressInUseException && port < last)
            {
                // By another node, or another program.
            }
            catch (Exception trouble) when (trouble is IOException or SocketException)
            {
                log.LogError("{Notice}", ServerReasons.NotListening($"{wanted}", SystemTrouble.Of(trouble)));
                return new();
            }
        }
    }

    private static async Task<bool> HasUsersAsync(WebParts parts, ILogger log, CancellationToken cancel)
    {
        try
        {
            return await parts.Ledger.Accounts.HasUsersAsync(cancel);
        }
        catch (TransientException away)
        {
            log.LogWarning("{Notice}", ServerReasons.VisitorsUnknown(away.Reason));
            return true;
        }
    }

    /// <summary>
    /// Asks for the first view once, where somebody will soon: what is compiled and read for it is ready when a person's browser comes. Says
    /// nothing where it fails, for whoever comes is told.
    /// </summary>
    public async Task WarmUpAsync(CancellationToken cancel)
    {
        if (Url is not { } url)
            return;
        using var http = new HttpClient();
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        try
        {
            await http.GetByteArrayAsync(url + "/", cancel);
        }
        catch (Exception trouble) when (trouble is HttpRequestException or OperationCanceledException)
        {
            // Away, or ended meanwhile.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            // Circuits are told that the node leaves; none may hold it up.
            using var patience = new CancellationTokenSource(Leaving);
            await _app.StopAsync(patience.Token);
            await _app.DisposeAsync();
        }
        _gauges?.Dispose();
    }

    private static async Task<WebHost> ListenAsync(
        WebParts parts,
        ListenOptions options,
        ListenAddress address,
        ILogger log,
        CancellationToken cancel
    )
    {
        var reader = parts.Overview ?? parts.FleetOverview;
        var gauges = new FleetMetrics(reader, parts.Time);
        var app = Build(
            address,
            services =>
            {
                services.AddSingleton<ILoggerProvider>(new NodeLog(log));
                services.AddSingleton(new DoorKeeper(parts.Ledger, parts.Time));
                services.AddSingleton(new SignInCookie(() => SignInCookie.MarkOf(parts)));
                if (parts.Page is { } page)
                    services.AddPage(parts, page, reader, log);
            }
        );
        try
        {
            var keeper = app.Services.GetRequiredService<DoorKeeper>();
            var access = new Access(options, keeper, app.Services.GetRequiredService<SignInCookie>());
            options.Proxies.Use(app, log);
            app.UseResponseCompression();
            app.Use(next => context => Problems.CatchAsync(context, next, log));
            var others = app.Services.GetService<OtherPages>();
            app.Use(next => context => SecurityHeaders.AddAsync(context, others?.Others ?? [], next));
            // What is asked for is known before who asks: each address says who may.
            app.UseRouting();
            app.Use(next => context => access.CheckAsync(context, next));
            app.Use(next => context => CrossSite.CheckAsync(context, next));
            app.Use(next => context => RefreshAsync(context, next, gauges));
            foreach (var resource in Resources.Of(parts, reader))
                resource.Map(app);
            ApiDocument.Map(app);
            app.MapPrometheusScrapingEndpoint(MetricsPath).ForWatchers();
            if (parts.Page is not null)
                app.MapPage(app.Services.GetRequiredService<PageUseCases>(), parts);
            await app.StartAsync(cancel);
            Telemetry.ShowZeros();
            var host = new WebHost(app, gauges);
            others?.Begin(host.Url!);
            app.Services.GetService<WebhookRounds>()?.Begin();
            return host;
        }
        catch
        {
            gauges.Dispose();
            await app.DisposeAsync();
            throw;
        }
    }

    private const string MetricsPath = "/metrics";

    private static async Task RefreshAsync(HttpContext context, RequestDelegate next, FleetMetrics gauges)
    {
        if (context.Request.Path == MetricsPath)
            await gauges.RefreshAsync(context.RequestAborted);
        await next(context);
    }

    private static WebApplication Build(ListenAddress address, Action<IServiceCollection> more)
    {
        // Nothing from the machine's variables or from files beside us: the options alone decide.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        ApiDocument.AddTo(builder.Services);
        // Nothing secret stands beside what an asker can choose, so that the length of an answer tells nothing.
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Application.Uploads.MostPartBytes;
            kestrel.Listen(address.Address, address.Port);
        });
        // It warns of keys in the clear, and does not know that ours are sealed where they are kept.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        // The node's own signals decide when it ends.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Telemetry.Name))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(Telemetry.Name)
                    .AddRuntimeInstrumentation()
                    .AddPrometheusExporter(exporter =>
                    {
                        exporter.ScopeInfoEnabled = false;
                        exporter.ScrapeResponseCacheDurationMilliseconds = 0;
                    })
            );
        more(builder.Services);
        return builder.Build();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
