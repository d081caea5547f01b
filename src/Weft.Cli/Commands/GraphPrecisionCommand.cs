using System.CommandLine;
using System.Globalization;
using Weft.Application;
using Weft.Application.Shapes;
using Weft.Application.Texts;
using Weft.Cli.Output;
using Weft.Cli.Parsing;
using Weft.Cli.Stores;
using Weft.Cli.Terminal;
using Weft.Reasons;

namespace Weft.Cli.Commands;

/// <summary>How much of a judged sample is right. Reads the file alone.</summary>
internal sealed class GraphPrecisionCommand : WeftCommand
{
    private readonly Argument<string> _file;

    public GraphPrecisionCommand(Shell shell)
        : base("graph.precision", shell) => Add(_file = shell.Word("FILE", "precision.file"));

    public override async Task<int> RunAsync(Invocation invocation, CancellationToken cancel)
    {
        var file = invocation.Get(_file);
        var read = PrecisionReader.Read(await ContentAsync(file, cancel), file);
        if (read is Result<Precision>.Refused(var why))
            throw why.ToError(Shell, "");
        var precision = ((Result<Precision>.Done)read).Value;
        if (invocation.Json)
            Json.Write(Shell.Out, PrecisionShape.Of(precision));
        else
            Write(precision);
        return ExitCode.Ok;
    }

    private async Task<byte[]> ContentAsync(string file, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllBytesAsync(Shell.FullPath(file), cancel);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Refusal.FileMissing(file).ToError(Shell, "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new Refusal.FileUnreadable(file, SystemTrouble.Of(error)).ToError(Shell, "");
        }
    }

    private void Write(Precision precision)
    {
        Shell.Out.WriteLine(Phrases.Say("precision.judged", precision.All.Judged, precision.Facts));
        var rows = new Columns(
            "",
            ">" + Phrases["precision.right"],
            ">" + Phrases["precision.share"],
            Phrases["precision.interval"]
        );
        foreach (var row in precision.Rows)
            rows.Add(
                row.Kind is { } kind ? Phrases.Name("fact", kind) : Phrases["precision.all"],
                $"{row.Right}/{row.Judged}",
                Percent(row.Share),
                row.Low is null ? "-" : $"{Percent(row.Low)} – {Percent(row.High)}"
            );
        rows.Write(Shell.Out, "  ");
    }

    private static string Percent(double? share) =>
        share is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";
}
