using System.Text;
using Xunit;

namespace Weft.Tests.Application;

/// <summary>What an export writes.</summary>
internal static class Written
{
    public static async Task<string> TextAsync(Func<Stream, CancellationToken, Task> write)
    {
        using var whole = new MemoryStream();
        await write(whole, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(whole.ToArray());
    }
}
