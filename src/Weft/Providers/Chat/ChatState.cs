using Weft.Extraction.Prompting;
using Weft.Model;

namespace Weft.Providers.Chat;

/// <summary>What the lanes of one chapter have found out about its provider.</summary>
internal sealed class ChatState(AnswerFormat? remembered)
{
    private readonly Lock _lock = new();
    private AnswerFormat? _remembered = remembered;
    private (TimeSpan LastButOne, TimeSpan Last) _rowsTook;
    private DateTimeOffset _restUntil;
    private int _failures;
    private bool _isHindered;

    /// <summary>How it is asked.</summary>
    public AnswerFormat Format
    {
        get
        {
            lock (_lock)
                return field;
        }
        private set;
    } = remembered ?? AnswerFormat.JsonSchema;

    /// <summary>Null = it is kept in the provider's row already.</summary>
    public AnswerFormat? FormatToRemember
    {
        get
        {
            var format = Format;
            lock (_lock)
                return _remembered == format ? null : format;
        }
    }

    public void Remember(AnswerFormat format)
    {
        lock (_lock)
            _remembered = format;
    }

    /// <summary>The model did not take this format. Several calls that were refused together lower it by one step.</summary>
    public void LowerFormat(AnswerFormat refused)
    {
        var next = refused == AnswerFormat.JsonSchema ? AnswerFormat.JsonObject : AnswerFormat.Plain;
        lock (_lock)
            if (Format == refused)
                Format = next;
    }

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
