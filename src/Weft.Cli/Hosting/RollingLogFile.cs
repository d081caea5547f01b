using System.Text;
using Serilog;
using Serilog.Core;
using Serilog.Formatting.Display;

namespace Weft.Cli.Hosting;

/// <summary>Lines into files that roll by day and size, and go after some days.</summary>
internal sealed class RollingLogFile : TextWriter
{
    private const string LineAlone = "{Message:l}{NewLine}";
    private readonly Logger _lines;

    public RollingLogFile(string path, long bytes, TimeSpan kept) =>
        _lines = new LoggerConfiguration()
            .WriteTo.File(
                new MessageTemplateTextFormatter(LineAlone),
                path,
                fileSizeLimitBytes: bytes,
                rollOnFileSizeLimit: true,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: null,
                retainedFileTimeLimit: kept
            )
            .CreateLogger();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Whole lines alone are written.</summary>
    public override void WriteLine(string? value) => _lines.Information("{Line:l}", value);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _lines.Dispose();
        base.Dispose(disposing);
    }
}
