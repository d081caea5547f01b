using Weft.Model;
using Weft.Reasons;
using Weft.Webhooks;

namespace Weft.Application;

/// <summary>
/// Why a wish cannot be granted; nothing was changed. Each case holds what its words need: <see cref="Texts.RefusalText"/> says them in the
/// asker's language, and every door chooses its own code for them.
/// </summary>
internal abstract record Refusal
{
    // Closed: the cases are those below.
    private Refusal() { }

    public abstract record AboutFile : Refusal;

    public abstract record AboutProvider : Refusal;

    public abstract record AboutJob : Refusal;

    public abstract record UploadRefusal : Refusal;

    public abstract record AboutAccount : Refusal;

    public abstract record AboutWebhook : Refusal;

    /// <param name="Named">A number or a part of a title, as it was asked for.</param>
    /// <param name="Nearest">What was probably meant; null where nothing is near.</param>
    public sealed record UnknownBook(string Named, Book? Nearest = null) : Refusal;

    public sealed record AmbiguousBook(string Named, IReadOnlyList<Book> Candidates) : Refusal;

    /// <summary>Nothing, or more than a line of so many characters.</summary>
    public sealed record BadTitle(int Longest) : Refusal;

    public sealed record FileMissing(string Path) : AboutFile;

    public sealed record FileUnreadable(string Path, Reason Trouble) : AboutFile;

    /// <param name="Trouble">What the reader of books says about it.</param>
    public sealed record NoBookInFile(string Path, Reason Trouble) : AboutFile;

    public sealed record NoBookInFolder(string Path, IReadOnlyList<PassedOver> PassedOver) : AboutFile;

    /// <summary>It was to be a new edition of a book, and is the text of another one.</summary>
    public sealed record TextOfAnotherBook(string Path, Book Book, Book Other) : AboutFile;

    /// <summary>It was to be a new edition of a book, and may be another one: somebody has to say that it is meant.</summary>
    /// <param name="Same">So many parts are known again.</param>
    public sealed record HardlyKnown(Book Book, int Same) : AboutFile;

    /// <param name="Nearest">What was probably meant; null where nothing is near.</param>
    public sealed record UnknownProvider(string Name, string? Nearest, IReadOnlyList<string> Known) : AboutProvider;

    /// <summary><c>rules</c> is built in and stays as it is.</summary>
    public sealed record RulesCannotChange : AboutProvider;

    public sealed record RulesCannotBeRemoved : AboutProvider;

    /// <summary><c>rules</c> asks nobody, so there is nobody to be tested.</summary>
    public sealed record RulesNeedNoTest : AboutProvider;

    /// <summary><c>rules</c> reads without a prompt.</summary>
    public sealed record RulesAskNobody : AboutProvider;

    public sealed record BadProviderName(string Name) : AboutProvider;

    public sealed record UnknownProviderKind(ProviderKind Kind, IReadOnlyList<ProviderKind> Known) : AboutProvider;

    public sealed record BadProviderUrl(string Url) : AboutProvider;

    /// <summary>It holds characters that no key has; the key itself is not repeated.</summary>
    public sealed record BadProviderKey(string Name) : AboutProvider;

    /// <summary>The further fields are no JSON object. <paramref name="Why"/>: the parser's words, or none.</summary>
    public sealed record BadExtra(string Near) : AboutProvider;

    /// <summary>A further field that Weft sets itself.</summary>
    public sealed record OwnField(string Field) : AboutProvider;

    public sealed record UnknownPreset(string Name, string? Nearest, IReadOnlyList<string> Known) : AboutProvider;

    /// <summary>Neither the request nor a preset says it.</summary>
    /// <param name="Preset">The preset that leaves the model to people; null = there is none.</param>
    public sealed record ProviderLacks(string Name, bool Url, bool Model, string? Preset, string? Near = null) : AboutProvider;

    public sealed record ProviderInUse(string Name, IReadOnlyList<JobId> Jobs) : AboutProvider;

    public sealed record ProviderTwice(string Name) : AboutProvider;

    /// <summary>Rules were to stand in for models after a while, and are not on the list, or no model is.</summary>
    public sealed record NoRulesToStandIn : AboutProvider;

    public sealed record TooManyProviders(int Most) : AboutProvider;

    /// <summary>A budget in money cannot be kept for a provider whose price nobody knows.</summary>
    public sealed record NoPrice(string Name, string Model) : AboutProvider;

    /// <param name="Of">The currency of that provider's prices.</param>
    /// <param name="Other">The provider whose prices are in <paramref name="Wished"/>; null = the budget is.</param>
    public sealed record OtherCurrency(string Name, string Of, string? Other, string Wished) : AboutProvider;

    /// <summary>None of the job's completed chapters.</summary>
    public sealed record NothingReadBy(JobId Job, string Provider) : AboutJob;

    /// <summary>It would be paused again before its next call.</summary>
    /// <param name="Budget">As it would be; an amount with its currency or a number of tokens, like <paramref name="Spent"/> and <paramref name="Needed"/>.</param>
    /// <param name="Spent">By all jobs of its order.</param>
    /// <param name="Needed">By the next call, at most.</param>
    /// <param name="Higher">One that would do, as people write it.</param>
    public sealed record BudgetIsSpent(JobId Job, string Budget, string Spent, string Needed, string Higher, bool IsMoney)
        : AboutJob;

    /// <param name="Last">The book's last position.</param>
    public sealed record NoSuchPart(string Title, int Last, int Position) : Refusal;

    /// <param name="Last">The book's last number.</param>
    public sealed record NoSuchChapter(string Title, int Last, int Chapter) : Refusal;

    /// <param name="Last">How many passages there are.</param>
    public sealed record NoSuchPassage(string Title, int Last, int Passage) : Refusal;

    public sealed record UnknownJob(JobId Job) : AboutJob;

    /// <param name="From">The file, or the field of the order.</param>
    /// <param name="Line">From 1; 0 = the whole.</param>
    /// <param name="Said">What stands there.</param>
    public sealed record BadTypes(string From, int Line, WishFault Fault, string Said) : AboutJob;

    public sealed record BadPrompt(string From, WishFault Fault) : AboutJob;

    /// <summary>Kinds or instructions are of use to a model alone, and none is to read.</summary>
    public sealed record NobodyToAsk : AboutJob;

    /// <summary>No job was ever ordered for the book, or none that was not cancelled.</summary>
    public sealed record NoJobToContinue(Book Book) : AboutJob;

    /// <summary>All of the book's current edition was ordered already.</summary>
    public sealed record NothingNew(Book Book, JobId Last) : AboutJob;

    public sealed record UnknownRun(RunId Run) : AboutJob;

    public sealed record SameJobTwice(JobId Job) : AboutJob;

    /// <summary>Only what was found in one book can be compared.</summary>
    public sealed record JobsOfTwoBooks(JobId Job, string Title, JobId Other, string OtherTitle) : AboutJob;

    /// <summary>There is no chapter that both have read.</summary>
    public sealed record NothingToCompare(JobId Job, JobId Other) : AboutJob;

    /// <summary>The job's state does not allow the change.</summary>
    public sealed record WrongState(JobChange Change, JobId Job, JobState State) : AboutJob;

    /// <summary>A cancelled job's chapters are not tried again.</summary>
    public sealed record RetryOfCancelled(JobId Job) : AboutJob;

    public sealed record NothingToRetry(JobId Job) : AboutJob;

    /// <summary>None of the chapters that were to be asked again has ended.</summary>
    public sealed record NothingEnded(JobId Job) : AboutJob;

    /// <summary>What is to mark an order has blanks, letters beyond ASCII, nothing or too much in it.</summary>
    public sealed record BadRequestKey(int Longest) : AboutJob;

    /// <summary>Another order bears this mark.</summary>
    public sealed record RequestKeyReused(string Key) : AboutJob;

    /// <summary>The file is no table, or has no columns for kind and verdict.</summary>
    public sealed record NoSample(string File) : AboutFile;

    /// <param name="Row">As spreadsheets count, from 1; 0 = the whole file.</param>
    /// <param name="Said">What stands there.</param>
    public sealed record BadTable(string File, TableFault Fault, int Row, string Said) : AboutFile;

    /// <param name="All">How many lines are wrong.</param>
    /// <param name="Lines">The first of them.</param>
    public sealed record BadVerdicts(string File, int All, IReadOnlyList<BadLine> Lines) : AboutFile;

    /// <param name="All">How many lines are wrong.</param>
    /// <param name="Lines">The first of them.</param>
    public sealed record BadNames(string File, int All, IReadOnlyList<BadNameLine> Lines) : AboutFile;

    /// <summary>Nothing of the book has been woven yet.</summary>
    public sealed record NoGraph(string Title) : Refusal;

    /// <param name="Near">Names that come close, best first; may be empty.</param>
    public sealed record UnknownName(string Name, string Title, IReadOnlyList<string> Near) : Refusal;

    /// <summary>Nothing binds these two, as far as the chapters go that were asked for.</summary>
    public sealed record NoTie(string Source, string Target, string Title) : Refusal;

    /// <summary>Only a part of the graph was asked for, by a type that no entity of the book has.</summary>
    public sealed record NoSuchType(string Type, string Title, IReadOnlyList<string> Types) : Refusal;

    public sealed record UnknownDecision(long Number, string Title) : Refusal;

    /// <summary>Nothing stands any more about the two names of this decision.</summary>
    public sealed record DecisionTakenBack(long Number, string Title) : Refusal;

    /// <summary>Two spellings of one name: there is nothing to decide about them.</summary>
    public sealed record OneName(string Name, string Other) : Refusal;

    /// <summary>A person's decision hides the entity of that name.</summary>
    /// <param name="Number">The decision's.</param>
    public sealed record HiddenName(string Name, string Title, long Book, int Number) : Refusal;

    /// <summary>It was decided meanwhile, or never was one.</summary>
    public sealed record NoSuggestion(int Number, string Title, long Book) : Refusal;

    /// <summary>Empty or longer than so many letters.</summary>
    public sealed record BadName(int Longest) : Refusal;

    /// <param name="Name">The name that was to be given to the entity of <paramref name="Of"/>.</param>
    /// <param name="Bearer">The entity that has it.</param>
    public sealed record NameTaken(string Name, string Of, string Bearer, string Title, long Book) : Refusal;

    public sealed record NamedSoAlready(string Name, string Shown, string Title) : Refusal;

    /// <param name="Known">Types that there are.</param>
    public sealed record UnknownType(string Type, string Title, IReadOnlyList<string> Known) : Refusal;

    /// <summary>It was never begun, was imported, was given up, or lies on another node.</summary>
    public sealed record UnknownUpload(string Upload) : UploadRefusal;

    /// <param name="First">The first part that has not come.</param>
    public sealed record UploadIncomplete(string Upload, int First) : UploadRefusal;

    public sealed record UploadPartTooLarge(int Most) : UploadRefusal;

    public sealed record NoSuchUploadPart(int Part, int Last) : UploadRefusal;

    public sealed record TooManyUploads(int Most) : UploadRefusal;

    public sealed record UnknownUser(string Name) : AboutAccount;

    public sealed record BadAccountName(string Name, int Longest) : AboutAccount;

    public sealed record UserExists(string Name) : AboutAccount;

    /// <summary>Nobody could let anybody in any more.</summary>
    public sealed record LastAdmin(string Name) : AboutAccount;

    /// <summary>Sign-in is wanted as soon as there is a user, and a reader alone could add nobody.</summary>
    public sealed record FirstUserIsNoAdmin(string Name) : AboutAccount;

    public sealed record BadPassword(int Least, int Most) : AboutAccount;

    /// <summary>Also where nobody has that name, in the same words.</summary>
    public sealed record WrongPassword : AboutAccount;

    public sealed record WaitToSignIn(int Seconds) : AboutAccount;

    /// <summary>Who asks has not signed in, or no longer is.</summary>
    public sealed record SignInWanted : AboutAccount;

    /// <param name="Admins">Who could change the role.</param>
    public sealed record ReaderMayNot(IReadOnlyList<string> Admins) : AboutAccount;

    /// <param name="Id">Of a sign-in that this user never had, or that has ended.</param>
    public sealed record UnknownSignIn(string Name, string Id) : AboutAccount;

    public sealed record UnknownToken(string Name) : AboutAccount;

    public sealed record TokenExists(string Name) : AboutAccount;

    public sealed record UnknownWebhook(long Id) : AboutWebhook;

    /// <param name="Url">As it may be shown.</param>
    public sealed record BadWebhookUrl(string Url, AddressFault Fault) : AboutWebhook;

    /// <summary>It does not begin with <c>whsec_</c>, or is too short or too long.</summary>
    public sealed record BadWebhookSecret : AboutWebhook;

    /// <param name="Url">As it may be shown.</param>
    public sealed record WebhookExists(long Id, string Url) : AboutWebhook;
}

/// <summary>What a person can do to a job's state.</summary>
internal enum JobChange
{
    Pause,
    Resume,
    Cancel,
}
