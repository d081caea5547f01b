using Weft.Model;
using Weft.Work;
using Xunit;

namespace Weft.Tests.Work;

/// <summary>What a session remembers of the attempts that it has had.</summary>
public sealed class AttemptsHadTests
{
    [Fact]
    public void The_highest_attempt_of_each_of_the_last_runs_is_known()
    {
        var had = new AttemptsHad();
        Assert.Equal(0, had.Of(Run(1)));
        had.Note(Claim(1, 2));
        had.Note(Claim(1, 1));
        had.Note(Claim(2, 1));
        Assert.Equal((2, 1), (had.Of(Run(1)), had.Of(Run(2))));
        for (var position = 3; position <= 100_001; position++)
            had.Note(Claim(position, 1));
        Assert.Equal((0, 1, 1), (had.Of(Run(1)), had.Of(Run(2)), had.Of(Run(100_001))));
    }

    private static RunId Run(int position) => new(new(1), position);

    private static Claim Claim(int position, int attempt) =>
        new()
        {
            Run = Run(position),
            Chapter = new("hash", 0),
            Session = new(1),
            Attempt = attempt,
            Provider = "a",
            Rung = 0,
            FailedBy = 0,
            Round = 0,
            Failures = 0,
            Suspect = false,
        };
}
