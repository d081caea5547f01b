using Weft.Application.Estimates;
using Weft.Application.Texts;
using Weft.Cli.Terminal;
using Weft.Model;

namespace Weft.Cli.Output;

/// <summary>An estimate as a person reads it.</summary>
internal static class EstimateText
{
    /// <summary>Fewer are measured before anybody wonders.</summary>
    private const int ManyBooks = 4;

    /// <summary>Says in place, to a person at a terminal, how many of many books are measured; null where nobody needs it.</summary>
    public static Action<int>? Progress(Shell shell, int books) =>
        books < ManyBooks || !shell.OutIsTerminal
            ? null
            : measured =>
            {
                var line = shell.Phrases.Say("estimate.measuring", measured, books);
                shell.Drawing.Write(measured < books ? $"\r{line}" : $"\r{new string(' ', Cells.Width(line))}\r");
                shell.Drawing.Flush();
            };

    public static void Write(Shell shell, Estimate estimate)
    {
        var (phrases, to) = (shell.Phrases, shell.Out);
        to.WriteLine(
            shell.Bold(phrases["estimate.title"])
                + phrases.Say(
                    "estimate.what",
                    estimate.Books,
                    estimate.Chapters,
                    Figures.Count(estimate.Characters),
                    estimate.Passages
                )
        );
        if (estimate.AnswersThere > 0)
            to.WriteLine("  " + phrases.Say("estimate.there", estimate.AnswersThere, estimate.Passages));
        WriteReaders(shell, estimate);
        if (estimate.Waiting > 0)
            to.WriteLine("  " + phrases.Say("estimate.waiting", estimate.Waiting));
        foreach (var note in estimate.Notes)
            to.WriteLine("  " + OneLine.Of(note.Say(phrases.Reasons)));
    }

    private static void WriteReaders(Shell shell, Estimate estimate)
    {
        if (estimate.Readers.All(reader => reader.Cost.Calls == 0))
            return;
        var phrases = shell.Phrases;
        var rows = new Columns(
            phrases["estimate.reader"],
            ">" + phrases["estimate.calls"],
            ">" + phrases["estimate.in"],
            ">" + phrases["estimate.out"],
            ">" + phrases["estimate.likely"],
            ">" + phrases["estimate.most"],
            ">" + phrases["estimate.time"],
            ""
        );
        foreach (var reader in estimate.Readers)
            rows.Add(
                OneLine.Of($"{reader.Provider} ({reader.Model})"),
                Figures.Count(reader.Cost.Calls),
                Figures.Count(reader.Cost.PromptTokens),
                Figures.Count(reader.Cost.AnswerTokens),
                Money(reader, reader.Cost.Micros, phrases),
                Money(reader, reader.Cost.MostMicros, phrases),
                Figures.Span(reader.Cost.Time, phrases),
                reader.Share switch
                {
                    0 => phrases["estimate.ifAll"],
                    < 1 => phrases.Say("estimate.share", (int)Math.Round(reader.Share * 100)),
                    _ => "",
                }
            );
        if (estimate.Readers.Count(reader => reader.Share > 0) > 1)
            rows.Add(
                phrases["estimate.together"],
                Figures.Count(estimate.Expected.Calls),
                Figures.Count(estimate.Expected.PromptTokens),
                Figures.Count(estimate.Expected.AnswerTokens),
                Sum(estimate, money => money.Micros, phrases),
                Sum(estimate, money => money.MostMicros, phrases),
                Figures.Span(estimate.Expected.Time, phrases),
                ""
            );
        rows.Write(shell.Out, "  ");
    }

    private static string Sum(Estimate estimate, Func<Money, long> of, Phrases phrases) =>
        estimate.Money.Count == 0
            ? phrases["estimate.unknown"]
            : string.Join(" + ", estimate.Money.Select(money => Figures.Money(of(money), money.Currency)));

    private static string Money(ReaderEstimate reader, long micros, Phrases phrases) =>
        reader.Price == Price.Free ? phrases["estimate.unknown"] : Figures.Money(micros, reader.Price.Currency);
}
