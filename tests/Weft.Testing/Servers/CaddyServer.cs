using System.Globalization;

namespace Weft.Testing.Servers;

/// <summary>A real Caddy with TLS of its own before some nodes, with the project's own example of how to set it up.</summary>
public sealed class CaddyServer : OwnServer
{
    private CaddyServer(string binary)
        : base(binary) { }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"https://localhost:{Port}/weft/");

    protected override IEnumerable<string> Arguments =>
        ["run", "--adapter", "caddyfile", "--config", Path.Combine(Folder, "Caddyfile")];

    protected override string ReadyLine => "serving initial configuration";

    /// <param name="example">Its text: the site and its nodes are put in place of those it names.</param>
    /// <param name="nodes">Hosts with ports; each request may go to any of them.</param>
    public static async Task<CaddyServer> StartAsync(string example, params string[] nodes)
    {
        var server = new CaddyServer(Find("caddy", "caddy"));
        var site = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{server.Port} {{\n\ttls internal");
        var text = example
            .Replace("example.org {", site, StringComparison.Ordinal)
            .Replace("loom-1:8420 loom-2:8420", string.Join(' ', nodes), StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            Path.Combine(server.Folder, "Caddyfile"),
            $$"""
            {
              admin off
              auto_https disable_redirects
              skip_install_trust
              default_bind 127.0.0.1
              storage file_system {{server.Folder}}/kept
            }
            {{text}}
            """
        );
        await server.StartAgainAsync();
        return server;
    }
}
