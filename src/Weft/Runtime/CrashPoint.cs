namespace Weft.Runtime;

/// <summary>
/// Numbered places between two steps where a process may die; a test kills at each. Each is reached after what its name says took effect.
/// </summary>
internal static class CrashPoint
{
    public const int ProfileSaved = 1;
    public const int RunsWritten = 2;
    public const int JobRunning = 3;
    public const int PutOnRings = 4;
    public const int Claimed = 5;
    public const int TextRead = 6;
    public const int CallRowWritten = 7;
    public const int AnswerCame = 8;
    public const int AnswerJournalled = 9;
    public const int FactsReady = 10;
    public const int GraphWritten = 11;
    public const int RunCompleted = 12;
    public const int NothingOpen = 13;
    public const int TokenTaken = 14;
    public const int BookResolved = 15;
    public const int JobFinished = 16;
    public const int SessionTakenOver = 17;
    public const int SessionDrained = 18;

    public const int Last = SessionDrained;
}
