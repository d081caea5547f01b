using System.Diagnostics;
using System.Globalization;

namespace Weft.Application.Texts;

/// <summary>Puts a refusal into words, the same at every door.</summary>
/// <param name="place">Where the books are, as the asker knows it: the data folder.</param>
internal sealed class RefusalText(Phrases phrases, string place)
{
    /// <summary>More candidates than a person reads in a line are counted.</summary>
    private const int MostNamed = 8;

    public string Of(Refusal refusal) =>
        refusal switch
        {
            Refusal.UnknownBook(var named, null) => phrases.Say("book.unknown", named, place),
            Refusal.UnknownBook(var named, { } near) => phrases.Say("book.unknownNear", named, near.Id, near.Title),
            Refusal.AmbiguousBook(var named, var books) => phrases.Say(
                "book.ambiguous",
                named,
                string.Join(
                    phrases["list.and"],
                    books.Take(MostNamed).Select(book => phrases.Say("book.named", book.Id, book.Title))
                ),
                books.Count > MostNamed ? phrases.Say("list.more", books.Count - MostNamed) : ""
            ),
            Refusal.BadTitle(var longest) => phrases.Say("book.badTitle", longest),
            Refusal.NoSuchChapter(var title, var last, var chapter) => phrases.Say("order.noChapter", title, last, chapter),
            Refusal.NoSuchPart(var title, var last, var position) => phrases.Say("book.noPart", title, last, position),
            Refusal.NoSuchPassage(var title, var last, var passage) => phrases.Say("book.noPassage", title, last, passage),
            Refusal.NoTie(var source, var target, var title) => phrases.Say("graph.noTie", source, target, title),
            Refusal.NoSuchType(var type, var title, var types) => phrases.Say(
                "graph.noSuchType",
                type,
                title,
                string.Join(", ", types)
            ),
            Refusal.UnknownDecision(var number, var title) => phrases.Say("decision.unknown", number, title),
            Refusal.DecisionTakenBack(var number, var title) => phrases.Say("decision.takenBack", number, title),
            Refusal.OneName(var name, var other) => phrases.Say("decision.oneName", name, other),
            Refusal.HiddenName(var name, var title, var book, var number) => phrases.Say(
                "name.hidden",
                name,
                title,
                book,
                number
            ),
            Refusal.NoSuggestion(var number, var title, var book) => phrases.Say("name.noSuggestion", number, title, book),
            Refusal.BadName(var longest) => phrases.Say("name.bad", longest),
            Refusal.NameTaken(var name, var of, var bearer, var title, var book) => phrases.Say(
                "name.taken",
                name,
                bearer,
                title,
                book,
                ShellWord.Quoted(of),
                ShellWord.Quoted(bearer)
            ),
            Refusal.NamedSoAlready(var name, var shown, var title) => phrases.Say("name.soAlready", name, shown, title),
            Refusal.UnknownType(var type, var title, var known) => phrases.Say(
                "name.unknownType",
                type,
                title,
                string.Join(", ", known)
            ),
            Refusal.NoGraph(var title) => phrases.Say("graph.none", title),
            Refusal.UnknownName(var name, var title, { Count: 0 }) => phrases.Say("name.unknown", name, title),
            Refusal.UnknownName(var name, var title, var near) => phrases.Say(
                "name.unknownNear",
                name,
                title,
                string.Join(", ", near)
            ),
            Refusal.AboutFile file => Of(file),
            Refusal.AboutProvider provider => Of(provider),
            Refusal.AboutJob job => Of(job),
            Refusal.UploadRefusal upload => Of(upload),
            Refusal.AboutAccount account => Of(account),
            Refusal.AboutWebhook webhook => Of(webhook),
            _ => throw new UnreachableException(),
        };

    private string Of(Refusal.AboutFile refusal) =>
        refusal switch
        {
            Refusal.FileMissing(var path) => phrases.Say("file.missing", path),
            Refusal.FileUnreadable(var path, var trouble) => phrases.Say(
                "file.unreadable",
                path,
                OneLine.Of(trouble.Say(phrases.Reasons))
            ),
            Refusal.NoBookInFile(var path, var trouble) => phrases.Say(
                "file.noBook",
                path,
                OneLine.Of(trouble.Say(phrases.Reasons))
            ),
            Refusal.NoSample(var file) => phrases.Say(
                "precision.noSample",
                file,
                SampleCsv.Head("kind", phrases),
                SampleCsv.Head("verdict", phrases)
            ),
            Refusal.BadTable(var file, var fault, var row, var said) => phrases.Say(
                $"table.{Glossary.Word(fault)}",
                file,
                row,
                OneLine.Of(said)
            ),
            Refusal.BadNames(var file, var all, var lines) => phrases.Say(
                "names.badLines",
                file,
                all,
                string.Join(
                    phrases["precision.semicolon"],
                    lines.Select(line => phrases.Say($"names.bad.{Glossary.Word(line.Fault)}", line.Line, OneLine.Of(line.Said)))
                )
            ),
            Refusal.BadVerdicts(var file, var all, var lines) => phrases.Say(
                "precision.badLines",
                file,
                all,
                string.Join(
                    phrases["precision.semicolon"],
                    lines.Select(line =>
                        phrases.Say($"precision.bad.{Glossary.Word(line.Fault)}", line.Line, OneLine.Of(line.Said))
                    )
                ),
                all > lines.Count ? phrases["precision.andMore"] : ""
            ),
            Refusal.TextOfAnotherBook(var path, var book, var other) => phrases.Say(
                "file.otherBook",
                path,
                book.Id,
                OneLine.Of(book.Title),
                other.Id,
                OneLine.Of(other.Title)
            ),
            Refusal.HardlyKnown(var book, var same) => phrases.Say("file.hardlyKnown", book.Id, OneLine.Of(book.Title), same),
            Refusal.NoBookInFolder(var path, { Count: 0 }) => phrases.Say("file.noneInFolder", path),
            Refusal.NoBookInFolder(var path, var passed) => phrases.Say(
                "file.noneInFolderBut",
                path,
                PassedOverText.Of(passed, phrases)
            ),
            _ => throw new UnreachableException(),
        };

    private string Of(Refusal.AboutProvider refusal) =>
        refusal switch
        {
            Refusal.UnknownProvider(var name, { } near, _) => phrases.Say("provider.unknownNear", name, near),
            Refusal.UnknownProvider(var name, null, var known) => phrases.Say("provider.unknown", name, string.Join(", ", known)),
            Refusal.RulesCannotChange or Refusal.RulesCannotBeRemoved => phrases["provider.rulesStands"],
            Refusal.RulesNeedNoTest => phrases["provider.rulesNeedsNoTest"],
            Refusal.RulesAskNobody => phrases["provider.rulesAskNobody"],
            Refusal.BadProviderName(var name) => phrases.Say("provider.badName", name),
            Refusal.UnknownProviderKind(var kind, var known) => phrases.Say("provider.badKind", kind, string.Join(", ", known)),
            Refusal.BadProviderUrl(var url) => phrases.Say("provider.badUrl", url),
            Refusal.BadProviderKey(var name) => phrases.Say("provider.badKey", name),
            Refusal.BadExtra({ Length: > 0 } near) => phrases.Say("provider.badExtraNear", OneLine.Of(near)),
            Refusal.BadExtra => phrases["provider.badExtra"],
            Refusal.OwnField(var field) => phrases.Say("provider.ownField", field),
            Refusal.UnknownPreset(var name, { } near, _) => phrases.Say("provider.unknownPresetNear", name, near),
            Refusal.UnknownPreset(var name, null, var known) => phrases.Say(
                "provider.unknownPreset",
                name,
                string.Join(", ", known)
            ),
            Refusal.ProviderLacks(var name, true, _, null, { } near) => phrases.Say("provider.lacksNear", name, near),
            Refusal.ProviderLacks(_, _, _, { } preset, _) => phrases.Say("provider.lacksModel", preset),
            Refusal.ProviderLacks(var name, true, true, null, _) => phrases.Say("provider.lacksBoth", name),
            Refusal.ProviderLacks(var name, true, false, null, _) => phrases.Say("provider.lacksUrl", name),
            Refusal.ProviderLacks(var name, _, _, null, _) => phrases.Say("provider.lacksModelToo", name),
            Refusal.ProviderInUse(var name, var jobs) => phrases.Say("provider.inUse", name, string.Join(", ", jobs)),
            Refusal.NoRulesToStandIn => phrases["order.noRulesToStandIn"],
            Refusal.ProviderTwice(var name) => phrases.Say("order.providerTwice", name),
            Refusal.TooManyProviders(var most) => phrases.Say("order.tooManyProviders", most),
            Refusal.NoPrice(var name, var model) => phrases.Say("order.noPrice", name, model),
            Refusal.OtherCurrency(var name, var of, { } other, var wished) => phrases.Say(
                "order.twoCurrencies",
                other,
                wished,
                name,
                of
            ),
            Refusal.OtherCurrency(var name, var of, null, var wished) => phrases.Say("order.otherCurrency", wished, name, of),
            _ => throw new UnreachableException(),
        };

    private string Of(Refusal.AboutJob refusal) =>
        refusal switch
        {
            Refusal.NoJobToContinue(var book) => phrases.Say("job.new.none", book.Id, OneLine.Of(book.Title)),
            Refusal.NothingNew(var book, var last) => phrases.Say("job.new.nothing", book.Id, OneLine.Of(book.Title), last),
            Refusal.UnknownJob(var job) => phrases.Say("job.unknown", job.Value.ToString(CultureInfo.InvariantCulture)),
            Refusal.UnknownRun(var run) => phrases.Say("job.noRun", run.Job, run.Position),
            Refusal.SameJobTwice(var job) => phrases.Say("compare.sameJob", job),
            Refusal.JobsOfTwoBooks(var job, var title, var other, var otherTitle) => phrases.Say(
                "compare.twoBooks",
                job,
                title,
                other,
                otherTitle
            ),
            Refusal.NothingToCompare(var job, var other) => phrases.Say("compare.nothing", job, other),
            Refusal.WrongState(var change, var job, var state) => phrases.Say(KeyOf(change), job, phrases.Name("state", state)),
            Refusal.RetryOfCancelled(var job) => phrases.Say("job.retry.cancelled", job),
            Refusal.NothingReadBy(var job, var provider) => phrases.Say("job.retry.noneReadBy", job, provider),
            Refusal.NothingEnded(var job) => phrases.Say("job.retry.noneEnded", job),
            Refusal.NothingToRetry(var job) => phrases.Say("job.retry.none", job),
            Refusal.BudgetIsSpent(var job, var budget, var spent, var needed, var higher, var isMoney) => phrases.Say(
                isMoney ? "job.resume.moneySpent" : "job.resume.tokensSpent",
                job,
                budget,
                spent,
                needed,
                higher
            ),
            Refusal.BadTypes(var from, var line, var fault, var said) => phrases.Say(
                line == 0 ? "order.badWish" : "order.badWishLine",
                OneLine.Of(from),
                phrases.Say($"order.wish.{Glossary.Word(fault)}", OneLine.Of(said), RecipeWish.MostTypes),
                line
            ),
            Refusal.BadPrompt(var from, var fault) => phrases.Say(
                "order.badWish",
                OneLine.Of(from),
                phrases.Say($"order.wish.{Glossary.Word(fault)}", "", RecipeWish.MostPrompt)
            ),
            Refusal.NobodyToAsk => phrases["order.nobodyToAsk"],
            Refusal.BadRequestKey(var longest) => phrases.Say("order.badKey", longest),
            Refusal.RequestKeyReused(var key) => phrases.Say("order.keyReused", key),
            _ => throw new UnreachableException(),
        };

    private string Of(Refusal.UploadRefusal refusal) =>
        refusal switch
        {
            Refusal.UnknownUpload(var upload) => phrases.Say("upload.unknown", upload),
            Refusal.UploadIncomplete(var upload, var first) => phrases.Say("upload.incomplete", upload, first),
            Refusal.UploadPartTooLarge(var most) => phrases.Say("upload.partTooLarge", Figures.Count(most)),
            Refusal.NoSuchUploadPart(var part, var last) => phrases.Say("upload.noPart", part, last),
            Refusal.TooManyUploads(var most) => phrases.Say("upload.tooMany", most),
            _ => throw new UnreachableException(),
        };

    private string Of(Refusal.AboutAccount refusal) =>
        refusal switch
        {
            Refusal.UnknownUser(var name) => phrases.Say("user.unknown", name),
            Refusal.BadAccountName(var name, var longest) => phrases.Say("user.badName", name, longest),
            Refusal.UserExists(var name) => phrases.Say("user.exists", name),
            Refusal.LastAdmin(var name) => phrases.Say("user.lastAdmin", name),
            Refusal.FirstUserIsNoAdmin(var name) => phrases.Say("user.firstIsAdmin", name),
            Refusal.BadPassword(var least, var most) => phrases.Say("user.badPassword", least, most),
            Refusal.WrongPassword => phrases["access.wrong"],
            Refusal.WaitToSignIn(var seconds) => phrases.Say("access.wait", seconds),
            Refusal.SignInWanted => phrases["access.wanted"],
            Refusal.ReaderMayNot(var admins) => phrases.Say("access.reader", string.Join(phrases["access.comma"], admins)),
            Refusal.UnknownSignIn(var name, var id) => phrases.Say("user.unknownSignIn", name, id),
            Refusal.UnknownToken(var name) => phrases.Say("token.unknown", name),
            Refusal.TokenExists(var name) => phrases.Say("token.exists", name),
            _ => throw new UnreachableException(),
        };

    private string Of(Refusal.AboutWebhook refusal) =>
        refusal switch
        {
            Refusal.UnknownWebhook(var id) => phrases.Say("webhook.unknown", id),
            Refusal.BadWebhookUrl(var url, var fault) => phrases.Say($"webhook.url.{Glossary.Word(fault)}", url),
            Refusal.BadWebhookSecret => phrases["webhook.badSecret"],
            Refusal.WebhookExists(var id, var url) => phrases.Say("webhook.exists", id, url),
            _ => throw new UnreachableException(),
        };

    private static string KeyOf(JobChange change) =>
        change switch
        {
            JobChange.Pause => "job.pause.refused",
            JobChange.Resume => "job.resume.refused",
            JobChange.Cancel => "job.cancel.refused",
            _ => throw new UnreachableException(),
        };
}
