using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Settings;
using Weft.Cli.Terminal;

namespace Weft.Cli.Commands;

/// <summary>Shows every option with its value, secrets masked, and where the value came from.</summary>
internal sealed class ConfigShowCommand(Shell shell) : WeftCommand("config.show", shell)
{
    public override bool IgnoresProblems => true;

    public override Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var rows = invocation.Settings.Values.Select(setting =>
            (setting.Slot.Name, Value: SettingText.Show(setting.Slot, setting.Value), setting.Source)
        );
        if (invocation.Json)
        {
            Json.Write(
                Shell.Out,
                rows.Select(row => new
                {
                    name = row.Name,
                    value = row.Value,
                    source = row.Source,
                })
            );
            return Task.FromResult(ExitCode.Ok);
        }
        var columns = new Columns(Phrases["head.option"], Phrases["head.value"], Phrases["head.source"]);
        foreach (var (name, value, source) in rows)
            columns.Add(name, value.Length == 0 ? "-" : value, source);
        columns.Write(Shell.Out);
        Shell.Out.WriteLine();
        Shell.Out.WriteLine(
            Phrases.Say(File.Exists(invocation.Settings.File) ? "config.file" : "config.noFile", invocation.Settings.File)
        );
        return Task.FromResult(ExitCode.Ok);
    }
}
