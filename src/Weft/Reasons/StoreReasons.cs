namespace Weft.Reasons;

/// <summary>What keeps ledgers, graphs and data folders on this machine from being used, and what to do about it.</summary>
public static class StoreReasons
{
    public static readonly Reason GraphClosed = new("graph_closed");

    public static Reason NoBook(string book) => new("no_such_book", ("book", book));

    public static Reason LedgerHeld(string path, TimeSpan waited) =>
        new("ledger_held", ("path", path), ("seconds", (long)waited.TotalSeconds));

    public static Reason LedgerDiskFull(string path) => new("ledger_disk_full", ("path", path));

    public static Reason LedgerDiskFails(string path, string words) => new("ledger_disk_fails", ("path", path), ("words", words));

    public static Reason LedgerNotOpened(string path) => new("ledger_not_opened", ("path", path));

    public static Reason LedgerReadOnly(string path) => new("ledger_read_only", ("path", path));

    public static Reason LedgerDamaged(string path) => new("ledger_damaged", ("path", path));

    public static Reason NoLedger(string path) => new("no_ledger", ("path", path));

    public static Reason LedgerRefused(string path, string words) => new("ledger_refused", ("path", path), ("words", words));

    public static Reason LedgerOfOthers(string path) => new("ledger_of_others", ("path", path));

    public static Reason LedgerTooNew(string path, long schema, long known) =>
        new("ledger_too_new", ("path", path), ("schema", schema), ("known", known), ("most", known + 1));

    public static Reason FolderNotMade(string folder, string words) =>
        new("folder_not_made", ("folder", folder), ("words", words));

    public static Reason GraphDamaged(string path) => new("graph_damaged", ("path", path));

    public static Reason GraphDiskFull(string path) => new("graph_disk_full", ("path", path));

    public static Reason GraphReadOnly(string path) => new("graph_read_only", ("path", path));

    public static Reason GraphNotOpened(string path) => new("graph_not_opened", ("path", path));

    public static Reason GraphHeld(string path) => new("graph_held", ("path", path));

    public static Reason GraphDiskFails(string path, string words) => new("graph_disk_fails", ("path", path), ("words", words));

    public static Reason GraphRefused(string path, string words) => new("graph_refused", ("path", path), ("words", words));

    public static Reason GraphTooNew(string path, long schema, long known) =>
        new("graph_too_new", ("path", path), ("schema", schema), ("known", known));

    /// <param name="owner">The process that has it, as its lock file says; <see cref="UnknownOwner"/> where it does not.</param>
    public static Reason FolderInUse(string folder, Reason owner) => new("folder_in_use", ("folder", folder), ("owner", owner));

    public static Reason Owner(string process, string since) => new("folder_owner", ("pid", process), ("since", since));

    public static readonly Reason UnknownOwner = new("folder_owner_unknown");

    public static Reason FolderUnusable(string folder, string words) =>
        new("folder_unusable", ("folder", folder), ("words", words));

    public static Reason NoWorkingLocks(string folder) => new("no_working_locks", ("folder", folder));

    public static readonly Reason SecretTooShort = new("secret_too_short");

    public static Reason KeyFileOpen(string path) => new("key_file_open", ("path", path));

    public static Reason OtherSecret(string provider) => new("other_secret", ("provider", provider));
}
