using Xunit;

namespace Weft.Testing;

/// <summary>Waits for what must come, with a limit in real time, so that a lost signal fails its test and not the whole run.</summary>
public static class Soon
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task Comes(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> Comes<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);
}
