using System.Text.Json;
using Weft.Books;
using Weft.Extraction.Passages;
using Weft.Model;
using static Weft.Tests.Application.ApplicationStage;

namespace Weft.Tests.Application;

/// <summary>A book whose chapters were answered by models, as their answers are told here.</summary>
internal sealed class ReadBook(ApplicationStage stage, Book book)
{
    public const string Text = "Anne met Bess in York. Bess hated Anne. ";

    public Book Book => book;

    public static async Task<ReadBook> OfAsync(ApplicationStage stage, int chapters, string title = "Emma")
    {
        var texts = Enumerable.Range(1, chapters).Select(number => $"{number}. {Text}").ToList();
        var units = texts.Select(
            (text, index) =>
                new Unit(
                    index + 1,
                    UnitKind.Chapter,
                    $"Part {index + 1}",
                    texts.Take(index).Sum(before => before.Length),
                    text.Length
                )
        );
        var cut = new CutBook(title, "en", new(string.Concat(texts), "utf-8", "text"), [.. units]);
        return new(stage, (await stage.Ledger.Library.ImportAsync(cut, null, Stop)).Book);
    }

    /// <summary>A job of one provider of that model; what it does not answer stays open.</summary>
    /// <param name="answers">By chapter.</param>
    public async Task<JobId> ReadAsync(string provider, params (int Chapter, object Answer)[] answers)
    {
        await stage.Providers.SaveAsync(Endpoint(provider) with { Model = "model-" + provider }, Stop);
        var job = await stage.StartAsync(book, provider);
        var units = await stage.Ledger.Library.UnitsAsync(book.Edition, Stop);
        await stage.Ledger.Jobs.AddRunsAsync(
            job,
            [.. units.Select(unit => new NewRun(unit.Position, unit.Chapter, unit.Unit.Length, null))],
            Stop
        );
        await stage.Ledger.Jobs.TryStartAsync(job, Stop);
        var session = await stage.Ledger.Sessions.OpenSessionAsync("n", "all", 1, [provider], 8, Stop);
        var claimed = await stage.Ledger.Runs.ClaimAsync(new(session, provider, job, units.Count, 0), Stop);
        var recipe = (await stage.JobAsync(job)).Order.Recipe;
        foreach (var claim in ((ClaimResult.Claimed)claimed).Runs)
        foreach (var (_, answer) in answers.Where(answer => answer.Chapter == claim.Run.Position))
        {
            var text = (await stage.Ledger.Library.FindTextAsync(book.Id, claim.Chapter, Stop))!;
            var key = new AnswerKey(new Passage(text, 0).Hash, recipe.Hash(), "model-" + provider, PassageAttempt.First, 0);
            var now = stage.Time.GetUtcNow();
            var call = new Call($"{claim.Run}", key, claim.Run, session, provider, 10, 0, now, now.AddMinutes(1));
            await stage.Ledger.Journal.OpenCallAsync(call, Stop);
            var body = answer as string ?? JsonSerializer.Serialize(answer);
            await stage.Ledger.Journal.AnswerAsync(call, new(key, provider, body, "stop", 7, 0, 5, 100, "{}", now), Stop);
            await stage.Ledger.Runs.TryCompleteAsync([new(claim, [key.ToString()], false, [])], Stop);
        }
        return job;
    }

    /// <summary>Anne and Bess, and a tie of that type.</summary>
    public static object Says(string type, params string[] more) =>
        new
        {
            entities = new[] { "Anne", "Bess" }
                .Concat(more)
                .Select(
                    (name, index) =>
                        new
                        {
                            id = $"e{index}",
                            name,
                            type = "person",
                            aliases = Array.Empty<string>(),
                            quote = name,
                        }
                ),
            relations = new[]
            {
                new
                {
                    source = "e0",
                    target = "e1",
                    type,
                    label = "",
                    directed = true,
                    quote = "Bess hated Anne",
                    confidence = 0.9,
                },
            },
            events = Array.Empty<object>(),
        };
}
