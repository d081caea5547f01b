using Weft.Dispatch;
using Weft.Graph;
using Weft.Ledger;

namespace Weft.Cli.Settings;

/// <summary>Where everything lies.</summary>
[Section("place")]
internal sealed class PlaceOptions
{
    /// <summary>Folder of the embedded parts; relative to where the program is started.</summary>
    [Setting("data", "WEFT_DATA", VariableOnly = true)]
    public string Data { get; init; } = "./weft-data";

    /// <summary><c>sqlite</c> or a MySQL connection string.</summary>
    [Setting("ledger", "WEFT_LEDGER", Secret = true)]
    public string Ledger { get; init; } = LedgerBackends.Default;

    /// <summary><c>embedded</c> or a Redis connection string.</summary>
    [Setting("dispatch", "WEFT_DISPATCH", Secret = true)]
    public string Dispatch { get; init; } = DispatchBackends.Default;

    /// <summary><c>sqlite</c> or <c>http(s)://user:password@host:7474/database</c> of Neo4j.</summary>
    [Setting("graph", "WEFT_GRAPH", Secret = true)]
    public string Graph { get; init; } = GraphBackends.Default;

    /// <summary>Seals the providers' keys. Empty: one machine makes its own, in a file of mode 0600 in the data folder.</summary>
    [Setting("key", "WEFT_KEY", Secret = true)]
    public string Key { get; init; } = "";

    /// <summary>A file of presets of providers. Empty: <c>presets.json</c> in the data folder, if it is there.</summary>
    [Setting("presets", "WEFT_PRESETS")]
    public string Presets { get; init; } = "";

    /// <summary>Several machines are to use the ledger. What names no ledger is not meant to be this machine's own.</summary>
    public bool LedgerIsShared => LedgerBackends.Find(Ledger) is not { IsShared: false };

    /// <summary>The same of the graph.</summary>
    public bool GraphIsShared => GraphBackends.Find(Graph) is not { IsShared: false };

    /// <summary>Several processes are to see each other.</summary>
    public bool DispatchIsShared => DispatchBackends.Of(Dispatch).IsShared;

    /// <summary>One machine does all: only one process may work on the ledger.</summary>
    public bool IsOneMachine => !LedgerIsShared && !DispatchIsShared;
}

/// <summary>Neo4j as other programs name it: the graph's address where <c>WEFT_GRAPH</c> says nothing.</summary>
[Section("neo4j")]
internal sealed class Neo4jOptions
{
    public const string UriVariable = "NEO4J_URI";

    /// <summary>Address of the HTTP interface; without a path its database is <c>neo4j</c>.</summary>
    [Setting("uri", UriVariable, Secret = true)]
    public string Uri { get; init; } = "";

    [Setting("user", "NEO4J_USER")]
    public string User { get; init; } = "neo4j";

    [Setting("password", "NEO4J_PASSWORD", Secret = true)]
    public string Password { get; init; } = "";

    /// <summary>As <c>WEFT_GRAPH</c> would say it; null where no address is given.</summary>
    public string? Address
    {
        get
        {
            if (Uri.Length == 0)
                return null;
            if (!System.Uri.TryCreate(Uri, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
                return Uri;
            var whole = new UriBuilder(uri);
            if (uri.AbsolutePath.Trim('/').Length == 0)
                whole.Path = "neo4j";
            if (uri.UserInfo.Length == 0 && Password.Length > 0)
                (whole.UserName, whole.Password) = (System.Uri.EscapeDataString(User), System.Uri.EscapeDataString(Password));
            return whole.Uri.ToString();
        }
    }
}

/// <summary>What a working process is.</summary>
[Section("node")]
internal sealed class WorkerOptions
{
    public const string All = "all";
    public const string Web = "web";
    public const string Worker = "worker";

    [Setting("role", "NODE_ROLE", Allowed = [All, Web, Worker])]
    public string Role { get; init; } = All;

    /// <summary>Empty: the machine's name.</summary>
    [Setting("name", "KG_WORKER_NODE_NAME")]
    public string Name { get; init; } = "";

    [Setting("workers_per_provider", "KG_WORKERS_PER_PROVIDER", Least = 1, Most = 10000)]
    public int WorkersPerProvider { get; init; } = 8;

    /// <summary>Empty: all.</summary>
    [Setting("providers", "KG_WORKER_PROVIDERS")]
    public IReadOnlyList<string> Providers { get; init; } = [];

    [Setting("grace_seconds", "WEFT_GRACE_SECONDS", Least = 0, Most = 3600)]
    public int GraceSeconds { get; init; } = 25;
}

/// <summary>Where people and their tools may look at a node.</summary>
[Section("web")]
internal sealed class WebOptions
{
    [Setting("listen", "WEFT_LISTEN")]
    public string Listen { get; init; } = "127.0.0.1:8420";

    /// <summary>Where browsers reach this node's page, if not where it listens: its name, or a proxy's. Other nodes' pages come here when theirs dies.</summary>
    [Setting("page_url", "WEFT_PAGE_URL")]
    public string PageUrl { get; init; } = "";

    /// <summary>Addresses and networks of the proxies before this node, whose word on who asks is believed. Empty: nobody's.</summary>
    [Setting("proxies", "WEFT_PROXIES")]
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>For those who look at health and metrics alone.</summary>
    [Setting("password", "WEFT_WEB_PASSWORD", Secret = true)]
    public string Password { get; init; } = "";
}

/// <summary>What a working process writes about itself.</summary>
[Section("log")]
internal sealed class LogOptions
{
    public const string Plain = "plain";
    public const string Json = "json";

    /// <summary>JSON has the same fields, one object a line.</summary>
    [Setting("format", "WEFT_LOG_FORMAT", Allowed = [Plain, Json])]
    public string Format { get; init; } = Plain;

    /// <summary>Of the node and of its web server, which says nothing below warning whatever stands here.</summary>
    [Setting("level", "WEFT_LOG_LEVEL", Allowed = ["debug", "information", "warning", "error"])]
    public string Level { get; init; } = "information";

    /// <summary>Empty: the error output.</summary>
    [Setting("file", "WEFT_LOG_FILE")]
    public string File { get; init; } = "";

    [Setting("file_mb", "WEFT_LOG_FILE_MB", Least = 1, Most = 10000)]
    public int FileMb { get; init; } = 50;

    [Setting("keep_days", "WEFT_LOG_KEEP_DAYS", Least = 1, Most = 3650)]
    public int KeepDays { get; init; } = 30;
}

/// <summary>What a new job gets where its order says nothing else.</summary>
[Section("job")]
internal sealed class JobOptions
{
    /// <summary>0 = no automatic retries.</summary>
    [Setting("auto_retry_interval_minutes", "auto_retry_interval_minutes", Least = 0, Most = 10080)]
    public double AutoRetryIntervalMinutes { get; init; }
}
