using System.Diagnostics;
using Weft.Application;

namespace Weft.Web.Api;

/// <summary>A refusal as HTTP says it: a status, and a code that programs can go by. Codes never change their meaning.</summary>
internal static class RefusalCode
{
    public static (int Status, string Code) Of(Refusal refusal) =>
        refusal switch
        {
            Refusal.UnknownBook => (404, "book.unknown"),
            Refusal.AmbiguousBook => (409, "book.ambiguous"),
            Refusal.BadTitle => (400, "book.bad_title"),
            Refusal.NoSuchPart => (404, "book.no_such_part"),
            Refusal.NoSuchChapter => (400, "book.no_such_chapter"),
            Refusal.NoSuchPassage => (404, "book.no_such_passage"),
            Refusal.NoGraph => (404, "graph.none"),
            Refusal.UnknownName => (404, "graph.unknown_name"),
            Refusal.NoTie => (404, "graph.no_tie"),
            Refusal.NoSuchType => (404, "graph.no_such_type"),
            Refusal.UnknownDecision => (404, "decision.unknown"),
            Refusal.DecisionTakenBack => (409, "decision.taken_back"),
            Refusal.OneName => (400, "decision.one_name"),
            Refusal.HiddenName => (409, "graph.hidden_name"),
            Refusal.NoSuggestion => (404, "suggestion.unknown"),
            Refusal.BadName => (400, "decision.bad_name"),
            Refusal.NameTaken => (409, "decision.name_taken"),
            Refusal.NamedSoAlready => (409, "decision.named_so"),
            Refusal.UnknownType => (400, "decision.unknown_type"),
            Refusal.AboutFile file => Of(file),
            Refusal.AboutProvider provider => Of(provider),
            Refusal.AboutJob job => Of(job),
            Refusal.UploadRefusal upload => Of(upload),
            Refusal.AboutAccount account => Of(account),
            Refusal.AboutWebhook webhook => Of(webhook),
            _ => throw new UnreachableException(),
        };

    private static (int Status, string Code) Of(Refusal.AboutFile refusal) =>
        refusal switch
        {
            Refusal.NoBookInFile => (422, "file.no_book"),
            Refusal.TextOfAnotherBook => (409, "file.other_book"),
            Refusal.HardlyKnown => (409, "file.hardly_known"),
            Refusal.FileMissing => (404, "file.missing"),
            Refusal.FileUnreadable => (422, "file.unreadable"),
            Refusal.NoSample => (422, "precision.no_sample"),
            Refusal.BadTable => (422, "file.bad_table"),
            Refusal.BadNames => (422, "names.bad_lines"),
            Refusal.BadVerdicts => (422, "precision.bad_lines"),
            Refusal.NoBookInFolder => (422, "file.none_in_folder"),
            _ => throw new UnreachableException(),
        };

    private static (int Status, string Code) Of(Refusal.AboutProvider refusal) =>
        refusal switch
        {
            Refusal.UnknownProvider => (404, "provider.unknown"),
            Refusal.RulesCannotChange or Refusal.RulesCannotBeRemoved => (409, "provider.built_in"),
            Refusal.RulesNeedNoTest => (409, "provider.nothing_to_test"),
            Refusal.RulesAskNobody => (409, "provider.asks_nobody"),
            Refusal.BadProviderName => (400, "provider.bad_name"),
            Refusal.UnknownProviderKind => (400, "provider.unknown_kind"),
            Refusal.BadProviderUrl => (400, "provider.bad_url"),
            Refusal.BadProviderKey => (400, "provider.bad_key"),
            Refusal.BadExtra => (400, "provider.bad_extra"),
            Refusal.OwnField => (400, "provider.own_field"),
            Refusal.UnknownPreset => (400, "provider.unknown_preset"),
            Refusal.ProviderLacks => (400, "provider.lacks"),
            Refusal.ProviderInUse => (409, "provider.in_use"),
            Refusal.NoRulesToStandIn => (400, "provider.no_rules"),
            Refusal.ProviderTwice => (400, "provider.twice"),
            Refusal.TooManyProviders => (400, "provider.too_many"),
            Refusal.NoPrice => (422, "budget.no_price"),
            Refusal.OtherCurrency => (422, "budget.other_currency"),
            _ => throw new UnreachableException(),
        };

    private static (int Status, string Code) Of(Refusal.AboutJob refusal) =>
        refusal switch
        {
            Refusal.NoJobToContinue => (409, "job.none_to_continue"),
            Refusal.NothingNew => (409, "job.nothing_new"),
            Refusal.UnknownJob => (404, "job.unknown"),
            Refusal.UnknownRun => (404, "job.no_such_run"),
            Refusal.SameJobTwice => (400, "compare.same_job"),
            Refusal.JobsOfTwoBooks => (409, "compare.two_books"),
            Refusal.NothingToCompare => (409, "compare.nothing"),
            Refusal.WrongState => (409, "job.wrong_state"),
            Refusal.RetryOfCancelled => (409, "job.cancelled"),
            Refusal.BudgetIsSpent => (409, "budget.spent"),
            Refusal.NothingReadBy => (409, "job.nothing_read_by"),
            Refusal.NothingEnded => (409, "job.nothing_ended"),
            Refusal.NothingToRetry => (409, "job.nothing_to_retry"),
            Refusal.BadTypes => (400, "job.bad_types"),
            Refusal.BadPrompt => (400, "job.bad_prompt"),
            Refusal.NobodyToAsk => (400, "job.nobody_to_ask"),
            Refusal.BadRequestKey => (400, "idempotency.bad"),
            Refusal.RequestKeyReused => (422, "idempotency.reused"),
            _ => throw new UnreachableException(),
        };

    private static (int Status, string Code) Of(Refusal.AboutAccount refusal) =>
        refusal switch
        {
            Refusal.UnknownUser => (404, "user.unknown"),
            Refusal.BadAccountName => (400, "user.bad_name"),
            Refusal.UserExists => (409, "user.exists"),
            Refusal.LastAdmin => (409, "user.last_admin"),
            Refusal.FirstUserIsNoAdmin => (409, "user.first_is_admin"),
            Refusal.BadPassword => (400, "user.bad_password"),
            Refusal.WrongPassword => (401, "sign_in.wrong"),
            Refusal.WaitToSignIn => (429, "sign_in.wait"),
            Refusal.SignInWanted => (401, "sign_in.wanted"),
            Refusal.ReaderMayNot => (403, "role.reader"),
            Refusal.UnknownSignIn => (404, "sign_in.unknown"),
            Refusal.UnknownToken => (404, "token.unknown"),
            Refusal.TokenExists => (409, "token.exists"),
            _ => throw new UnreachableException(),
        };

    private static (int Status, string Code) Of(Refusal.AboutWebhook refusal) =>
        refusal switch
        {
            Refusal.UnknownWebhook => (404, "webhook.unknown"),
            Refusal.BadWebhookUrl => (400, "webhook.bad_url"),
            Refusal.BadWebhookSecret => (400, "webhook.bad_secret"),
            Refusal.WebhookExists => (409, "webhook.exists"),
            _ => throw new UnreachableException(),
        };

    private static (int Status, string Code) Of(Refusal.UploadRefusal refusal) =>
        refusal switch
        {
            Refusal.UnknownUpload => (404, "upload.unknown"),
            Refusal.UploadIncomplete => (409, "upload.incomplete"),
            Refusal.UploadPartTooLarge => (413, "upload.part_too_large"),
            Refusal.NoSuchUploadPart => (400, "upload.no_such_part"),
            Refusal.TooManyUploads => (429, "upload.too_many"),
            _ => throw new UnreachableException(),
        };
}
