using Weft.Ledger;

namespace Weft.Testing.Models;

/// <summary>A ledger put together, so that a test can stand between a node and one of its contracts.</summary>
internal sealed record LedgerOfSeams(
    ISessions Sessions,
    IJobs Jobs,
    IRuns Runs,
    IProviders Providers,
    ILibrary Library,
    IJournal Journal,
    IOverview Overview,
    IChanges Changes,
    IEvents Events,
    IAudit Audit,
    IWebNodes WebNodes,
    IAccounts Accounts,
    IAccessKeys AccessKeys,
    IWebhooks Webhooks
) : ILedger
{
    public static LedgerOfSeams Of(ILedger ledger) =>
        new(
            ledger.Sessions,
            ledger.Jobs,
            ledger.Runs,
            ledger.Providers,
            ledger.Library,
            ledger.Journal,
            ledger.Overview,
            ledger.Changes,
            ledger.Events,
            ledger.Audit,
            ledger.WebNodes,
            ledger.Accounts,
            ledger.AccessKeys,
            ledger.Webhooks
        );
}
