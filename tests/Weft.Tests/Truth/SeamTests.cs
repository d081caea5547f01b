using Weft.Cli;
using Weft.Cli.Terminal;
using Weft.Ledger;
using Weft.Web;
using Xunit;

namespace Weft.Tests.Truth;

/// <summary>A method that every backend must have is one that the program calls.</summary>
public sealed class SeamTests
{
    [Fact]
    public void The_program_calls_every_method_of_its_seams()
    {
        Type[] program =
        [
            .. typeof(ILedger).Assembly.GetTypes(),
            .. typeof(Shell).Assembly.GetTypes(),
            .. typeof(WebHost).Assembly.GetTypes(),
        ];
        Assert.Empty(UnusedSeams.Among(program));
    }

    [Fact]
    public void A_method_that_only_its_own_implementation_calls_is_found()
    {
        Type[] planted = [.. typeof(Planted).GetNestedTypes(), .. Inside(typeof(Planted))];
        Assert.Equal(["ISeam.Unused"], UnusedSeams.Among([.. planted.Distinct()]));
    }

    private static IEnumerable<Type> Inside(Type type) =>
        type.GetNestedTypes(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)
            .SelectMany(inner => Inside(inner).Prepend(inner));

    /// <summary>A small program with a seam.</summary>
    private static class Planted
    {
        public interface ISeam
        {
            Task<int> UsedAsync();
            int Lambda();
            int Unused();
        }

        public sealed class Implementation : ISeam
        {
            public Task<int> UsedAsync() => Task.FromResult(Again(this));

            public int Lambda() => 2;

            public int Unused() => 3;

            private static int Again(ISeam seam) => seam.Unused();
        }

        public static class Caller
        {
            public static async Task<int> CallAsync(ISeam seam)
            {
                Func<int> lambda = () => seam.Lambda();
                return await seam.UsedAsync() + lambda();
            }
        }
    }
}
