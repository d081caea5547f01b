using Weft.Application.Shapes;

namespace Weft.Cli.Output;

/// <summary>For scripts: one value with a line end behind it.</summary>
internal static class Json
{
    public static void Write<T>(TextWriter to, T value) => to.WriteLine(ShapeJson.Write(value));
}
