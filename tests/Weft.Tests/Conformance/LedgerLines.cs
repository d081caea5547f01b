using System.Reflection;
using Weft.Ledger;
using Weft.Testing.Conformance;
using Weft.Testing.Models;
using Xunit;

namespace Weft.Tests.Conformance;

/// <summary>No ledger without its line for each suite, and no guard of the ledger that the suites do not miss.</summary>
public sealed class LedgerLines
{
    private static readonly Type[] Suites =
    [
        .. typeof(LedgerBackend)
            .Assembly.GetTypes()
            .Where(type => type.IsGenericTypeDefinition && type != typeof(LedgerStory<>) && IsStory(type)),
    ];

    private static readonly Type[] Lines =
    [
        .. typeof(LedgerLines).Assembly.GetTypes().Where(type => type.IsSealed && IsStory(type)),
    ];

    private static bool IsStory(Type? type) =>
        type is not null
        && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(LedgerStory<>)) || IsStory(type.BaseType));

    [Fact]
    public void Every_ledger_has_a_line_for_every_suite()
    {
        var ledgers = new[] { typeof(ILedger).Assembly, typeof(MemoryLedger).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(ILedger)) && type != typeof(LedgerOfSeams))
            .Select(type => type.Name)
            .ToArray();
        Assert.Contains("SqliteLedger", ledgers);
        foreach (var ledger in ledgers)
        foreach (var suite in Suites)
            Assert.Contains(
                Lines,
                line =>
                    line.BaseType!.GetGenericTypeDefinition() == suite
                    && line.BaseType.GetGenericArguments()[0].Name == ledger + "Backend"
            );
    }

    [Theory]
    [InlineData(nameof(ModelGuard.Owner))]
    [InlineData(nameof(ModelGuard.ClaimSession))]
    [InlineData(nameof(ModelGuard.WriteOnce))]
    [InlineData(nameof(ModelGuard.CallNoAnswer))]
    [InlineData(nameof(ModelGuard.CallOthers))]
    [InlineData(nameof(ModelGuard.CallSession))]
    [InlineData(nameof(ModelGuard.CallBudget))]
    [InlineData(nameof(ModelGuard.CallPurse))]
    [InlineData(nameof(ModelGuard.RulesWait))]
    [InlineData(nameof(ModelGuard.FloorLowered))]
    [InlineData(nameof(ModelGuard.FloorLocked))]
    [InlineData(nameof(ModelGuard.FinishReopen))]
    public async Task The_suites_miss_a_guard_that_is_switched_off(string guard)
    {
        Assert.Empty(await FailuresAsync(null));
        Assert.NotEmpty(await FailuresAsync(Enum.Parse<ModelGuard>(guard)));
    }

    private static async Task<List<string>> FailuresAsync(ModelGuard? off)
    {
        MemoryLedgerBackend.Off.Value = off;
        var failures = new List<string>();
        foreach (var line in Lines.Where(line => line.BaseType!.GetGenericArguments()[0] == typeof(MemoryLedgerBackend)))
        foreach (var test in line.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null))
            if (test.GetParameters().Length == 0 && !await PassesAsync(line, test))
                failures.Add(test.Name);
        return failures;
    }

    private static async Task<bool> PassesAsync(Type line, MethodInfo test)
    {
        var story = Activator.CreateInstance(line)!;
        await ((IAsyncLifetime)story).InitializeAsync();
        try
        {
            await (Task)test.Invoke(story, null)!;
            return true;
        }
        catch (Xunit.Sdk.XunitException)
        {
            return false;
        }
    }
}
