using System.Reflection;
using Weft.Testing.Models;
using Weft.Tests.Cli;
using Xunit;

namespace Weft.Tests.Truth;

/// <summary>A guard of the stores says where it stands.</summary>
public sealed class GuardTests
{
    public static TheoryData<string> Guards => [.. Enum.GetNames<ModelGuard>()];

    [Theory]
    [MemberData(nameof(Guards))]
    public void A_guard_of_the_stores_names_statements_that_are_there(string guard)
    {
        var statements = typeof(ModelGuard).GetField(guard)!.GetCustomAttributes<StandsForAttribute>().ToList();
        Assert.NotEmpty(statements);
        foreach (var of in statements)
        {
            var named = File.ReadAllLines(Path.Combine(SourceTree.Root, "src", "Weft", of.File));
            foreach (var name in of.Names)
                Assert.Contains(named, line => line == $"-- name: {name}" || line == $"// name: {name}");
        }
    }
}
