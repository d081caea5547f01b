using System.CommandLine;
using Weft.Bench;
using Weft.Testing.Scripted;

// Figures, not tests: each command prints what it measured on this machine, and ratios where the machine is noisy.
var file = new Argument<FileInfo>("FILE") { Description = "a book, best a long one" };
var novel = new Command("novel", "a whole book with rules, from the file to the finished graph: time, memory, processor")
{
    file,
};
novel.SetAction((parsed, _) => NovelBench.RunAsync(parsed.GetRequiredValue(file)));
var growth = new Command("growth", "the same book 1, 2, 4 and 8 times as long: time, memory, ratios") { file };
growth.SetAction((parsed, _) => GrowthBench.RunAsync(parsed.GetRequiredValue(file)));
var workers = new Command("workers", "one worker and 16: time, and whether the hash is the same") { file };
workers.SetAction((parsed, _) => WorkersBench.RunAsync(parsed.GetRequiredValue(file)));
var waiting = new Command("waiting", "1,000 chapters that wait for a slow provider in one process: memory and threads");
waiting.SetAction((_, _) => WaitingBench.RunAsync());
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
var scripted = new Command("scripted", "the scripted provider as a process of its own")
{
    Hidden = true,
    TreatUnmatchedTokensAsErrors = false,
};
scripted.SetAction((parsed, _) => ScriptedProgram.RunAsync(parsed.UnmatchedTokens));
return await new RootCommand("Benches of Weft") { novel, growth, workers, waiting, graph, scripted }
    .Parse(args)
    .InvokeAsync();
