namespace Weft.Reasons;

/// <summary>Why a record of an answer, or the whole of it, is not taken.</summary>
public static class RejectionReasons
{
    public static readonly Reason NoRecord = new("no_record");
    public static readonly Reason CutInside = new("cut_inside");
    public static readonly Reason NoName = new("no_name");
    public static readonly Reason NameTooLong = new("name_too_long");
    public static readonly Reason EndMissing = new("end_missing");
    public static readonly Reason SaysNothing = new("says_nothing");
    public static readonly Reason UnknownType = new("unknown_type");
    public static readonly Reason Pronoun = new("pronoun");
    public static readonly Reason NameNotInPassage = new("name_not_in_passage");
    public static readonly Reason QuoteReplaced = new("quote_replaced");
    public static readonly Reason EndNotInPassage = new("end_not_in_passage");
    public static readonly Reason SameEnds = new("same_ends");
    public static readonly Reason NoQuote = new("no_quote");
    public static readonly Reason QuoteNotInPassage = new("quote_not_in_passage");
    public static readonly Reason OnlyInContext = new("only_in_context");
    public static readonly Reason UnknownKind = new("unknown_tie");
    public static readonly Reason NoEventsWanted = new("no_events_wanted");
    public static readonly Reason ParticipantUnknown = new("participant_unknown");
    public static readonly Reason LocationUnknown = new("location_unknown");
    public static readonly Reason OnlyFirstKept = new("only_first_kept");

    /// <summary>Why an answer is none, or is cut.</summary>
    public static readonly Reason AnswerCutOff = new("answer_cut_off");
    public static readonly Reason AnswerEmpty = new("answer_empty");
    public static readonly Reason AnswerNoJson = new("answer_no_json");
    public static readonly Reason AnswerTooLong = new("answer_too_long");

    /// <param name="cause">Why the first of them could not.</param>
    public static Reason AnswerNoRecord(int records, Reason cause) =>
        new("answer_no_record", ("records", records), ("cause", cause));

    public static Reason TooMany(int most) => new("too_many_records", ("most", most));

    public static Reason AliasNotInPassage(string name) => new("alias_not_in_passage", ("name", name));
}
