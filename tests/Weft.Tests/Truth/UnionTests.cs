using Weft.Ledger;
using Xunit;

namespace Weft.Tests.Truth;

/// <summary>Whoever tells the cases of a result apart names them all: a new case is a failure here, and no surprise at night.</summary>
public sealed class UnionTests
{
    [Fact]
    public void Every_case_of_a_result_is_named_where_cases_are_told_apart() =>
        Assert.Empty(Unions.LeftOut(typeof(ILedger).Assembly.GetTypes()));

    [Fact]
    public void A_case_that_was_left_out_is_found()
    {
        Type[] planted = [.. Inside(typeof(Planted))];
        Assert.Equal(
            ["Planted.CareAsync leaves out Reply.Late", "Planted.Careless leaves out Reply.Broken"],
            Unions.LeftOut([typeof(Planted), .. planted])
        );
    }

    private static IEnumerable<Type> Inside(Type type) =>
        type.GetNestedTypes(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)
            .SelectMany(inner => Inside(inner).Prepend(inner));

    private static class Planted
    {
        public abstract record Reply
        {
            public sealed record Good : Reply;

            public abstract record Bad : Reply;

            public sealed record Late : Bad;

            public sealed record Broken : Bad;
        }

        public static int Careful(Reply reply) =>
            reply switch
            {
                Reply.Good => 1,
                Reply.Bad => 2,
                _ => throw new InvalidOperationException(),
            };

        public static bool IsGood(Reply reply) => reply is Reply.Good;

        public static int OfTheBad(Reply.Bad reply) =>
            reply switch
            {
                Reply.Late => 1,
                Reply.Broken => 2,
                _ => throw new InvalidOperationException(),
            };

        public static int Careless(Reply reply) =>
            reply switch
            {
                Reply.Good => 1,
                Reply.Late => 2,
                _ => 3,
            };

        public static async Task<int> CareAsync(Task<Reply> reply) =>
            await reply switch
            {
                Reply.Good => 1,
                Reply.Broken => 2,
                _ => 3,
            };
    }
}
