using System.Collections;
using System.Text;
using Weft.Cli;
using Weft.Cli.Terminal;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var shell = new Shell
{
    Out = Console.Out,
    Error = Console.Error,
    In = Console.In,
    OutIsTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb"),
    InIsTerminal = !Console.IsInputRedirected,
    Variables = Environment
        .GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!),
    Folder = Environment.CurrentDirectory,
    Stops = new StopSignals(),
};
return await new CommandLine(shell).RunAsync(args, CancellationToken.None);
