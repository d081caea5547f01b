using Weft.Model;
using Weft.Providers.Chat;
using Xunit;

namespace Weft.Tests.Providers.Chat;

public sealed class CallBoundsTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    private static Provider Of(ProviderSettings? settings = null, Manners? manners = null) =>
        (
            new Provider
            {
                Name = "p",
                Url = "http://host/v1",
                Model = "m",
                SealedKey = "",
                Limits = ProviderLimits.None,
                Price = Price.Free,
            } with
            {
                Settings = settings ?? ProviderSettings.Usual,
            }
        ).Knowing(manners ?? Manners.Common);

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    [Fact]
    public void What_people_set_goes_before_what_was_shown_and_that_before_the_usual()
    {
        Assert.Equal(Usual, CallBounds.Timeout(Of(), Usual));
        Assert.Equal(Minutes(10), CallBounds.Timeout(Of(manners: new() { Patience = Minutes(10) }), Usual));
        Assert.Equal(Usual, CallBounds.Timeout(Of(manners: new() { Patience = Minutes(1) }), Usual));
        Assert.Equal(Minutes(2), CallBounds.Timeout(Of(new() { Timeout = Minutes(2) }, new() { Patience = Minutes(10) }), Usual));
    }

    [Fact]
    public void A_slow_answer_makes_the_limit_longer_in_time()
    {
        Assert.Equal(Manners.Common, CallBounds.AfterAnswer(Of(), TimeSpan.FromSeconds(9), Usual));
        var slow = CallBounds.AfterAnswer(Of(), Minutes(3), Usual);
        Assert.Equal((Minutes(3), Minutes(6)), (slow.Slowest, slow.Patience));
        var still = CallBounds.AfterAnswer(Of(manners: slow), Minutes(3.1), Minutes(6));
        Assert.Equal((null, Minutes(7)), (still.Slowest, still.Patience));
        Assert.Null(CallBounds.AfterAnswer(Of(new() { Timeout = Usual }), Minutes(4), Usual).Patience);
    }

    [Fact]
    public void A_call_that_was_given_up_doubles_the_limit_of_a_slow_or_unknown_provider_up_to_half_an_hour()
    {
        Assert.Equal(Minutes(10), CallBounds.AfterGivingUp(Of(), hasAnswered: false, Usual).Patience);
        Assert.Equal(Minutes(30), CallBounds.AfterGivingUp(Of(), hasAnswered: false, Minutes(20)).Patience);
        Assert.Null(CallBounds.AfterGivingUp(Of(), hasAnswered: true, Usual).Patience);
        var slow = new Manners { Slowest = Minutes(1) };
        Assert.Equal(Minutes(10), CallBounds.AfterGivingUp(Of(manners: slow), hasAnswered: true, Usual).Patience);
        Assert.Null(CallBounds.AfterGivingUp(Of(new() { Timeout = Usual }), hasAnswered: false, Usual).Patience);
    }

    [Fact]
    public void An_answer_gets_what_the_window_leaves_and_the_model_may_write()
    {
        Assert.Equal(4_096, CallBounds.Answer(Of(), 4_096, 2_000));
        Assert.Equal(16_384, CallBounds.Answer(Of(new() { ThinkingTokens = 12_288 }), 4_096, 2_000));
        Assert.Equal(2_096, CallBounds.Answer(Of(new() { Context = 4_096 }), 4_096, 2_000));
        Assert.Equal(0, CallBounds.Answer(Of(new() { Context = 4_096 }), 4_096, 5_000));
        Assert.Equal(1_024, CallBounds.Answer(Of(manners: new() { MostAnswerTokens = 1_024 }), 4_096, 2_000));
    }

    [Fact]
    public void Findings_are_joined_whichever_came_first()
    {
        var one = new Manners
        {
            Format = AnswerFormat.JsonObject,
            NoTemperature = true,
            MostAnswerTokens = 8_192,
            Without = "b a",
        };
        var two = new Manners
        {
            Format = AnswerFormat.JsonSchema,
            Streams = true,
            MostAnswerTokens = 2_048,
            Without = "a",
            Slowest = Usual,
        };
        Assert.Equal(one.Joined(two), two.Joined(one));
        Assert.Equal(
            new Manners
            {
                Format = AnswerFormat.JsonObject,
                NoTemperature = true,
                Streams = true,
                MostAnswerTokens = 2_048,
                Without = "a b",
                Slowest = Usual,
            },
            one.Joined(two)
        );
        Assert.Equal(one.Joined(Manners.Common), one.Joined(one));
    }
}
