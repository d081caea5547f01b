using System.Text.Json;
using Weft.Cli;
using Weft.Cli.Terminal;
using Xunit;

namespace Weft.Tests.Cli;

/// <summary>The command line in this process, with a data folder of its own and its output caught.</summary>
internal sealed class Weaver : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weft-cli-");

    public Dictionary<string, string> Variables { get; } = new() { ["WEFT_LANG"] = "en" };
    public string Folder => _folder.FullName;
    public string Data => Path.Combine(Folder, "weft-data");
    public string Out { get; private set; } = "";
    public string Error { get; private set; } = "";
    public string Typed { get; set; } = "";

    /// <summary>A person sits there.</summary>
    public bool IsTerminal { get; set; }
    public JsonElement Answer => JsonDocument.Parse(Out).RootElement;

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs a command line and returns its exit code.</summary>
    public async Task<int> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new CommandLine(Shell(output, error)).RunAsync(words, TestContext.Current.CancellationToken);
        Out = output.ToString();
        Error = error.ToString();
        return code;
    }

    public Shell Shell(TextWriter output, TextWriter error) =>
        new()
        {
            Out = output,
            Error = error,
            In = new StringReader(Typed),
            InIsTerminal = IsTerminal,
            OutIsTerminal = IsTerminal,
            Variables = Variables,
            Folder = Folder,
            Stops = new NoStops(),
        };

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class NoStops : IStopSignals
    {
        public IDisposable Listen(Action<int> signalled) => new StringReader("");
    }
}

/// <summary>The source tree that these tests were built from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Weft.slnx")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
