using Xunit;

namespace Weft.Tests.Books;

/// <summary>Every form of English heading, in small books that carry their truth (see <see cref="MarkedBook"/>).</summary>
public sealed class EnglishBooks
{
    public static TheoryData<string, string> Books =>
        new()
        {
            { "Chapter N", "F|THE LONG NIGHT\n\nby Nobody\n\n\nC|Chapter 1\n\n~3\nC|Chapter 2\n\n~3\nC|Chapter 3\n\n~3" },
            { "Chapter N: Title", "C|Chapter 1: The Ford\n\n~3\nC|Chapter 2: The Letter\n\n~3\nC|Chapter 3: The Gate\n\n~3" },
            { "number and title in two lines", "C|CHAPTER I.\n\nTHE FORD\n\n~3\nC|CHAPTER II.\n\nTHE LETTER\n\n~3" },
            {
                "numbers in words",
                "C|Chapter One\n\n~3\nC|Chapter Two\n\n~3\nC|Chapter Twenty-One\n\n~3\nC|CHAPTER TWENTY-TWO\n\n~3"
            },
            { "Ch. N", "C|Ch. 11 - The Ford\n\n~3\nC|Ch. 12 - The Letter\n\n~3\nC|Ch. 13 - The Gate\n\n~3" },
            { "roman numbers with titles", "C|I. The Ford\n\n~3\nC|II. The Letter\n\n~3\nC|III. The Gate\n\n~3" },
            { "bare roman numbers", "C|I\n\n~3\nC|II\n\n~3\nC|III\n\n~3\nC|IV\n\n~3" },
            { "bare numbers with a stop", "C|1.\n\n~3\nC|2.\n\n~3\nC|3.\n\n~3" },
            { "numbers with titles", "C|1. The Ford\n\n~3\nC|2. The Letter\n\n~3\nC|3. The Gate\n\n~3" },
            { "number words alone", "C|ONE\n\n~3\nC|TWO\n\n~3\nC|THREE\n\n~3" },
            {
                "books restart the numbers",
                "P|Book the First--The River\n\nC|I. The Ford\n\n~3\nC|II. The Letter\n\n~3\nP|Book the Second--The Wall\n\nC|I. The Gate\n\n~3\nC|II. The Road\n\n~3"
            },
            { "parts with bare numbers", "P|PART ONE\n\nC|1\n\n~3\nC|2\n\n~3\nP|PART TWO\n\nC|1\n\n~3\nC|2\n\n~3" },
            {
                "volumes over chapters",
                "P|VOLUME I\n\nC|CHAPTER I\n\n~3\nC|CHAPTER II\n\n~3\nP|VOLUME II\n\nC|CHAPTER I\n\n~3\nC|CHAPTER II\n\n~3"
            },
            { "books alone are the chapters", "C|BOOK I\n\n~3\nC|BOOK II\n\n~3\nC|BOOK III\n\n~3" },
            { "the first book", "C|THE FIRST BOOK\n\n~3\nC|THE SECOND BOOK\n\n~3\nC|THE THIRD BOOK\n\n~3" },
            {
                "staves",
                "E|PREFACE\n\n~1\nC|STAVE ONE: THE FORD\n\n~3\nC|STAVE TWO: THE LETTER\n\n~3\nC|STAVE THREE: THE GATE\n\n~3"
            },
            {
                "letters before chapters",
                "C|Letter 1\n\n~2\nC|Letter 2\n\n~2\nC|Chapter 1\n\n~3\nC|Chapter 2\n\n~3\nC|Chapter 3\n\n~3"
            },
            {
                "acts and scenes",
                "P|ACT I\n\nC|SCENE I. A ford.\n\n~3\nC|SCENE II. A gate.\n\n~3\nP|ACT II\n\nC|SCENE I. A road.\n\n~3\nC|SCENE II. A wall.\n\n~3"
            },
            {
                "prologue and epilogue",
                "O|PROLOGUE\n\n~2\nC|CHAPTER 1\n\n~3\nC|CHAPTER 2\n\n~3\nL|EPILOGUE\n\n~2\nA|APPENDIX\n\n~1"
            },
            {
                "another form half way",
                "C|ADVENTURE I. THE FORD\n\nI.\n\n~2\nII.\n\n~2\nIII.\n\n~2\nC|ADVENTURE II. THE LETTER\n\n~3\nC|ADVENTURE III. THE GATE\n\n~3\nC|IV. THE ADVENTURE OF THE ROAD\n\n~3\nC|V. THE ADVENTURE OF THE WALL\n\n~3"
            },
            { "sections inside chapters", "C|CHAPTER I\n\n1.\n\n~2\n2.\n\n~2\nC|CHAPTER II\n\n1.\n\n~2\n2.\n\n~2\n3.\n\n~2" },
            {
                "chapters mentioned in prose",
                "C|Chapter 1\n\n~2\nChapter 3 of the old book had said so, and he believed it. He had read it as a boy.\n\n~2\nC|Chapter 2\n\n~2\nThe rest is told in\nChapter 7. of another book, which nobody has read.\n\n~2\nC|Chapter 3\n\n~3"
            },
            {
                "continued chapters",
                "C|Chapter 1. The Ford\n\n~3\nC|Chapter 2. The Letter\n\n~3\nChapter 2 (Cont.)\n\n~3\nC|Chapter 3. The Gate\n\n~3"
            },
            {
                "contents in another form",
                "F|THE LONG NIGHT\n\nT|CONTENTS\n\n  Book the First--The River\n\n  Chapter I     The Ford\n  Chapter II    The Letter\n\n  Book the Second--The Wall\n\n  Chapter I     The Gate\n  Chapter II    The Road\n\n\n\nP|Book the First--The River\n\n\nC|I. The Ford\n\n~3\nC|II. The Letter\n\n~3\nP|Book the Second--The Wall\n\nC|I. The Gate\n\n~3\nC|II. The Road\n\n~3"
            },
            {
                "contents without a heading",
                "F|THE LONG NIGHT\n\n\nT|   I. The Ford\n  II. The Letter\n III. The Gate\n\n\nC|ADVENTURE I. THE FORD\n\n~3\nC|ADVENTURE II. THE LETTER\n\n~3\nC|ADVENTURE III. THE GATE\n\n~3"
            },
            {
                "capitals known from the contents",
                "F|STORIES\n\nT|CONTENTS\n\nThe Ford\nA Letter from the North ....... 12\nThe Gate ....... 30\n\n\nC|THE FORD\n\n~3\nC|A LETTER FROM THE NORTH\n\n~3\nC|THE GATE\n\n~3"
            },
            {
                "contents with bare chapters under parts",
                "T|CONTENTS\n\nPART ONE\nChapter 1\nChapter 2\nPART TWO\nChapter 1\nChapter 2\n\n\nP|PART ONE\n\nC|Chapter 1\n\n~3\nC|Chapter 2\n\n~3\nP|PART TWO\n\nC|Chapter 1\n\n~3\nC|Chapter 2\n\n~3"
            },
            {
                "contents with a preface and an index of plates",
                "T|CONTENTS\n\nPREFACE\nCHAPTER I. THE FORD\nCHAPTER II. THE LETTER\n\nLIST OF ILLUSTRATIONS\n\nThe old man at the ford\nThe gate in the rain\n\nE|PREFACE\n\n~2\nC|CHAPTER I. THE FORD\n\n~3\nC|CHAPTER II. THE LETTER\n\n~3"
            },
            {
                "the frame of Project Gutenberg",
                "F|The Project Gutenberg EBook of The Long Night, by Nobody\n\nTitle: The Long Night\n\n*** START OF THIS PROJECT GUTENBERG EBOOK THE LONG NIGHT ***\n\nTHE LONG NIGHT\n\n\nC|CHAPTER I\n\n~3\nC|CHAPTER II\n\n~3\nTHE END\n\n\nG|*** END OF THIS PROJECT GUTENBERG EBOOK THE LONG NIGHT ***\n\nSection 1. General Terms of Use\n\n1.A. By reading you agree.\n\nSection 2. Information\n\nSection 3. More information"
            },
            { "the last chapter by name", "C|Chapter the First\n\n~3\nC|Chapter the Second\n\n~3\nC|Chapter the Last\n\n~3" },
            { "headings without blank lines", "C|Chapter 1\n~3\nC|Chapter 2\n~3\nC|Chapter 3\n~3" },
            { "an unknown word", "C|Log 1: The Ford\n\n~3\nC|Log 2: The Letter\n\n~3\nC|Log 3: The Gate\n\n~3" },
            { "days", "C|Day 1\n\n~3\nC|Day 2\n\n~3\nC|Day 3\n\n~3" },
            { "decorated headings", "C|***Chapter 1***\n\n~3\nC|-- Chapter 2 --\n\n~3\nC|[Chapter 3]\n\n~3" },
            { "lower-case words", "C|CHAPTER I.--In which we begin.\n\n~3\nC|CHAPTER II.--In which we go on.\n\n~3" },
            { "stories with titles only", "C|THE FORD\n\n\n~3\n\n\nC|A LETTER FROM THE NORTH\n\n\n~3\n\n\nC|THE GATE\n\n\n~3" },
            {
                "stories whose sections begin anew",
                "C|THE FORD\n\nI\n\n~2\nII\n\n~2\nIII\n\n~2\n\nC|A LETTER FROM THE NORTH\n\nI\n\n~2\nII\n\n~2"
            },
            {
                "a preface without a heading",
                "E|This book took three years, and most of it was written by the river. I have changed the names. The rest is as it was, or as I remember it, which comes to the same thing.\n\nC|Chapter 1\n\n~3\nC|Chapter 2\n\n~3"
            },
            { "page numbers are no chapters", "C|CHAPTER I\n\n~2\n12\n\n~2\n13\n\n~2\nC|CHAPTER II\n\n~2\n14\n\n~2\n15\n\n~2" },
        };

    [Theory]
    [MemberData(nameof(Books))]
    public void Units_are_those_that_the_book_says(string what, string book) =>
        MarkedBook.Check(chinese: false, what + ".txt", book);

    [Theory]
    [MemberData(nameof(Books))]
    public void Any_line_end_gives_the_same_units(string what, string book)
    {
        MarkedBook.Check(chinese: false, what + ".txt", book, "\r\n");
        MarkedBook.Check(chinese: false, what + ".txt", book, "\r");
    }
}
