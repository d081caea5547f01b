namespace Weft.Model;

/// <summary>
/// The first reading of a whole edition under way: its chapters are given in order, pass after pass, until it is done. Of the text no more
/// is held than the reading itself needs, so that long books need not stand in memory.
/// </summary>
public interface IFirstReading
{
    /// <summary>No further pass is wanted.</summary>
    bool IsDone { get; }

    /// <summary>Takes the next chapter of this pass, with its heading line; the same texts in the same order in every pass.</summary>
    void Add(string chapterText);

    /// <summary>The chapters have all been given.</summary>
    void EndPass();

    /// <exception cref="InvalidOperationException">Passes are wanted still.</exception>
    Profile Profile { get; }
}
