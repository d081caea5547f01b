using System.Runtime.CompilerServices;
using Weft.Work;

namespace Weft.Tests.Work;

/// <summary>The second process of the lock's tests: this program, started with a folder to hold until it is killed or left alone.</summary>
internal static class FolderHolder
{
    public const string Variable = "WEFT_TEST_HOLD_FOLDER";

    [ModuleInitializer]
    internal static void HoldIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder)
            return;
        using var held = DataFolderLock.Take(folder, TimeProvider.System);
        // Ends with the test that started it, should that die before killing it.
        _ = Console.In.ReadToEnd();
        Environment.Exit(0);
    }
}
