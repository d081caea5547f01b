using Weft.Model;
using Weft.Reasons;

namespace Weft.Application;

/// <summary>What is known of how a model wants to be asked, in sentences, the same at every door.</summary>
internal static class KnownManners
{
    public static IReadOnlyList<Reason> Of(Manners known)
    {
        var said = new List<Reason>();
        if (known.Format is { } format)
            said.Add(
                format switch
                {
                    AnswerFormat.JsonSchema => MannerReasons.TakesSchema,
                    AnswerFormat.JsonObject => MannerReasons.TakesJson,
                    _ => MannerReasons.TakesPlain,
                }
            );
        Add(known.NewTokensName, MannerReasons.NewTokensName);
        Add(known.NoTemperature, MannerReasons.NoTemperature);
        Add(known.NoSystemRole, MannerReasons.NoSystemRole);
        Add(known.ThinkingOff, MannerReasons.ThinkingOff);
        Add(known.Streams, MannerReasons.Streams);
        if (known.MostAnswerTokens is { } most)
            said.Add(MannerReasons.MostAnswer(most));
        foreach (var field in known.Without.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            said.Add(MannerReasons.Without(field));
        if (known.Slowest is { } slowest)
            said.Add(MannerReasons.Slowest(slowest));
        if (known.Patience is { } patience)
            said.Add(MannerReasons.Patience(patience));
        if (known.Calls is { AtOnce: { } calls } found)
            said.Add(found.BusyAt is { } busy ? MannerReasons.CallsBusyAt(calls, busy) : MannerReasons.CallsAtOnce(calls));
        return said;

        void Add(bool holds, Reason reason)
        {
            if (holds)
                said.Add(reason);
        }
    }
}
