namespace Weft.Providers.Chat;

/// <summary>What the lanes of one chapter have found out about its provider.</summary>
internal sealed class ChatState
{
    private readonly Lock _lock = new();
    private (TimeSpan LastButOne, TimeSpan Last) _rowsTook;
    private DateTimeOffset _restUntil;
    private int _failures;
    private bool _isHindered;

    public void NoteRow(TimeSpan took)
    {
        lock (_lock)
            _rowsTook = (_rowsTook.Last, took);
    }

    /// <summary>How long call rows take to be written lately: the shorter of the last two.</summary>
    public TimeSpan RowsTake
    {
        get
        {
            lock (_lock)
                return _rowsTook.Last < _rowsTook.LastButOne ? _rowsTook.Last : _rowsTook.LastButOne;
        }
    }

    /// <summary>Failures of the provider's own making that were counted.</summary>
    public int Failures
    {
        get
        {
            lock (_lock)
                return _failures;
        }
    }

    /// <summary>
    /// Calls of one chapter that were in the air together and fail are one failure: an outage must not use up its tries, nor a chapter that its
    /// provider always fails the provider's good name. False = it is counted already.
    /// </summary>
    /// <param name="before">What <see cref="Failures"/> said when the call left.</param>
    public bool TryCountFailure(int before)
    {
        lock (_lock)
        {
            if (_failures != before)
                return false;
            _failures++;
            return true;
        }
    }

    /// <summary>No call of the chapter leaves before that.</summary>
    public void RestUntil(DateTimeOffset until)
    {
        lock (_lock)
            _restUntil = until;
    }

    public TimeSpan RestLeft(DateTimeOffset now)
    {
        lock (_lock)
            return _restUntil - now;
    }

    /// <summary>Something stands in the way of calls: until one is answered, more of them at once would be of no use.</summary>
    public bool IsHindered
    {
        get
        {
            lock (_lock)
                return _isHindered;
        }
        set
        {
            lock (_lock)
                _isHindered = value;
        }
    }
}
