using Weft.Model;

namespace Weft.Application.Texts;

/// <summary>Who did something, in words.</summary>
internal static class AuditText
{
    public static string Who(Actor by, Phrases phrases) =>
        by.Kind switch
        {
            ActorKind.User => by.Name,
            ActorKind.Token when by.Owner.Length > 0 => phrases.Say("author.tokenOf", by.Name, by.Owner),
            ActorKind.Token => phrases.Say("author.token", by.Name),
            ActorKind.Terminal => phrases.Say("author.terminal", by.Name),
            ActorKind.Machine => phrases["author.machine"],
            ActorKind.Watcher => phrases["author.watcher"],
            _ => phrases["author.stranger"],
        };
}
