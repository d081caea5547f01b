using System.CommandLine;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Writes facts of a book's graph as a table for a person to judge.</summary>
internal sealed class GraphSampleCommand : WeftCommand
{
    private readonly Argument<string> _book;
    private readonly Option<long?> _size;
    private readonly Option<string?> _seed;
    private readonly Option<string?> _output;

    public GraphSampleCommand(Shell shell)
        : base("graph.sample", shell)
    {
        Add(_book = shell.Word("BOOK", "arg.book"));
        Add(_size = shell.WholeOption("--n", "N", "sample.size", 1, FactSampling.MostFacts));
        Add(_seed = shell.TextOption("--seed", "S", "sample.seed"));
        Add(_output = shell.TextOption("--output", "FILE", "sample.output"));
    }

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        await using var stores = await OpenStores.OpenAsync(Shell, invocation.Settings, cancel);
        var book = (await stores.Books.FindAsync(invocation.Get(_book), cancel)).OrThrow(stores);
        var size = (int)(invocation.Get(_size) ?? FactSampling.UsualSize);
        var seed = invocation.Get(_seed) ?? FactSampling.UsualSeed;
        var sample = (await stores.Sampling.DrawAsync(book, size, seed, cancel)).OrThrow(stores);
        if (invocation.Json)
        {
            Json.Write(Shell.Out, SampleShape.Of(sample));
            return ExitCode.Ok;
        }
        var file = Shell.FullPath(invocation.Get(_output) ?? $"sample-{book.Id}.csv");
        // Somebody may have judged it for hours.
        if (File.Exists(file))
            throw new UserError(Phrases.Say("sample.exists", file));
        await FileOutput.WriteAsync(Shell, json: false, file, SampleCsv.Write(sample, Phrases), cancel);
        var all = sample.Population.Values.Sum();
        Shell.Out.WriteLine(Phrases.Say("sample.drawn", sample.Facts.Count, Figures.Count(all), sample.Seed));
        Shell.Out.WriteLine(Phrases.Say("sample.next", file));
        return ExitCode.Ok;
    }
}
