using Weft.Application;
using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Reasons;

namespace Weft.Cli.Output;

/// <summary>Who read how much of a job, as a person reads it.</summary>
internal static class ReaderText
{
    public static string Of(ReaderShare reader, Phrases phrases) =>
        reader.Why.IsNone
            ? phrases.Say("summary.reader", reader.Provider, reader.Chapters)
            : phrases.Say("summary.readerWhy", reader.Provider, reader.Chapters, OneLine.Of(reader.Why.Say(phrases.Reasons)));
}
