using Weft.Providers;
using Xunit;

namespace Weft.Tests.Providers;

public sealed class AnswerSizesTests
{
    private const int Bound = 4_096;
    private static readonly Provider Model = Provider.Rules with { Name = "a", Model = "m" };
    private readonly AnswerSizes _sizes = new();

    [Fact]
    public void Nothing_is_guessed_from_a_few_answers()
    {
        Note(19, message: 936, answer: 500);
        Assert.Equal(Bound, _sizes.Guess(Model, "r", 936, Bound));
        Note(1, message: 936, answer: 500);
        Assert.Equal(1_000, _sizes.Guess(Model, "r", 936, Bound));
    }

    [Fact]
    public void The_longest_answer_counts_for_its_prompt()
    {
        Note(30, message: 436, answer: 100);
        Note(1, message: 936, answer: 1_000);
        Note(30, message: 436, answer: 100);
        Assert.Equal(1_000, _sizes.Guess(Model, "r", 436, Bound));
    }

    [Fact]
    public void A_guess_is_never_above_the_bound_and_never_tiny()
    {
        Note(20, message: 936, answer: 5_000);
        Assert.Equal(Bound, _sizes.Guess(Model, "r", 936, Bound));
        Note(20, message: 936, answer: 1, recipe: "short");
        Assert.Equal(256, _sizes.Guess(Model, "short", 936, Bound));
        Assert.Equal(100, _sizes.Guess(Model, "short", 936, 100));
    }

    [Fact]
    public void Another_model_or_recipe_is_another_matter()
    {
        Note(20, message: 936, answer: 500);
        Assert.Equal(Bound, _sizes.Guess(Model with { Model = "n" }, "r", 936, Bound));
        Assert.Equal(Bound, _sizes.Guess(Model with { Name = "b" }, "r", 936, Bound));
        Assert.Equal(Bound, _sizes.Guess(Model, "s", 936, Bound));
    }

    private void Note(int times, long message, long answer, string recipe = "r")
    {
        for (var i = 0; i < times; i++)
            _sizes.Note(Model, recipe, message, answer);
    }
}
