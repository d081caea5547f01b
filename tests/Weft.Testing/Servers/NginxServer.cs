using System.Globalization;

namespace Weft.Testing.Servers;

/// <summary>A real nginx before some nodes, with the project's own example of how to set it up.</summary>
public sealed class NginxServer : OwnServer
{
    private NginxServer(string binary)
        : base(binary) { }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/weft/");

    protected override IEnumerable<string> Arguments => ["-p", Folder, "-c", Path.Combine(Folder, "nginx.conf"), "-e", "stderr"];

    protected override string ReadyLine => "getrlimit(RLIMIT_NOFILE)";

    /// <param name="location">The example's text.</param>
    /// <param name="nodes">Hosts with ports; each request may go to any of them.</param>
    public static async Task<NginxServer> StartAsync(string location, params string[] nodes)
    {
        var server = new NginxServer(Find("nginx", "nginx"));
        var user = Environment.IsPrivilegedProcess ? "user root;" : "";
        await File.WriteAllTextAsync(
            Path.Combine(server.Folder, "nginx.conf"),
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                daemon off; master_process off; {{user}} pid {{server.Folder}}/pid; error_log stderr notice;
                events {}
                http {
                  access_log off;
                  client_body_temp_path {{server.Folder}}/body; proxy_temp_path {{server.Folder}}/proxy; fastcgi_temp_path {{server.Folder}}/f; uwsgi_temp_path {{server.Folder}}/u; scgi_temp_path {{server.Folder}}/s;
                  map $http_upgrade $weft_connection { default upgrade; '' close; }
                  upstream weft { {{string.Concat(nodes.Select(node => $"server {node} max_fails=0; "))}} }
                  server { listen 127.0.0.1:{{server.Port}};
                {{location}}
                  }
                }
                """
            )
        );
        await server.StartAgainAsync();
        return server;
    }
}
