using System.CommandLine;
using Weft.Bench;
using Weft.Bench.Books;
using Weft.Bench.Quality;
using Weft.Testing.Scripted;

// Figures, not tests: each command prints what it measured on this machine, and ratios where the machine is noisy.
var file = new Argument<FileInfo>("FILE") { Description = "a book, best a long one" };
var novel = new Command("novel", "a whole book with rules, from the file to the finished graph: time, memory, processor")
{
    file,
};
novel.SetAction((parsed, _) => NovelBench.RunAsync(parsed.GetRequiredValue(file)));
var growth = new Command("growth", "the same book 1, 2, 4 … 64 times as long: time, memory, ratios") { file };
growth.SetAction((parsed, _) => GrowthBench.RunAsync(parsed.GetRequiredValue(file)));
var workers = new Command("workers", "one worker and 16: time, and whether the hash is the same") { file };
workers.SetAction((parsed, _) => WorkersBench.RunAsync(parsed.GetRequiredValue(file)));
var keep = new Option<string?>("--keep") { Description = "a folder for the files that are made" };
var books = new Command("books", "the book in every format: how fast each is read and cut, and the memory of an import")
{
    file,
    keep,
};
books.SetAction((parsed, _) => FormatSpeedBench.RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(keep)));
var texts = new Argument<string[]>("FILE") { Description = "texts, or folders of them", Arity = ArgumentArity.OneOrMore };
var noGraph = new Option<bool>("--no-graph") { Description = "chapters, titles and characters alone" };
var conversions = new Command(
    "conversions",
    "texts made into other formats by pandoc, LibreOffice and Calibre, where they are: the same chapters, characters, cast, relations?"
)
{
    texts,
    noGraph,
    keep,
};
conversions.SetAction(
    (parsed, _) => ConversionBench.RunAsync(parsed.GetRequiredValue(texts), !parsed.GetValue(noGraph), parsed.GetValue(keep))
);
var faults = new Option<bool>("--faults") { Description = "what is wrong in each, a line each" };
var gold = new Option<string>("--gold")
{
    Description = "the folder of the lists",
    DefaultValueFactory = _ => Path.Combine("bench", "gold"),
};
var quality = new Command("quality", "novels read by rules, against what their readers know: people, names, places, ties")
{
    texts,
    gold,
    faults,
};
quality.SetAction(parsed =>
    QualityBench.Run(parsed.GetRequiredValue(texts), parsed.GetRequiredValue(gold), parsed.GetValue(faults))
);
var waiting = new Command("waiting", "1,000 chapters that wait for a slow provider in one process: memory and threads");
waiting.SetAction((_, _) => WaitingBench.RunAsync());
var passages = new Command("passages", "one book whose passages take a second each: wall over ideal, 8 and 100 calls at once");
passages.SetAction((_, _) => PassagesBench.RunAsync());
var calls = new Command("calls", "1, 100 and 1,000 calls at once of one process: added time, processor and memory a call");
calls.SetAction((_, _) => CallsBench.RunAsync());
var address = new Option<string?>("--server") { Description = "a running Neo4j; else one is started as WEFT_TEST_NEO4J says" };
var largest = new Option<long>("--largest")
{
    Description = "entities of the largest graph",
    DefaultValueFactory = _ => 1_000_000,
};
var graph = new Command(
    "graph",
    "chapters woven into Neo4j per second: chapters of 0 to 500 facts, 1 to 16 writers, graphs of growing size"
)
{
    address,
    largest,
};
graph.SetAction((parsed, _) => GraphBench.RunAsync(parsed.GetValue(address), parsed.GetValue(largest)));
Option<int> Number(string name, int standard, string what) =>
    new(name) { Description = what, DefaultValueFactory = _ => standard };
var chapters = Number("--chapters", 100_000, "chapters in all");
var jobs = Number("--jobs", 1, "jobs they are spread over");
var nodes = Number("--nodes", 4, "nodes, all in this process");
var slots = Number("--workers", 64, "workers a node");
var putBack = Number("--put-back", 0, "one of n chapters is taken beside the nodes, and given back behind the others");
var backlog = Number("--backlog", 0, "chapters that wait at once, at most; 0: all of them from the start");
var dispatch = new Command("dispatch", "claims and completions of empty chapters through Redis and MariaDB: chapters/s, cost")
{
    chapters,
    jobs,
    nodes,
    slots,
    putBack,
    backlog,
};
DispatchPlan Plan(ParseResult parsed) =>
    new(
        parsed.GetValue(chapters),
        parsed.GetValue(jobs),
        parsed.GetValue(nodes),
        parsed.GetValue(slots),
        parsed.GetValue(putBack),
        parsed.GetValue(backlog)
    );
dispatch.SetAction((parsed, _) => DispatchBench.RunAsync(Plan(parsed)));
var pushes = Number("--pushes", 500, "how often");
var push = new Command("push", "from an item pushed to a mailbox of an idle fleet to its chapter's start: p50, p99")
{
    pushes,
    nodes,
};
push.SetAction((parsed, _) => PushBench.RunAsync(parsed.GetValue(pushes), parsed.GetValue(nodes)));
var fair = new Command("fair", "one job of 5,000 chapters and 20 jobs of 5 on 20 permits: how soon each small one starts")
{
    nodes,
};
fair.SetAction((parsed, _) => FairBench.RunAsync(parsed.GetValue(nodes)));
var (fleetNodes, idle) = (
    Number("--nodes", 100, "nodes, all in this process"),
    Number("--seconds", 20, "how long it is looked at")
);
var fleet = new Command(
    "fleet",
    "an idle fleet over Redis and MariaDB: commands and statements a second, memory a node, takeovers when some are killed"
)
{
    fleetNodes,
    idle,
};
fleet.SetAction((parsed, _) => FleetBench.RunAsync(parsed.GetValue(fleetNodes), parsed.GetValue(idle)));
var scripted = new Command("scripted", "the scripted provider as a process of its own")
{
    Hidden = true,
    TreatUnmatchedTokensAsErrors = false,
};
scripted.SetAction((parsed, _) => ScriptedProgram.RunAsync(parsed.UnmatchedTokens));
var (rows, batch, clients) = (Count("--rows", 200_000), Count("--batch", 64), Count("--clients", 4));
var back = Count("--back", 0);
var ledger = new Command(
    "ledger",
    "claims and completions of empty chapters on a MariaDB of its own: chapters/s, processor a chapter"
)
{
    rows,
    batch,
    clients,
    jobs,
    back,
};
ledger.SetAction(
    (parsed, _) =>
        LedgerBench.RunAsync(
            new(
                parsed.GetValue(rows),
                parsed.GetValue(batch),
                parsed.GetValue(clients),
                parsed.GetValue(jobs),
                parsed.GetValue(back)
            )
        )
);
var (shelf, all, loom) = (Count("--books", 500), Count("--chapters", 100_000), Count("--nodes", 50));
var (pages, readers, seconds) = (Count("--pages", 20), Count("--readers", 200), Count("--seconds", 20));
var page = new Command("page", "a web node of a large fleet with people and programs looking on: answers, memory, statements")
{
    shelf,
    all,
    loom,
    pages,
    readers,
    seconds,
};
page.SetAction(
    (parsed, _) =>
        PageBench.RunAsync(
            new(
                parsed.GetValue(shelf),
                parsed.GetValue(all),
                parsed.GetValue(loom),
                parsed.GetValue(pages),
                parsed.GetValue(readers),
                parsed.GetValue(seconds)
            )
        )
);
return await new RootCommand("Benches of Weft")
{
    page,
    fleet,
    novel,
    growth,
    books,
    conversions,
    quality,
    workers,
    waiting,
    passages,
    calls,
    dispatch,
    ledger,
    push,
    fair,
    graph,
    scripted,
}
    .Parse(args)
    .InvokeAsync();

static Option<int> Count(string name, int usual) => new(name) { DefaultValueFactory = _ => usual };
