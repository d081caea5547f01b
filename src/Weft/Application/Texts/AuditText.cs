using Weft.Model;

namespace Weft.Application.Texts;

/// <summary>Who did something, in words.</summary>
internal static class AuditText
{
    public static string Who(Author by, Phrases phrases) =>
        by.Kind switch
        {
            AuthorKind.User => by.Name,
            AuthorKind.Token when by.Owner.Length > 0 => phrases.Say("author.tokenOf", by.Name, by.Owner),
            AuthorKind.Token => phrases.Say("author.token", by.Name),
            AuthorKind.Terminal => phrases.Say("author.terminal", by.Name),
            AuthorKind.Machine => phrases["author.machine"],
            AuthorKind.Watcher => phrases["author.watcher"],
            _ => phrases["author.stranger"],
        };
}
